"""Brier score and reliability are those of scikit-learn."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from evaluate_made import members, truth
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

import graphring as gr
from graphring.errors import InputError
from graphring.evaluate.intervals import wilson

# Both a ring and an innocent group: scikit-learn refuses data of one class.
RATED = st.lists(st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.booleans()), max_size=60).map(
    lambda drawn: [*drawn, (0.8, True), (0.3, False)]
)


def rated(groups: list[tuple[float | None, bool]]) -> tuple[pa.Table, pa.Table]:
    """Members and truth of groups of three accounts: a probability each, and whether it is a ring."""
    rings = {f"g{i}": [f"{i}-{n}" for n in range(3)] for i in range(len(groups))}
    rows = [(account, group, "weak") for group, own in rings.items() for account in own]
    probabilities = [groups[int(group[1:])][0] for _, group, _ in rows]
    table = members(rows).append_column("probability", pa.array(probabilities, pa.float64()))
    planted = {group: own for group, own in rings.items() if groups[int(group[1:])][1]}
    innocent = [account for group, own in rings.items() if group not in planted for account in own]
    return table, truth(planted, innocent)


@given(RATED)
def test_as_scikit_learn_has_it(groups: list[tuple[float, bool]]) -> None:
    made = gr.evaluate(*rated(groups)).calibration
    p, y = np.array([p for p, _ in groups]), np.array([is_ring for _, is_ring in groups])
    assert made is not None
    assert made.n_groups == len(groups)
    assert made.brier == pytest.approx(brier_score_loss(y, p, pos_label=True))
    share_true, mean_p = calibration_curve(y, p, n_bins=10)
    assert [row.share_true for row in made.reliability] == pytest.approx(list(share_true))
    assert [row.mean_probability for row in made.reliability] == pytest.approx(list(mean_p))
    weights = np.array([row.n_groups for row in made.reliability]) / len(groups)
    assert made.expected_error == pytest.approx(float(np.sum(weights * np.abs(share_true - mean_p))))
    for row in made.reliability:
        inside = (p > row.low) & (p <= row.high) if row.low else p <= row.high
        assert row.n_groups == inside.sum()
        assert row.interval == wilson(int(y[inside].sum()), row.n_groups)


def test_groups_without_a_probability_or_unknown_to_the_truth_are_left_out() -> None:
    table, known = rated([(0.9, True), (None, True), (0.2, False)])
    made = gr.evaluate(table, known.slice(0, 3)).calibration
    assert made is not None
    assert made.n_groups == 1
    assert made.brier == pytest.approx(0.01)


def test_without_probabilities_there_is_a_reason_instead() -> None:
    table, known = rated([(None, True)])
    made = gr.evaluate(table, known)
    assert made.calibration is None
    assert any("nothing to calibrate" in notice for notice in made.notices)
    assert gr.evaluate(table.drop_columns(["probability"]), known).calibration is None


@pytest.mark.parametrize(("wrong", "words"), [(1.5, "outside 0 to 1"), (-0.1, "outside 0 to 1")])
def test_a_probability_that_is_none_is_told(wrong: float, words: str) -> None:
    with pytest.raises(InputError, match=words):
        gr.evaluate(*rated([(wrong, True)]))


def test_a_group_has_one_probability() -> None:
    table, known = rated([(0.5, True)])
    torn = table.set_column(3, "probability", pa.array([0.5, 0.5, 0.6]))
    with pytest.raises(InputError, match="g0 has several values of probability"):
        gr.evaluate(torn, known)
    words = table.set_column(3, "probability", pa.array(["likely"] * 3))
    with pytest.raises(InputError, match="is no number"):
        gr.evaluate(words, known)
