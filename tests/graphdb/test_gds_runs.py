"""Runs whose communities GDS found: planted rings, what the run says of it, the same bytes, one sentence per fault."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from installed import TEST_KEY, Graphring
from local_neo4j import Neo4j

import graphring as gr
from graphring.errors import SettingsError
from graphring.simulate import World, simulate

QUICK = gr.Settings.of({"detect": {"bootstraps": 1}})
NAMES = "CALL gds.graph.list() YIELD graphName WHERE graphName STARTS WITH 'graphring-' RETURN graphName"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> World:
    """1,500 people and one ring of 40."""
    return simulate("ring-plain", tmp_path_factory.mktemp("plain"), seed=3)


def case_of(files: list[Path], folder: Path) -> gr.Case:
    case = gr.Case.create(folder, key=TEST_KEY)
    assert case.ingest(files).ok
    return case


@pytest.fixture
def small(tmp_path: Path) -> gr.Case:
    """Twelve accounts on three devices and four cards."""
    rows = [(f"a{i}", "device", f"d{i % 3}") for i in range(12)]
    rows += [(f"a{i}", "payment_instrument", f"c{i % 4}") for i in range(12)]
    case = gr.Case.create(tmp_path / "small", key=TEST_KEY)
    names = ("account_id", "kind", "entity_id")
    assert case.ingest(pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])).ok
    return case


def test_all_planted_rings_of_the_demo_world_are_found(neo4j: Neo4j, graphring: Graphring, tmp_path: Path) -> None:
    world = simulate("demo", tmp_path / "world")
    case = case_of(list(world.files), tmp_path / "case")
    said = graphring("find", "case", "--detector", "gds", "--neo4j", neo4j.uri, env=neo4j.env).stderr
    assert "ties need at most" in said
    assert "not by graphring's own detector" in said
    run = case.run()
    flagged = {row["account_id"] for row in run.members.to_pylist() if row["verdict"] in ("ring", "review")}
    truth = [line.split(",")[:3] for line in world.truth.read_text(encoding="utf-8").splitlines()[1:]]
    planted = {account for account, ring, role in truth if ring and role != "proxy_customer"}
    innocent = {account for account, ring, _ in truth if not ring}
    assert planted <= flagged
    assert len(flagged & innocent) <= 0.01 * len(innocent)
    with neo4j.connect() as graph:
        assert run.manifest.versions["gds"] == graph.gds_version
        assert run.manifest.versions["neo4j"] == graph.version
        assert graph.read(NAMES) == []
    assert run.manifest.settings["detect"]["detector"] == "gds"  # type: ignore[index]
    assert run.groups[0].summary.method.settings["detect"]["detector"] == "gds"  # type: ignore[index]


def test_the_same_bytes_again_and_with_rows_in_another_order(
    neo4j: Neo4j, plain: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    case = case_of(list(plain.files), tmp_path / "one")
    other = case_of([_mixed(path, tmp_path) for path in plain.files], tmp_path / "other")
    runs = [of.find_rings(settings=QUICK, detector="gds") for of in (case, case, other)]
    assert any(group.verdict in ("ring", "review") for group in runs[0].groups)
    digests = [{o.path: o.sha256 for o in run.manifest.outputs} for run in runs]
    for again in digests[1:]:
        assert again.keys() == digests[0].keys()
        # summaries name their run, and its input files with their digests
        assert {name for name in again if again[name] != digests[0][name]} <= {"summaries.parquet"}


def _mixed(path: Path, to: Path) -> Path:
    """The same rows in another order."""
    draw = random.Random(7)
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        pq.write_table(table.take(pa.array(draw.sample(range(table.num_rows), table.num_rows))), to / path.name)
    else:
        head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (to / path.name).write_text(head + "".join(draw.sample(lines, len(lines))), encoding="utf-8")
    return to / path.name


def test_the_default_is_graphrings_own_and_needs_no_neo4j(small: gr.Case) -> None:
    manifest = small.find_rings().manifest
    assert manifest.settings["detect"]["detector"] == "graphring"  # type: ignore[index]
    assert "gds" not in manifest.versions
    assert not any("GDS" in notice for notice in manifest.notices)


def test_the_setting_and_the_option_are_one(neo4j: Neo4j, small: gr.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    by_setting = small.find_rings(settings=gr.Settings.of({"detect": {"detector": "gds"}})).manifest
    by_option = small.find_rings(detector="gds", neo4j=neo4j.uri).manifest
    assert by_setting.settings_sha256 == by_option.settings_sha256
    assert by_setting.settings_sha256 != small.find_rings(detector="graphring").manifest.settings_sha256


def test_a_detector_that_there_is_not(small: gr.Case) -> None:
    with pytest.raises(SettingsError, match="Input should be 'graphring' or 'gds'"):
        small.find_rings(detector="another")


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("--detector", "gds"), "set NEO4J_URI"),
        (("--detector", "gds", "--neo4j", "bolt://127.0.0.1:9"), "no Neo4j answers at bolt://127.0.0.1:9"),
        (("--neo4j", "bolt://127.0.0.1:9"), "ask for --detector gds"),
    ],
    ids=["no address", "nobody there", "nothing to do for it"],
)
def test_faults_are_one_sentence_and_leave_no_run(
    words: tuple[str, ...], mend: str, small: gr.Case, graphring: Graphring
) -> None:
    done = graphring("find", small.path, *words, ok=False)
    assert done.returncode == 1
    assert mend in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert small.run_ids == ()


def test_a_wrong_password(neo4j: Neo4j, small: gr.Case, graphring: Graphring) -> None:
    wrong = {**neo4j.env, "NEO4J_PASSWORD": "a-wrong-password"}
    done = graphring("find", small.path, "--detector", "gds", ok=False, env=wrong)
    assert done.returncode == 1
    assert "does not take this password" in done.stderr
    assert small.run_ids == ()
