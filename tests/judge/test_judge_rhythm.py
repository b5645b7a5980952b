"""Hours, days and items of a set of accounts, as sums of what was read once, equal a count by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_made import made

from graphring.judge.rhythm import Rhythm, quiet_share

N = 6
WORK = st.lists(st.sets(st.integers(0, 12)), min_size=N, max_size=N)


def rhythm_of(work: list[set[int]]) -> Rhythm:
    """What accounts 0 to 5 have done; days and hours are told by other tests."""
    shared = {i for i in range(13) if sum(i in items for items in work) > 1}
    common = [sorted(items & shared) for items in work]
    starts = np.cumsum([0, *map(len, common)])
    flat = np.array([i for items in common for i in items], np.int32)
    sizes = np.array([len(items) for items in work], np.int64)
    days = np.array([[0b101], [0b100], [0b10], [0], [0], [0]], np.uint8)
    return Rhythm(np.ones((N, 24), np.int64), days, sizes, starts, flat)


@given(WORK, st.sets(st.integers(0, N - 1), min_size=1))
def test_overlap_of_items_equals_a_count_by_hand(work: list[set[int]], chosen: set[int]) -> None:
    working = [work[a] for a in sorted(chosen) if work[a]]
    pairs = sum(map(len, working))
    found = rhythm_of(work).item_overlap(np.array(sorted(chosen), np.int32))
    if len(working) < 2:
        assert found is None
    else:
        different = len(set().union(*working))
        by_hand = (pairs - different) / pairs * len(working) / (len(working) - 1)
        assert found == pytest.approx(min(1.0, by_hand))


def test_all_doing_the_same_items_overlap_fully_and_different_ones_not_at_all() -> None:
    assert rhythm_of([{1, 2, 3}] * N).item_overlap(np.arange(N, dtype=np.int32)) == 1
    assert rhythm_of([{i} for i in range(N)]).item_overlap(np.arange(N, dtype=np.int32)) == 0


def test_days_are_counted_once_however_many_members_were_active() -> None:
    timed = rhythm_of([{1}] * N).timed(np.array([0, 1, 2], np.int32), made({}))
    assert timed.n_days == 3
    assert rhythm_of([{1}] * N).timed(np.array([1, 3], np.int32), made({})).n_days == 1


@given(st.lists(st.integers(0, 40), min_size=24, max_size=24))
def test_the_quietest_eight_hours_may_run_over_midnight(hours: list[int]) -> None:
    by_hand = min(sum(hours[(start + i) % 24] for i in range(8)) for start in range(24))
    share = quiet_share(np.array(hours))
    assert share is None if sum(hours) < 50 else share == pytest.approx(by_hand / sum(hours))
