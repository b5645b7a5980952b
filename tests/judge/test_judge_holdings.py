"""What members have together, against counting one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy import sparse

from graphring.judge import holdings
from graphring.judge.holdings import Holdings


@pytest.mark.parametrize("block", [1, 7, 4_000_000])
@pytest.mark.parametrize("everything", [True, False])
def test_counts_are_those_of_counting_one_by_one(block: int, everything: bool, monkeypatch) -> None:
    monkeypatch.setattr(holdings, "_BLOCK", block)
    draw = np.random.default_rng(block)
    has, trusted = draw.random((30, 12)) < 0.3, draw.random(30) < 0.5
    has[5] = False  # one with nothing
    least_size = draw.integers(0, 12, 12).astype(float)
    held = Holdings(sparse.csr_array(has * np.where(trusted, 1 + (1 << 32), 1)[:, None]), least_size)
    sizes = (2, 5, 1, 20, 3, 30)
    sets = [np.sort(draw.permutation(30)[:size]).astype(np.int32) for size in sizes] + [np.array([5], np.int32)]
    table = held.shared(sets, everything=everything).read_all()
    told = {(row["c"], row["e"]): (row["n_in"], row["k_in"]) for row in table.to_pylist()}
    rows = [
        (c, e, bool(trusted[a])) for c, own in enumerate(sets) for a in own for e in np.flatnonzero(has[a]).tolist()
    ]
    n_in, k_in = Counter((c, e) for c, e, _ in rows), Counter((c, e) for c, e, counts in rows if counts)
    wanted = {(c, e) for (c, e), n in n_in.items() if n > 1 and (everything or len(sets[c]) >= least_size[e])}
    assert told == {key: (n_in[key], k_in[key]) for key in wanted}
    assert told


def test_no_set_has_nothing() -> None:
    held = Holdings(sparse.csr_array(np.ones((2, 2), np.int64)), np.zeros(2))
    assert held.shared([], everything=True).read_all().num_rows == 0
