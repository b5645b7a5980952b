"""Rings one to one: the assignment is the best of all, and false rings are those of the innocent."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from evaluate_made import Small, members, small_worlds, truth
from hypothesis import given
from hypothesis import strategies as st

import graphring as gr
from graphring.model.measures import LEVELS


def sides(world: Small, level: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Planted and found rings as sets of accounts, without those caught in a ring."""
    planted: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    for a in world.accounts:
        if world.is_own(a):
            planted.setdefault(a.ring, set()).add(a.name)
        if world.is_found(a, level) and not world.is_caught(a):
            found.setdefault(a.group, set()).add(a.name)
    return planted, found


def jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def best_assignment(planted: dict[str, set[str]], found: dict[str, set[str]], least: float) -> tuple[int, float]:
    """Most pairs and, among these, the greatest sum of overlaps, by trying everything."""
    small, large = sorted((list(planted.values()), list(found.values())), key=len)
    best = (0, 0.0)
    for order in permutations(large, len(small)):
        overlaps = [value for a, b in zip(small, order, strict=True) if (value := jaccard(a, b)) >= least]
        best = max(best, (len(overlaps), sum(overlaps)))
    return best


@given(small_worlds(), st.sampled_from((0.2, 0.35, 0.5, 1.0)))
def test_the_assignment_is_the_best_of_all(world: Small, least: float) -> None:
    made = gr.evaluate(world.members, world.truth, min_jaccard=least)
    for level in LEVELS:
        planted, found = sides(world, level)
        n, total = best_assignment(planted, found, least)
        figures = made.rings[level]
        assert (figures.n_planted, figures.n_found, figures.n_matched) == (len(planted), len(found), n)
        assert figures.recall == (n / len(planted) if planted else None)
        assert figures.precision == (n / len(found) if found else None)
        assert (figures.mean_jaccard or 0.0) * n == pytest.approx(total)
        f1 = [max((2 * len(p & f) / (len(p) + len(f)) for f in found.values()), default=0.0) for p in planted.values()]
        assert (figures.mean_best_f1 or 0.0) == pytest.approx(sum(f1) / len(f1) if f1 else 0.0)


@given(small_worlds())
def test_ring_by_ring_tells_the_same(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    planted, found = sides(world, "ring+review")
    rows = {row.ring: row for row in made.ring_by_ring}
    assert set(rows) == {a.ring for a in world.accounts if a.ring}
    assert sum(row.found for row in rows.values()) == made.rings["ring+review"].n_matched
    matches = [row.match for row in rows.values() if row.found]
    assert len(matches) == len(set(matches))
    for ring, row in rows.items():
        own = planted.get(ring, set())
        assert row.n_accounts == len(own)
        assert row.n_caught == sum(world.is_caught(a) and a.ring == ring for a in world.accounts)
        assert row.n_found == len(own & set().union(*found.values()))
        assert row.n_pieces == sum(bool(own & f) for f in found.values())
        assert (row.match is None) == (row.n_found == 0)
        if row.match:
            assert (row.jaccard, row.n_common) == (jaccard(own, found[row.match]), len(own & found[row.match]))
            assert row.match_size == len(found[row.match])
            assert row.verdict == world.verdicts[row.match]
            assert row.found == (row.jaccard >= 0.5 and row.match in matches)


@given(small_worlds())
def test_false_rings_are_those_mostly_of_innocents(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    told = {row.ring_id: row for row in made.false_rings}
    for group in world.verdicts:
        own = [a for a in world.accounts if a.group == group and world.is_found(a, "ring+review")]
        innocent = [a for a in own if not a.ring]
        assert (group in told) == (len(innocent) > len(own) / 2)
        if group in told:
            kinds = [a.kind or "innocent" for a in innocent]
            assert told[group].kind == min(kinds, key=lambda kind: (-kinds.count(kind), kind))
            assert (told[group].n_accounts, told[group].n_innocent) == (len(own), len(innocent))


def test_a_ring_in_two_halves_is_found_once_and_two_in_one_lump_likewise() -> None:
    halves = members([*((a, "g", "ring") for a in "abcd"), *((a, "h", "ring") for a in "efgh")])
    split = gr.evaluate(halves, truth({"R": "abcdefgh"})).rings["ring"]
    assert (split.n_matched, split.recall, split.precision) == (1, 1.0, 0.5)
    lump = gr.evaluate(members((a, "g", "ring") for a in "abcdefgh"), truth({"R": "abcd", "S": "efgh"})).rings["ring"]
    assert (lump.n_matched, lump.recall, lump.precision) == (1, 0.5, 1.0)


def test_the_threshold_counts_and_must_make_sense() -> None:
    found, known = members((a, "g", "ring") for a in "abc"), truth({"R": "abcd"})
    assert gr.evaluate(found, known, min_jaccard=0.75).rings["ring"].n_matched == 1
    assert gr.evaluate(found, known, min_jaccard=0.76).rings["ring"].n_matched == 0
    for wrong in (0.0, 1.1):
        with pytest.raises(ValueError, match="min_jaccard"):
            gr.evaluate(found, known, min_jaccard=wrong)


def test_many_rings_of_one_size_are_matched_without_trying_all() -> None:
    planted = {f"R{i:03}": [f"a{i:03}-{n}" for n in range(5)] for i in range(400)}
    found = members((account, f"g{ring}", "ring") for ring, own in planted.items() for account in own[:4])
    made = gr.evaluate(found, truth(planted))
    assert made.rings["ring"].n_matched == 400
    assert made.rings["ring"].mean_jaccard == pytest.approx(0.8)
    assert all(row.match == f"g{row.ring}" for row in made.ring_by_ring)
    assert len({row.ring for a, b in combinations(made.ring_by_ring, 2) if a.match == b.match for row in (a, b)}) == 0
