"""Extended B-cubed held against its definition, account by account and pair by pair."""

from __future__ import annotations

from statistics import mean

import numpy as np
import pytest
from evaluate_made import Small, members, small_worlds, truth
from hypothesis import given
from hypothesis import strategies as st

import graphring as gr
from graphring.evaluate.b_cubed import b_cubed
from graphring.model.measures import LEVELS

Item = tuple[frozenset[str], frozenset[str]]
"""Groups and labels of an account."""


def by_definition(items: list[Item]) -> tuple[float | None, float | None]:
    """Amigó and others, 2009, for any overlap on both sides."""

    def precision(one: Item, other: Item) -> float:
        groups, labels = len(one[0] & other[0]), len(one[1] & other[1])
        return min(groups, labels) / groups

    def recall(one: Item, other: Item) -> float:
        groups, labels = len(one[0] & other[0]), len(one[1] & other[1])
        return min(groups, labels) / labels

    precisions = [mean(precision(i, j) for j in items if i[0] & j[0]) for i in items if i[0]]
    recalls = [mean(recall(i, j) for j in items if i[1] & j[1]) for i in items if i[1]]
    return (mean(precisions) if precisions else None, mean(recalls) if recalls else None)


ITEMS = st.lists(
    st.tuples(st.sampled_from(("", "g", "h", "i")), st.frozensets(st.sampled_from("ABCD"), max_size=3)),
    min_size=1, max_size=30,
)  # fmt: skip


@given(ITEMS)
def test_overlapping_labels_as_by_definition(drawn: list[tuple[str, frozenset[str]]]) -> None:
    items = [(frozenset({group} if group else ()), labels) for group, labels in drawn]
    sets = sorted({labels for _, labels in items if labels}, key=sorted)
    groups = np.array([" ghi".index(group) - 1 if group else -1 for group, _ in drawn], np.int64)
    codes = np.array([sets.index(labels) if labels else -1 for _, labels in items], np.int64)
    made = b_cubed(groups, codes, sets)
    assert (made.precision, made.recall) == pytest.approx(by_definition(items))


@given(small_worlds())
def test_found_rings_against_planted_ones(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    for level in LEVELS:
        items = [
            (frozenset({a.group} if world.is_found(a, level) else ()), frozenset({a.ring} if a.ring else ()))
            for a in world.accounts if not world.is_caught(a)
        ]  # fmt: skip
        assert (made.b_cubed[level].precision, made.b_cubed[level].recall) == pytest.approx(by_definition(items))


def test_perfect_nothing_and_innocent() -> None:
    known = truth({"R": "abc", "S": "de"}, "xyz")
    perfect = gr.evaluate(members([*((a, "g", "ring") for a in "abc"), *((a, "h", "ring") for a in "de")]), known)
    assert (perfect.b_cubed["ring"].precision, perfect.b_cubed["ring"].recall) == (1.0, 1.0)
    nothing = gr.evaluate(members([("a", "g", "weak")]), known)
    assert (nothing.b_cubed["ring"].precision, nothing.b_cubed["ring"].recall) == (None, 0.0)
    innocent = gr.evaluate(members((a, "g", "ring") for a in "xyz"), known)
    assert (innocent.b_cubed["ring"].precision, innocent.b_cubed["ring"].recall) == (0.0, 0.0)
    assert innocent.b_cubed["ring"].f1 == 0.0


def test_pools_and_campaigns_are_told_apart() -> None:
    """Two pools work for one campaign; the second serves another, too: found by pool is wrong by campaign."""
    known = truth(
        {"one": "abcd", "two": "efgh"}, "xy",
        pool=["P"] * 4 + ["Q"] * 4 + ["", ""], campaigns=["K"] * 4 + ["K", "K", "K;L", "L"] + ["", ""],
    )  # fmt: skip
    by_pool = members([*((a, "g", "ring") for a in "abcd"), *((a, "h", "ring") for a in "efgh")])
    made = gr.evaluate(by_pool, known)
    assert made.pools is not None
    assert (made.pools.precision, made.pools.recall) == (1.0, 1.0)
    labels = [*("K" * 6), "KL", "L"]
    items = [(frozenset({group}), frozenset(own)) for group, own in zip("gggghhhh", labels, strict=True)]
    assert made.campaigns is not None
    assert (made.campaigns.precision, made.campaigns.recall) == pytest.approx(by_definition(items))
    assert made.campaigns.recall < 0.7
    assert gr.evaluate(by_pool, known.drop_columns(["pool", "campaigns"])).campaigns is None
