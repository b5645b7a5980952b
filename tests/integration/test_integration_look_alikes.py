"""Innocent crowds of any size are never called a ring; planted rings are found whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from integration_made import FLAGGED, QUICK, SUSPICIOUS, accounts_in, case_of, groups_with, planted, truth_of

from graphring.simulate import LOOK_ALIKES, World, look_alike, simulate


@pytest.mark.parametrize("size", [50, 500, pytest.param(5_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", LOOK_ALIKES)
def test_a_crowd_is_no_ring(kind: str, size: int, tmp_path: Path) -> None:
    world = look_alike(kind, size, 0, tmp_path / "world")
    run = case_of(world, tmp_path / "case").find_rings(settings=SUSPICIOUS)
    everybody = {r["account_id"] for r in truth_of(world)}
    called = accounts_in(run, ["ring"])
    assert called <= everybody
    assert not called, f"no ring was planted, but: {groups_with(run, called)}"


def test_a_plain_ring_is_found_whole_and_alone(plain: World, tmp_path: Path) -> None:
    run = case_of(plain, tmp_path / "case").find_rings()
    ring = planted(plain, "ring")
    found = accounts_in(run, ["ring"])
    assert len(ring) == 40
    assert len(found & ring) >= 0.95 * len(ring), f"missed {sorted(ring - found)}: {groups_with(run, ring)}"
    assert len(found - ring) <= 2, f"others {sorted(found - ring)}: {groups_with(run, found)}"


@pytest.mark.slow
def test_the_demo_world_is_sorted_out(tmp_path: Path) -> None:
    world = simulate("demo", tmp_path / "world")
    run = case_of(world, tmp_path / "case").find_rings(settings=QUICK)
    flagged, called = accounts_in(run, FLAGGED), accounts_in(run, ["ring"])
    for ring in world.rings:
        own = planted(world, ring.name)
        share = len(own & flagged) / len(own)
        assert share >= 0.9, f"{ring.name}: {share:.0%} found; {groups_with(run, own)}"
    for kind in world.innocents:
        own = {r["account_id"] for r in truth_of(world) if r["kind"] == kind.name and not r["ring"]}
        assert len(own & called) <= 0.02 * len(own), f"{kind.name}: {groups_with(run, own & called)}"
    bare = [m.account_id for ring in run.rings for m in ring.summary.members if not m.families]
    assert not bare, "in a ring, and nothing says why"
