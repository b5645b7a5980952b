"""The score as a waterfall: each row starts where the one before ended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graphring.model.judged import HypothesisResult, SignalRow
from graphring.model.summary import RingSummary


@dataclass(frozen=True)
class Step:
    """One row: bar from `left` for `width` (percent of the scale), and the sum after it."""

    points: Decimal
    after: Decimal
    left: float
    width: float
    row: SignalRow | None


@dataclass(frozen=True)
class Score:
    """Prior, rows and the sum, with the place of zero in percent of the scale."""

    prior: Step
    steps: tuple[Step, ...]
    total: Step
    zero: float
    exact: bool


def score(summary: RingSummary) -> Score:
    """The rows of a summary in the order they are printed, strongest first; `exact` says that they add up."""
    rows = sorted(summary.signals, key=lambda r: (-r.points, r.name))
    sums = [summary.prior]
    for row in rows:
        sums.append(sums[-1] + row.points)
    low, high = min(*sums, Decimal(0)), max(*sums, summary.score, Decimal(1))
    span = high - low

    def step(start: Decimal, end: Decimal, row: SignalRow | None = None) -> Step:
        left, right = sorted((start, end))
        return Step(end - start, end, _percent(left - low, span), _percent(right - left, span), row)

    steps = tuple(step(a, b, row) for a, b, row in zip(sums, sums[1:], rows, strict=False))
    return Score(
        prior=step(Decimal(0), summary.prior), steps=steps, total=step(Decimal(0), summary.score),
        zero=_percent(-low, span), exact=sums[-1] == summary.score,
    )  # fmt: skip


def _percent(part: Decimal, whole: Decimal) -> float:
    return round(float(100 * part / whole), 2)


def adds_up(rival: HypothesisResult) -> bool:
    """Whether the support of a rival is its prior and rows, exactly."""
    return rival.support == sum((row.points for row in rival.rows), rival.prior)
