"""Precision, recall and F1 of accounts are those of scikit-learn, their intervals those of SciPy."""

from __future__ import annotations

import pytest
from evaluate_made import Small, members, small_worlds, truth
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import precision_recall_fscore_support

import graphring as gr
from graphring.evaluate.intervals import f1_interval, wilson
from graphring.model.measures import LEVELS


@given(small_worlds())
def test_as_scikit_learn_counts_them(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    counted = [a for a in world.accounts if not world.is_caught(a)]
    for level in LEVELS:
        is_true = [world.is_own(a) for a in counted]
        is_found = [world.is_found(a, level) for a in counted]
        wanted = precision_recall_fscore_support(is_true, is_found, average="binary", zero_division=0.0)
        figures = made.accounts[level]
        assert (figures.precision or 0.0, figures.recall or 0.0, figures.f1 or 0.0) == pytest.approx(wanted[:3])
        assert figures.precision is not None or not any(is_found)
        assert figures.recall is not None or not any(is_true)
        assert figures.n_caught == sum(world.is_found(a, level) for a in world.accounts if world.is_caught(a))


@given(st.integers(0, 300), st.integers(1, 300))
def test_intervals_are_those_of_scipy(k: int, n: int) -> None:
    k = min(k, n)
    wanted = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert wilson(k, n) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_interval_of_f1_holds_f1(right: int, missed: int, wrong: int) -> None:
    bounds = f1_interval(right, right + missed, right + wrong)
    if right + missed + wrong == 0:
        assert bounds is None
        return
    assert bounds is not None
    assert 0 <= bounds[0] <= 2 * right / (2 * right + missed + wrong) + 1e-12 <= bounds[1] + 2e-12 <= 1 + 3e-12


def test_review_counts_at_the_second_level_only() -> None:
    made = gr.evaluate(members([("a", "g", "ring"), ("b", "h", "review"), ("c", "i", "weak")]), truth({"R": "abc"}))
    assert made.accounts["ring"].n_found == 1
    assert made.accounts["ring+review"].n_found == 2
    assert made.accounts["ring+review"].recall == pytest.approx(2 / 3)


def test_customers_of_a_ring_are_neither_right_nor_wrong_and_innocent_ones_are_wrong() -> None:
    known = truth({"R": "abc"}, "xy", role=["operated", "proxy_customer", "victim", "proxy_customer", ""])
    made = gr.evaluate(members((a, "g", "ring") for a in "abcx"), known)
    figures = made.accounts["ring"]
    assert (figures.n_true, figures.n_found, figures.n_right, figures.n_caught) == (1, 2, 1, 2)
    assert (figures.precision, figures.recall) == (0.5, 1.0)


def test_whom_the_run_itself_calls_a_customer_was_not_found() -> None:
    listed = members((a, "g", "ring") for a in "abc").append_column("role", [["", "operated", "proxy_customer"]])
    made = gr.evaluate(listed, truth({"R": "ab"}, "c"))
    assert made.accounts["ring"].precision == 1.0
    assert made.accounts["ring"].n_found == 2


def test_nothing_found_and_nothing_planted() -> None:
    none_found = gr.evaluate(members([]), truth({"R": "ab"}, "c"))
    assert none_found.accounts["ring"].precision is None
    assert (none_found.accounts["ring"].recall, none_found.accounts["ring"].f1) == (0.0, 0.0)
    assert any("Nothing was found" in notice for notice in none_found.notices)
    none_planted = gr.evaluate(members([("c", "g", "ring")]), truth({}, "cd"))
    assert none_planted.accounts["ring"].recall is None
    assert (none_planted.accounts["ring"].precision, none_planted.accounts["ring"].f1) == (0.0, 0.0)
    assert any("plants no ring" in notice for notice in none_planted.notices)
    neither = gr.evaluate(members([("c", "g", "weak")]), truth({}, "cd"))
    assert neither.accounts["ring"].f1 is None
    assert neither.rings["ring"].f1 is None


def test_an_account_in_one_table_only_is_counted_and_told() -> None:
    made = gr.evaluate(
        members([("a", "g", "ring"), ("new", "g", "ring"), ("other", "h", "weak")]), truth({"R": "ab"}, "c")
    )
    told = made.coverage
    assert (told.n_truth, told.n_members, told.n_both) == (3, 3, 1)
    assert (told.n_only_truth, told.n_only_members, told.n_only_members_found) == (2, 2, 1)
    assert made.accounts["ring"].precision == 1.0  # of `new` nothing is known
    assert any("says nothing: 2" in notice for notice in made.notices)


@given(small_worlds())
def test_what_is_counted_adds_up(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    told = made.coverage
    assert told.n_ring_accounts + told.n_caught + told.n_innocent == told.n_truth == len(world.accounts)
    assert told.n_both + told.n_only_truth == told.n_truth
    wrong = made.accounts["ring+review"].n_found - made.accounts["ring+review"].n_right
    assert sum(row.n_flagged for row in made.innocents) == wrong
    assert sum(row.n_accounts for row in made.innocents) == told.n_innocent
    assert sum(row.ring.false_rings for row in made.innocents) == made.rings["ring"].n_false
    assert sum(row.false_rings for row in made.innocents) == made.rings["ring+review"].n_false == len(made.false_rings)
