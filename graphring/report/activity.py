"""When the members were active: days (or weeks, months) as bars, gaps, and the hours of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graphring.model.summary import Day, RingSummary

WIDTH: Final = 960.0
LEFT: Final = 56.0
_MOST_DAYS: Final = 200
_MOST_WEEKS: Final = 200
_TICKS: Final = 8


@dataclass(frozen=True)
class Bar:
    """A bar in units of the panel: x and width of the drawing, height from 0 to 1."""

    x: float
    width: float
    height: float
    told: str


@dataclass(frozen=True)
class Tick:
    """A label on the axis."""

    x: float
    text: str


@dataclass(frozen=True)
class Panel:
    """Bars over a common axis; `top` is the value of a bar of full height."""

    bars: tuple[Bar, ...]
    top: int


@dataclass(frozen=True)
class Timeline:
    """Exchanges above active accounts, over the same axis."""

    exchanges: Panel
    accounts: Panel
    ticks: tuple[Tick, ...]
    gaps: tuple[Bar, ...]
    unit: str
    peak: str


@dataclass(frozen=True)
class Hours:
    """Exchanges by hour of day."""

    panel: Panel
    ticks: tuple[Tick, ...]
    told: str


def timeline(summary: RingSummary) -> Timeline | None:
    """Activity over time; None where no day is known."""
    if not summary.days:
        return None
    unit, starts = _unit(summary.days)
    first, last = starts(summary.days[0].day), summary.days[-1].day
    span = (last - first).days + 1
    scale = (WIDTH - LEFT) / span
    spans = _spans(summary.days, starts)
    busiest = max(summary.days, key=lambda d: (d.n_exchanges, -d.day.toordinal()))
    exchanges = [(a, b, sum(d.n_exchanges for d in own)) for a, b, own in spans]
    accounts = [(a, b, max(d.n_accounts for d in own)) for a, b, own in spans]
    told = f"{busiest.n_exchanges:,} exchanges of {busiest.n_accounts:,} members"
    return Timeline(
        exchanges=_panel(exchanges, first, scale, "exchanges"),
        accounts=_panel(accounts, first, scale, "accounts active"),
        ticks=_ticks(first, span, scale),
        gaps=tuple(_gap(gap, first, scale) for gap in summary.gaps),
        unit=unit,
        peak=f"busiest day {busiest.day.isoformat()} with {told}",
    )


def _unit(days: Sequence[Day]) -> tuple[str, Callable[[date], date]]:
    span = (days[-1].day - days[0].day).days + 1
    if span <= _MOST_DAYS:
        return "day", lambda day: day
    if span <= 7 * _MOST_WEEKS:
        return "week", lambda day: day - timedelta(days=day.weekday())
    return "month", lambda day: day.replace(day=1)


def _spans(days: Sequence[Day], starts: Callable[[date], date]) -> list[tuple[date, date, list[Day]]]:
    """Stretches of one unit with their days: first day, last day, days."""
    made: dict[date, list[Day]] = {}
    for day in days:
        made.setdefault(starts(day.day), []).append(day)
    return [(start, max(start, own[-1].day), own) for start, own in made.items()]


def _panel(values: Sequence[tuple[date, date, int]], first: date, scale: float, what: str) -> Panel:
    top = max(1, *(n for _, _, n in values))
    bars = []
    for start, end, n in values:
        width = ((end - start).days + 1) * scale
        x = LEFT + (start - first).days * scale
        told = start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
        bars.append(Bar(round(x + width * 0.08, 2), round(width * 0.84, 2), round(n / top, 4), f"{told}: {n:,} {what}"))
    return Panel(tuple(bars), top)


def _gap(gap: tuple[date, date], first: date, scale: float) -> Bar:
    start, end = gap
    width = ((end - start).days + 1) * scale
    told = f"no activity {start.isoformat()} to {end.isoformat()}"
    return Bar(round(LEFT + (start - first).days * scale, 2), round(width, 2), 1.0, told)


def _ticks(first: date, span: int, scale: float) -> tuple[Tick, ...]:
    step = max(1, -(-span // _TICKS))
    days = range(0, span, step)
    return tuple(Tick(round(LEFT + (n + 0.5) * scale, 2), (first + timedelta(days=n)).isoformat()) for n in days)


def hours(summary: RingSummary) -> Hours | None:
    """The day's rhythm; None where no hour is known."""
    if not any(summary.hours):
        return None
    top = max(summary.hours)
    step = (WIDTH - LEFT) / 24
    bars = tuple(
        Bar(
            round(LEFT + h * step + 2, 2), round(step - 4, 2), round(n / top, 4),
            f"{h:02d}–{h + 1:02d} h UTC: {n:,} exchanges",
        )
        for h, n in enumerate(summary.hours)
    )  # fmt: skip
    ticks = tuple(Tick(round(LEFT + (h + 0.5) * step, 2), f"{h:02d}") for h in range(0, 24, 3))
    busy, quiet = summary.hours.index(top), summary.hours.index(min(summary.hours))
    return Hours(Panel(bars, top), ticks, f"busiest hour {busy:02d}, quietest hour {quiet:02d} (UTC)")


def spark(summary: RingSummary, width: float = 120.0, height: float = 22.0) -> str:
    """Exchanges per day as the path of a small line's area; empty where no day is known."""
    made = timeline(summary)
    if made is None:
        return ""
    bars = made.exchanges.bars
    scale = width / (WIDTH - LEFT)
    shapes = ((b.x - LEFT, max(1.0, b.height * (height - 1)), max(0.6, b.width * scale)) for b in bars)
    return "".join(f"M{x * scale:.1f} {height}v{-up:.1f}h{wide:.1f}V{height}z" for x, up, wide in shapes)
