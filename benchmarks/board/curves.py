"""Robustness curves: rows along one effort of the adversary, or one size of the ring, as charts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from board.plan import CURVES_ON, EFFORTS, SIZE, SIZES, curve
from board.rows import Row
from board.sums import CONTENDERS, Contender, at, f1, mean
from board.svg import Chart, Line, drawn

FOLDER = "scoreboard"
"""Below docs."""


def points(rows: Sequence[Row], name: str) -> dict[float, list[Row]]:
    """Rows at each place of a curve, in order; an effort of 0 is the world that the curves go through."""
    own = [row for row in rows if row.world == curve(name)]
    made = {value: [row for row in own if row.value == value] for value in sorted({row.value or 0.0 for row in own})}
    start = [row for row in rows if row.world == CURVES_ON]
    return {0.0: start, **made} if made and start and name != SIZE else made


def line(at_points: dict[float, list[Row]], contender: Contender, name: str) -> Line | None:
    """A contender's account F1, mean, least and most over seeds."""
    told = {_place(value, name): [f1(x) for x in at(rows, contender)] for value, rows in at_points.items()}
    told = {x: values for x, values in told.items() if values}
    if not told:
        return None
    means = [mean(values) or 0.0 for values in told.values()]
    least, most = ([end(values) for values in told.values()] for end in (min, max))
    return Line(CONTENDERS.index(contender), contender.title, list(told), means, least, most)


def _place(value: float, name: str) -> float:
    """Sizes stand at equal distances: each is about twice the one before."""
    return float(SIZES.index(int(value))) if name == SIZE else value


def chart(rows: Sequence[Row], name: str) -> Chart | None:
    """The chart of one effort; None where nothing was measured."""
    found = points(rows, name)
    lines = [made for contender in CONTENDERS if (made := line(found, contender, name))]
    if not lines or len(found) < 2:
        return None
    ticks = [(_place(value, name), f"{value:g}") for value in found]
    label = "accounts in the ring" if name == SIZE else f"{words(name)}: effort"
    title = "Ring size" if name == SIZE else words(name).capitalize()
    return Chart(f"{title}: account F1", label, "F1 of accounts", ticks, lines)


def words(name: str) -> str:
    """The name of an effort for readers."""
    return name.replace("_", " ")


def write_charts(rows: Sequence[Row], docs: Path) -> list[str]:
    """Write every chart there are rows for, and take away those there are none for; their names."""
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = charts(rows)
    for path in folder.glob("*.svg"):
        if path.stem not in made:
            path.unlink()
    for name, text in made.items():
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
    return list(made)


def charts(rows: Sequence[Row]) -> dict[str, str]:
    """SVG texts by name."""
    told = {name: chart(rows, name) for name in (*EFFORTS, SIZE)}
    return {name: drawn(found) for name, found in told.items() if found}
