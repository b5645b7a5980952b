"""A graph that makes no sense is refused when it is built; numbers of communities say nothing but the grouping."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.detect.graph import TieGraph, canonical


def graph(**change: Any) -> TieGraph:
    plain = {"n_accounts": 3, "n_stubs": 1, "source": [0, 1, 0], "target": [1, 2, 3], "weight": [1.0, 3.0, 8.0]}
    return TieGraph(**{**plain, **change})


def test_arrays_are_of_the_promised_types() -> None:
    made = graph()
    assert (made.source.dtype, made.target.dtype, made.weight.dtype) == (np.int32, np.int32, np.float64)
    assert (made.n_vertices, made.n_ties) == (4, 3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"target": [1, 2, 4]}, "outside 0 … 3"),
        ({"source": [0, 1, -1]}, "no vertex"),
        ({"source": [0, 1, 2**40]}, "no vertex"),
        ({"source": [0.0, 1.5, 2.0]}, "whole numbers"),
        ({"source": [[0, 1, 2]]}, "one row"),
        ({"source": [0, 2, 0]}, "itself"),
        ({"weight": [1.0, 0.0, 1.0]}, "above zero"),
        ({"weight": [1.0, float("nan"), 1.0]}, "finite"),
        ({"weight": [1.0, 2.0]}, "equally long"),
        ({"n_accounts": -1}, "-1 accounts"),
    ],
)
def test_what_makes_no_sense_is_refused_when_it_is_built(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        graph(**change)


def test_the_unit_of_weights_is_the_mean_tie_between_accounts() -> None:
    assert graph().scale == 2.0
    assert graph(source=[0], target=[3], weight=[8.0]).scale == 8.0
    assert graph(source=[], target=[], weight=[]).scale == 1.0


def test_neighbours_are_those_of_the_edges() -> None:
    starts, others, edges = graph().neighbours
    assert [others[a:b].tolist() for a, b in pairwise(starts)] == [[1, 3], [2, 0], [1], [0]]
    assert [edges[a:b].tolist() for a, b in pairwise(starts)] == [[0, 2], [1, 0], [1], [2]]


@given(st.lists(st.integers(0, 9), max_size=30))
def test_canonical_numbers_count_up_by_first_element_and_keep_the_grouping(labels: list[int]) -> None:
    found = canonical(np.array(labels, np.int64)).tolist()
    seen = list(dict.fromkeys(found))
    assert seen == list(range(len(seen)))
    pairs = set(zip(labels, found, strict=True))
    assert len(pairs) == len(set(labels)) == len(set(found))
