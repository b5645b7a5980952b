"""The charts show every exchange once, in the right place."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from graphring.model.summary import Day, RingSummary
from graphring.report.activity import LEFT, WIDTH, hours, spark, timeline


def days(n: int, step: int = 1) -> tuple[Day, ...]:
    first = date(2026, 1, 30)
    return tuple(Day(day=first + timedelta(days=i * step), n_exchanges=10 + i, n_accounts=1 + i % 5) for i in range(n))


@pytest.mark.parametrize(
    ("n", "unit", "bars"), [(1, "day", 1), (200, "day", 200), (201, "week", 30), (1500, "month", 51)]
)
def test_long_times_are_drawn_in_coarser_units(plain: RingSummary, n: int, unit: str, bars: int) -> None:
    summary = plain.model_copy(update={"days": days(n), "gaps": ()})
    made = timeline(summary)
    assert made is not None
    assert made.unit == unit
    assert len(made.exchanges.bars) == bars
    top = sum(round(b.height * made.exchanges.top) for b in made.exchanges.bars)
    assert top == pytest.approx(sum(d.n_exchanges for d in summary.days), rel=0.001)
    for bar in (*made.exchanges.bars, *made.accounts.bars):
        assert LEFT <= bar.x <= bar.x + bar.width <= WIDTH + 0.1
        assert 0 < bar.height <= 1


def test_bars_do_not_overlap_and_gaps_lie_between_them(plain: RingSummary) -> None:
    made = timeline(plain)
    assert made is not None
    ends = [(b.x, b.x + b.width) for b in made.exchanges.bars]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    (gap,) = made.gaps
    assert all(end <= gap.x + 0.1 or start >= gap.x + gap.width - 0.1 for start, end in ends)
    assert "2026-03-13 to 2026-03-14" in gap.told


def test_the_busiest_day_is_told(plain: RingSummary) -> None:
    made = timeline(plain)
    busiest = max(plain.days, key=lambda d: d.n_exchanges)
    assert made is not None
    assert f"{busiest.day} with {busiest.n_exchanges:,} exchanges" in made.peak


def test_hours_are_24_bars(plain: RingSummary) -> None:
    made = hours(plain)
    assert made is not None
    assert [round(b.height * made.panel.top) for b in made.panel.bars] == pytest.approx(list(plain.hours), abs=1)
    assert hours(plain.model_copy(update={"hours": (0,) * 24})) is None


def test_no_times_no_charts(plain: RingSummary) -> None:
    bare = plain.model_copy(update={"days": (), "gaps": ()})
    assert timeline(bare) is None
    assert spark(bare) == ""
    assert spark(plain).count("M") == len(plain.days)
