"""Groups are chosen without overlap, best first, and every account is in the flat partition once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from judge_made import office, ring

from graphring.judge.candidates import Candidate, candidates, groups_of
from graphring.judge.group import Group, judged
from graphring.judge.judging import held_together
from graphring.judge.select import chosen, filled, left_over
from graphring.settings import Judge


def group(members: list[int], measures=None) -> Group:
    accounts = np.array(sorted(members), np.int32)
    return judged(Candidate(accounts, 0.1), replace(measures or ring(), size=len(accounts)), Judge())


@given(st.lists(st.sets(st.integers(0, 59), min_size=5), max_size=12))
def test_no_account_is_in_two_groups(sets: list[set[int]]) -> None:
    kept = chosen([group(list(s)) for s in sets], 60)
    members = [m for g in kept for m in g.candidate.members.tolist()]
    assert len(members) == len(set(members))


def test_a_ring_goes_before_a_larger_explained_group() -> None:
    small, large = group(list(range(10))), group(list(range(60)), office())
    assert chosen([large, small], 60) == [small]


def test_the_whole_goes_before_its_fragments() -> None:
    whole, half = group(list(range(40))), group(list(range(20)))
    assert chosen([half, whole], 60) == [whole]


@given(st.lists(st.integers(0, 9), min_size=60, max_size=60))
def test_the_flat_partition_keeps_chosen_groups_and_covers_everybody(level: list[int]) -> None:
    kept = [group(list(range(12)))]
    flat = filled(kept, np.array(level, np.int32))
    assert len(flat) == 60
    assert {tuple(m) for m in groups_of(flat, 1)} >= {tuple(range(12))}
    rest = [(a, b) for a in range(12, 60) for b in range(12, 60) if (level[a] == level[b]) != (flat[a] == flat[b])]
    assert rest == []
    assert all(set(m.tolist()).isdisjoint(range(12)) for m in left_over(kept, flat, 1))


def test_the_same_members_at_two_resolutions_are_one_candidate() -> None:
    level = np.repeat(np.arange(6), 10).astype(np.int32)
    assert len(candidates([(0.3, level), (0.1, level)], 5)) == 6


def covered(members: int, *, twice: float) -> Group:
    """A group in which payment and network count and cover this share of the members both."""
    measures = replace(ring(), joint={frozenset(("payment", "network")): twice, frozenset(("payment",)): 1 - twice})
    return group(list(range(members)), measures)


def test_weak_sides_stay_where_two_families_cover_a_third_of_them() -> None:
    firm = covered(40, twice=1.0)
    assert held_together(covered(60, twice=50 / 60), firm)
    assert not held_together(covered(60, twice=42 / 60), firm)


def test_a_group_on_one_family_is_never_taken_with_its_weak_sides() -> None:
    measures = ring()
    single = replace(measures, families={"payment": measures.family("payment")}, joint={frozenset(("payment",)): 1.0})
    assert not held_together(group(list(range(40)), single), None)


def test_a_stable_group_goes_before_a_larger_one_that_does_not_come_out_again() -> None:
    stable = group(list(range(40)), replace(ring(), stability=0.9))
    melted = group(list(range(100)), replace(ring(), stability=0.2))
    assert chosen([melted, stable], 100) == [stable]
