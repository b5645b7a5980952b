"""Line charts as SVG that stands alone: no script, no fonts of its own, readable on a light and on a dark page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 780, 400
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 44, 262, 52
# Okabe and Ito's colours, told apart by people who see fewer. The first two are ours, drawn last; the second is so wide
# that it is seen under the first where both are the same.
COLOURS = ("#000000", "#e69f00", "#0072b2", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8a8a00")
WIDTHS = (2.2, 5.5, *[1.7] * 6)
DASHES = ("", "", "6 3", "2 3", "8 3 2 3", "10 4", "4 4", "1 2")


@dataclass(frozen=True)
class Line:
    """A method's values; `low` and `high` are the least and the most over seeds."""

    look: int
    """Which colour and dash, 0 to 7: a method has the same in every chart."""
    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Chart:
    """A chart whose y goes from 0 to 1; `ticks` are the places on the x axis and how they are told."""

    title: str
    x_label: str
    y_label: str
    ticks: Sequence[tuple[float, str]]
    lines: Sequence[Line]


def drawn(chart: Chart) -> str:
    """The chart as text of an SVG file."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="sans-serif" font-size="13" role="img" aria-label="{_quoted(chart.title)}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 24, chart.title, "font-size='15' font-weight='bold'"),
        *_axes(chart),
        *(part for line in reversed(chart.lines) for part in _line(chart, line)),
        *_legend(chart),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(chart: Chart) -> list[str]:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    made = []
    for step in range(6):
        y = _y(step / 5)
        made.append(f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="#dddddd"/>')
        made.append(_text(_LEFT - 8, y + 4, f"{step / 5:.1f}", "text-anchor='end'"))
    for at, told in chart.ticks:
        made.append(f'<path d="M{_x(chart, at):.1f} {bottom}v5" stroke="#555555"/>')
        made.append(_text(_x(chart, at), bottom + 20, told, "text-anchor='middle'"))
    made.append(f'<path d="M{_LEFT} {_TOP}V{bottom}H{right}" fill="none" stroke="#555555"/>')
    made.append(_text((_LEFT + right) / 2, HEIGHT - 10, chart.x_label, "text-anchor='middle'"))
    made.append(
        _text(
            14,
            (_TOP + bottom) / 2,
            chart.y_label,
            f"text-anchor='middle' transform='rotate(-90 14 {(_TOP + bottom) / 2:.0f})'",
        )
    )
    return made


def _line(chart: Chart, line: Line) -> list[str]:
    colour, dash, wide = COLOURS[line.look], DASHES[line.look], WIDTHS[line.look]
    at = [(_x(chart, x), _y(y)) for x, y in zip(line.x, line.y, strict=True)]
    up = [f"{_x(chart, x):.1f} {_y(y):.1f}" for x, y in zip(line.x, line.high, strict=True)]
    down = [f"{_x(chart, x):.1f} {_y(y):.1f}" for x, y in zip(line.x, line.low, strict=True)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    return [
        f'<path d="M{"L".join([*up, *reversed(down)])}Z" fill="{colour}" opacity="0.10"/>',
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{wide}" stroke-dasharray="{dash}"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{wide / 2 + 1.4:.1f}" fill="{colour}"/>' for x, y in at),
    ]


def _legend(chart: Chart) -> list[str]:
    made, left = [], WIDTH - _RIGHT + 16
    for number, line in enumerate(chart.lines):
        y = _TOP + 10 + number * 21
        colour, dash, wide = COLOURS[line.look], DASHES[line.look], WIDTHS[line.look]
        made.append(f'<path d="M{left} {y}h26" stroke="{colour}" stroke-width="{wide}" stroke-dasharray="{dash}"/>')
        made.append(_text(left + 32, y + 4, line.name, "font-size='12'"))
    return made


def _x(chart: Chart, at: float) -> float:
    low, high = chart.ticks[0][0], chart.ticks[-1][0]
    return _LEFT + 12 + (at - low) / (high - low) * (WIDTH - _RIGHT - _LEFT - 24)


def _y(value: float) -> float:
    return HEIGHT - _BOTTOM - value * (HEIGHT - _BOTTOM - _TOP)


def _text(x: float, y: float, told: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="#222222" {more}>{escape(told)}</text>'


def _quoted(told: str) -> str:
    return escape(told, {'"': "&quot;"})
