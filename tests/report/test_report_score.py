"""A printed score is the sum of its printed rows."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from made_summary import plain

from graphring.model.points import points
from graphring.model.summary import RingSummary
from graphring.report.score import adds_up, score

CENTS = st.integers(min_value=-400, max_value=400).map(lambda n: points(Decimal(n) / 100))


def test_the_rows_of_every_made_group_add_up(anyone: RingSummary) -> None:
    made = score(anyone)
    assert made.exact
    assert sum((s.points for s in (made.prior, *made.steps)), Decimal(0)) == anyone.score == made.total.after
    assert all(adds_up(rival) for rival in anyone.hypotheses)


@given(st.lists(CENTS, min_size=6, max_size=6), CENTS)
def test_bars_join_and_stay_within_the_scale(values: list[Decimal], prior: Decimal) -> None:
    base = plain(8)
    rows = tuple(row.model_copy(update={"points": v}) for row, v in zip(base.signals, values, strict=True))
    made = score(base.model_copy(update={"signals": rows, "prior": prior, "score": prior + sum(values)}))
    assert made.exact
    for step in (made.prior, *made.steps, made.total):
        assert -0.01 <= step.left <= step.left + step.width <= 100.02
    for one, next_ in zip((made.prior, *made.steps), made.steps, strict=False):
        end = one.left + one.width if one.points >= 0 else one.left
        start = next_.left if next_.points >= 0 else next_.left + next_.width
        assert abs(end - start) < 0.05


def test_rows_that_do_not_add_up_are_told(plain: RingSummary) -> None:
    assert not score(plain.model_copy(update={"score": plain.score + Decimal("0.01")})).exact
