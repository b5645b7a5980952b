"""Many exchanges are made a part at a time, each account in one part, and long work tells where it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphring.simulate import simulate
from graphring.simulate.arrays import picked, slices


@given(st.lists(st.integers(0, 50), max_size=40), st.integers(1, 60))
def test_slices_are_all_rows_in_order_and_small_but_for_one_that_is_large_itself(volume, most):
    volume = np.array(volume, dtype=np.int64)
    parts = list(slices(volume, most))
    assert [row for part in parts for row in range(part.start, part.stop)] == list(range(len(volume)))
    assert all(volume[part].sum() <= most or part.stop - part.start == 1 for part in parts)
    joined = [volume[a.start : b.start + 1].sum() for a, b in zip(parts, parts[1:], strict=False)]  # noqa: RUF007
    assert all(total > most for total in joined), "no slice ends before it must"


def test_columns_are_drawn_with_their_shares_however_many_rows_there_are():
    share = np.array([[1.0, 3.0, 0.0], [0.0, 0.0, 2.0]])
    row = np.arange(600_000) % 2
    column = picked(np.random.default_rng(3), share, row)
    assert set(column[row == 1]) == {2}
    assert np.allclose(np.bincount(column[row == 0], minlength=3) / 300_000, [0.25, 0.75, 0], atol=0.005)


class Told:
    def __init__(self):
        self.steps = []

    def step(self, title, total=None):
        self.steps.append([title, total, 0])

    def advance(self, n=1):
        self.steps[-1][2] += n

    def say(self, words):
        raise AssertionError(words)


def test_progress_tells_each_step_and_comes_to_its_end(tmp_path):
    told = Told()
    world = simulate("demo", tmp_path / "world", scale=0.2, progress=told)
    planted = 1 + len(world.rings) + len(world.innocents) - 1  # one kind of innocent is the ordinary people
    assert told.steps == [
        ["planting accounts", planted, planted],
        ["writing exchanges", world.n_exchanges, world.n_exchanges],
    ]
