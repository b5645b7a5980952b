"""The same input and key give the same bytes: any order of rows and files, any hash seed, any number of threads."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from installed import TEST_KEY

import graphring as gr
from graphring.judge.summary import build
from graphring.simulate import World

TESTS = Path(__file__).parent
PROGRAM = """
import json, sys
from pathlib import Path
import graphring as gr
from graphring.settings import Settings
from run_content import content
case, threads, *files = sys.argv[1:]
settings = Settings.of({"machine": {"threads": int(threads)}, "detect": {"bootstraps": 1}})
case = gr.Case.create(case)
assert case.ingest(files, settings=settings).ok
run = case.find_rings(settings=settings)
digests = {o.path: o.sha256 for o in run.manifest.outputs}
print(json.dumps({"id": run.id, "digests": digests, **content(run)}))
"""
Found = dict[str, Any]
Find = Callable[..., Found]


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    def found(files: list[Path], *, seed: int = 0, threads: int = 2, key: str = TEST_KEY) -> Found:
        case = tmp_path_factory.mktemp("same") / "case"
        path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(case), str(threads), *map(str, files)],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": str(seed), "GRAPHRING_KEY": key},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told: Found = json.loads(done.stdout)
        return told

    return found


@pytest.fixture(scope="module")
def first(find: Find, plain: World) -> Found:
    found = find(list(plain.files))
    assert any(group["verdict"] == "ring" for group in found["groups"])
    return found


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two results differ, not only that they do."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [d for k in one for d in differences(one[k], other[k], f"{where}.{k}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for i, (a, b) in enumerate(zip(one, other, strict=True)) for d in differences(a, b, f"{where}[{i}]")]
    return [] if one == other else [f"{where}: {str(one)[:200]} | {str(other)[:200]}"]


def shuffled(path: Path, to: Path) -> Path:
    """The same rows in another order."""
    draw = random.Random(7)
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        order = list(range(table.num_rows))
        draw.shuffle(order)
        pq.write_table(table.take(pa.array(order)), to / path.name)
    else:
        head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        draw.shuffle(lines)
        (to / path.name).write_text(head + "".join(lines), encoding="utf-8")
    return to / path.name


@pytest.mark.parametrize(("seed", "threads"), [(1, 2), (4_000_000_000, 1)])
def test_hash_seeds_threads_and_the_order_of_files(
    seed: int, threads: int, find: Find, first: Found, plain: World
) -> None:
    again = find(list(reversed(plain.files)), seed=seed, threads=threads)
    assert not differences(first, again)
    assert first["digests"]["members.parquet"] == again["digests"]["members.parquet"]


def test_the_order_of_rows(find: Find, first: Found, plain: World, tmp_path: Path) -> None:
    again = find([shuffled(path, tmp_path) for path in plain.files])
    # Summaries name the digests of the input files, which differ; everything else is the same bytes.
    for found in (first, again):
        found["digests"].pop("summaries.parquet", None)
    assert not differences(first, again)


def test_nothing_is_ordered_by_a_keyed_hash(find: Find, first: Found, plain: World) -> None:
    """With another key the payment instruments have other names, and everything else is the same."""
    other = find(list(plain.files), key="quite-another-key-0001")
    assert not differences(first["members"], other["members"])
    assert not differences(first["communities"], other["communities"])
    names = {"payment_instrument"}
    for one, two in zip(first["groups"], other["groups"], strict=True):
        assert [e["weight"] for e in one["entities"]] == [e["weight"] for e in two["entities"]]
        assert [e["entity_id"] for e in one["entities"] if e["kind"] not in names] == [
            e["entity_id"] for e in two["entities"] if e["kind"] not in names
        ]
        assert (one["verdict"], one["score"], one["signals"]) == (two["verdict"], two["score"], two["signals"])
    hidden = [e["entity_id"] for g in first["groups"] for e in g["entities"] if e["kind"] in names]
    assert hidden
    assert not set(hidden) & {e["entity_id"] for g in other["groups"] for e in g["entities"]}


def test_groups_told_one_at_a_time_are_told_as_all_at_once(
    plain: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    case.ingest(list(plain.files))
    settings = gr.Settings.of({"detect": {"bootstraps": 1}})
    told = []
    for block in (build._BLOCK, 1):
        monkeypatch.setattr(build, "_BLOCK", block)
        run = case.find_rings(settings=settings)
        assert len(run.groups) > 1
        told.append([group.summary.model_dump_json(exclude={"method"}) for group in run.groups])
    assert told[0] == told[1]
