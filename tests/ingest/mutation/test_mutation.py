"""Mutated files of every kind and format are told in our words, never end the process, and their rows add up.

A few hundred here, each made of the seed and its number alone; `make fuzz` takes 10,000 with a seed of the day.
"""

from __future__ import annotations

import os
from random import Random

import mutations
import pytest
from run import batch

FILES = int(os.environ.get("GRAPHRING_MUTATED_FILES", "250"))


def test_no_mutated_file_is_a_fault() -> None:
    assert [f"file {found.number}: {found.wrong}" for found in batch("ci", 0, FILES)] == []


@pytest.mark.parametrize(
    ("seed", "number"),
    [("a1", 3737)],  # a damaged page that only the reader of batches meets: Arrow's error, not DuckDB's
)
def test_what_was_found_once_is_no_fault_any_more(seed: str, number: int) -> None:
    assert [found.wrong for found in batch(seed, number, number + 1)] == []


def test_a_file_is_made_of_seed_and_number_alone() -> None:
    first, again = (mutations.mutated(Random("x:7")) for _ in range(2))
    assert first == again
    assert {mutations.mutated(Random(f"x:{i}"))[1] for i in range(200)} == set(mutations.valid_files.FORMATS)
