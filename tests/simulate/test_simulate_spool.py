"""Rows come back whole, by time, and the same however little memory there was."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from graphring.simulate.spool import DAY_US, ROW, Spool


def rows(n, seed=0, days=9):
    rng = np.random.default_rng(seed)
    made = np.zeros(n, dtype=ROW)
    made["micros"] = rng.integers(0, days * DAY_US, n)
    made["micros"][: n // 3] = 4 * DAY_US + rng.integers(0, DAY_US, n // 3)  # one busy day
    made["account"] = np.arange(n)
    return made


def filled(spool, blocks):
    for block in blocks:
        spool.add(block)
    return spool


@pytest.fixture
def blocks():
    return [rows(700, seed) for seed in range(5)]


def test_batches_follow_each_other_in_time_and_hold_every_row_once(blocks, tmp_path):
    batches = list(filled(Spool(tmp_path / "spool", held=900), blocks).batches(400))
    assert all(a["micros"].max() < b["micros"].min() for a, b in pairwise(batches))
    whole, want = np.concatenate(batches), np.concatenate(blocks)
    assert np.array_equal(np.sort(whole, order=ROW.names), np.sort(want, order=ROW.names))
    assert max(map(len, batches)) < 500, "a busy day comes in parts"
    assert len(batches) < len(want) / 200, "quiet days come together"


def test_what_was_held_in_memory_does_not_show(blocks, tmp_path):
    small = list(filled(Spool(tmp_path / "spool", held=300), blocks).batches(400))
    large = list(filled(Spool(), blocks).batches(400))
    assert (tmp_path / "spool").is_dir()
    assert [a.tobytes() for a in small] == [b.tobytes() for b in large]


def test_no_rows_are_one_empty_batch():
    assert [len(batch) for batch in Spool().batches()] == [0]
