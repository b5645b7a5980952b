"""A ring keeps its id over runs, repeated ingests and new days; a look back sees what was known then."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from installed import TEST_KEY
from integration_made import QUICK, accounts_in, case_of, planted
from run_content import content

import graphring as gr
from graphring.simulate import World, simulate


def split(world: World, share: float, to: Path) -> tuple[Path, Path, datetime]:
    """The exchanges before and from a moment, with that moment: the first time of the later part."""
    table = pq.read_table(world.files[0])
    times = table["time"]
    at = pc.sort_indices(times)[int(share * len(times))].as_py()
    moment = times[at]
    earlier = pc.less(times, moment)
    to.mkdir()
    pq.write_table(table.filter(earlier), to / "before.parquet")
    pq.write_table(table.filter(pc.invert(earlier)), to / "after.parquet")
    return to / "before.parquet", to / "after.parquet", moment.as_py()


def ids(run: gr.Run) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in run.members.to_pylist():
        found.setdefault(row["ring_id"], set()).add(row["account_id"])
    return {ring: frozenset(members) for ring, members in found.items()}


@pytest.fixture(scope="module")
def case(plain: World, tmp_path_factory: pytest.TempPathFactory) -> gr.Case:
    case = case_of(plain, tmp_path_factory.mktemp("ids") / "case")
    case.find_rings(settings=QUICK)
    return case


def test_a_re_run_keeps_every_id(case: gr.Case) -> None:
    first, again = case.run(), case.find_rings(settings=QUICK)
    assert first.id != again.id
    assert content(first) == content(again)


def test_the_same_files_again_change_nothing(case: gr.Case, plain: World) -> None:
    before = case.run()
    result = case.ingest(list(plain.files))
    assert all(file.already for file in result.files)
    assert content(case.find_rings(settings=QUICK)) == content(before)


def test_two_groups_never_share_an_id_nor_an_account(case: gr.Case) -> None:
    run = case.run()
    names = [group.id for group in run.groups]
    assert len(names) == len(set(names))
    assert run.members.num_rows == len(set(run.members["account_id"].to_pylist()))


def test_rings_that_persist_keep_their_ids_when_a_day_is_added(tmp_path: Path) -> None:
    world = simulate("ring-plain", tmp_path / "world", seed=5)
    before, after, _ = split(world, 0.9, tmp_path / "parts")
    case = case_of(world, tmp_path / "case", [before, *world.files[1:]])
    old = case.find_rings(settings=QUICK)
    assert case.ingest(after).ok
    new = case.find_rings(settings=QUICK)
    ring = planted(world, "ring")
    of_ring = [r.id for run in (old, new) for r in run.rings if len(ring & {m.account_id for m in r.members}) > 20]
    assert len(of_ring) == 2, [repr(run.rings) for run in (old, new)]
    assert of_ring[0] == of_ring[1]
    for name, members in ids(old).items():
        same = [other for other, own in ids(new).items() if own == members]
        assert not same or same == [name], f"{name} is unchanged and became {same}"


def test_a_group_of_other_accounts_gets_another_id(tmp_path: Path) -> None:
    """Its operators gone and others come, on other cards and addresses: a new ring, not the old one."""
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    people = [(f"p{i}", k, f"{k}-{i}-{j}") for i in range(200) for k in ("device", "client") for j in range(2)]
    for name in ("first", "second"):
        ring = [(f"{name}{i}", k, f"{name}-{k}-{i % n}") for i in range(12) for k, n in (("device", 3), ("client", 4))]
        rows = people + ring if name == "first" else ring
        links = [dict(zip(("account_id", "kind", "entity_id"), row, strict=True)) for row in rows]
        assert case.ingest(pa.Table.from_pylist(links)).ok
        run = case.find_rings()
    found = {frozenset(own): ring for ring, own in ids(run).items()}
    old, new = (frozenset(f"{name}{i}" for i in range(12)) for name in ("first", "second"))
    assert {old, new} <= set(found), found
    assert found[old] != found[new]


def test_a_look_back_finds_what_was_known_then(tmp_path: Path) -> None:
    """`until` on all data gives what a case gives that never saw the later exchanges."""
    world = simulate("ring-plain", tmp_path / "world", seed=6)
    before, after, moment = split(world, 0.7, tmp_path / "parts")
    with world.files[1].open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = [r for r in rows if not r["created_at"] or datetime.fromisoformat(r["created_at"]) < moment]
    with (tmp_path / "accounts.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(known)
    names = {r["account_id"] for r in known}
    with (tmp_path / "instruments.csv").open("w", encoding="utf-8") as out, world.files[2].open() as lines:
        out.writelines(line for i, line in enumerate(lines) if i == 0 or line.split(",")[0] in names)
    both = [tmp_path / "accounts.csv", tmp_path / "instruments.csv"]
    whole = case_of(world, tmp_path / "whole", [before, after, *both]).find_rings(settings=QUICK, until=moment)
    early = case_of(world, tmp_path / "early", [before, *both]).find_rings(settings=QUICK)
    assert accounts_in(early, ["ring", "review"]), "nothing was found, nothing is shown"
    assert whole.members.to_pylist() == early.members.to_pylist()
    assert whole.communities.to_pylist() == early.communities.to_pylist()
    assert whole.manifest.until == moment
