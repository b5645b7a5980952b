"""Plots of an evaluation as places in a drawing; the templates draw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from typing import Any, Final

from graphring.model.evaluation import Evaluation
from graphring.model.measures import LEVELS, Calibration, InnocentRow, Level, share

LEFT: Final = 170.0
RIGHT: Final = 690.0
_ROW: Final = 46.0
_BAR: Final = 15.0
_KIND: Final = 26.0
MOST_KINDS: Final = 30
"""Kinds of innocents in the plot; the table has them all."""
SIDE: Final = 300.0
_ALL: Final = 100_000.0


@dataclass(frozen=True)
class Mark:
    """A value with its interval: places on the axis, and words for whoever points at it."""

    level: Level
    y: float
    x: float
    low: float
    high: float
    text: str
    told: str


@dataclass(frozen=True)
class Line:
    """A line of a plot: its name, and a mark for each level."""

    name: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Plot:
    """Lines under each other over one axis."""

    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    bottom: float


@dataclass(frozen=True)
class Dot:
    """A tenth of the probabilities: mean probability to the right, share true upwards."""

    x: float
    y: float
    low: float
    high: float
    radius: float
    told: str


def quality(e: Evaluation) -> Plot:
    """Precision, recall and F1 of accounts and of rings as bars, at both levels."""
    shown = [(f"{name} {what}", told, what) for name, told in (("Accounts:", e.accounts), ("Rings:", e.rings))
             for what in ("precision", "recall", "f1")]  # fmt: skip
    lines = tuple(_measured(name, told, what, i * _ROW) for i, (name, told, what) in enumerate(shown))
    ticks = tuple((_linear(tenth / 10), f"{tenth / 10:g}") for tenth in range(0, 11, 2))
    return Plot(lines, ticks, len(lines) * _ROW)


def _measured(name: str, told: dict[Level, Any], what: str, y: float) -> Line:
    marks = []
    for i, level in enumerate(LEVELS):
        value, bounds = getattr(told[level], what), getattr(told[level], f"{what}_interval")
        if value is not None and bounds is not None:
            words = f"{share(value)}, 95 % interval {share(bounds[0])} to {share(bounds[1])}"
            x, low, high = (_linear(v) for v in (value, *bounds))
            told_here = f"{name} at {level}: {words}"
            marks.append(Mark(level, y + 6 + i * (_BAR + 3), x, low, high, share(value), told_here))
    return Line(name.replace("f1", "F1"), y, tuple(marks))


def _linear(value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * value, 2)


def flagged(e: Evaluation) -> Plot | None:
    """Falsely flagged accounts per 100,000 of their kind, worst first, on a logarithmic axis."""
    kinds = e.innocents[:MOST_KINDS]
    if not kinds:
        return None
    lines = tuple(_kind(row, (i + 0.5) * _KIND) for i, row in enumerate(kinds))
    ticks = tuple((_logarithmic(value), f"{value:,}") for value in (0, 10, 100, 1_000, 10_000, 100_000))
    return Plot(lines, ticks, len(lines) * _KIND)


def _kind(row: InnocentRow, y: float) -> Line:
    marks = []
    for level, told in zip(LEVELS, (row.ring, row), strict=True):
        x, low, high = (_logarithmic(value) for value in (told.per_100k, told.low, told.high))
        words = f"{told.per_100k:,.0f} of 100,000, 95 % interval {told.low:,.0f} to {told.high:,.0f}"
        text = f"{told.n_flagged:,} of {row.n_accounts:,}"
        marks.append(Mark(level, y, x, low, high, text, f"{row.kind} at {level}: {text}, {words}"))
    return Line(row.kind, y, tuple(marks))


def _logarithmic(value: float) -> float:
    """0 has a place, too: log(1 + x)."""
    return round(LEFT + (RIGHT - LEFT) * log10(1 + value) / log10(1 + _ALL), 2)


def reliability(calibration: Calibration) -> tuple[Dot, ...]:
    """Tenths of the probabilities as dots whose area follows the number of groups."""
    most = max(row.n_groups for row in calibration.reliability)
    return tuple(_dots(calibration, most))


def _dots(calibration: Calibration, most: int) -> Iterator[Dot]:
    for row in calibration.reliability:
        low, high = row.interval
        told = (
            f"{row.n_groups:,} groups of probability {row.low:.1f} to {row.high:.1f}: mean {row.mean_probability:.2f},"
            f" {row.share_true:.2f} of them true, 95 % interval {low:.2f} to {high:.2f}"
        )
        y, bottom, top = (round(SIDE * (1 - value), 2) for value in (row.share_true, low, high))
        radius = round(3 + 7 * (row.n_groups / most) ** 0.5, 2)
        yield Dot(round(SIDE * row.mean_probability, 2), y, bottom, top, radius, told)
