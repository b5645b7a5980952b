"""The figures of an evaluation as rows for programs: one figure a row, with its interval where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graphring.model.evaluation import Evaluation
from graphring.model.measures import LEVELS

COLUMNS: Final = ("measure", "at", "of", "value", "low", "high")
Row = tuple[str, str, str, Any, Any, Any]
_BOTH: Final = "ring+review"


def rows(e: Evaluation) -> Iterator[Row]:
    """Every figure: what is measured, at which verdicts, of which ring, kind or role; an empty value can't be told."""
    yield from _figures("coverage", "", "", e.coverage)
    for level in LEVELS:
        yield from _figures("accounts", level, "", e.accounts[level])
        yield from _figures("rings", level, "", e.rings[level])
        yield from _figures("b_cubed", level, "", e.b_cubed[level])
        yield from _figures("partition", level, "", e.partitions[level])
        for row in e.innocents:
            told = row if level == _BOTH else row.ring
            yield ("innocent_per_100k", level, row.kind, told.per_100k, told.low, told.high)
            yield ("innocent_flagged", level, row.kind, told.n_flagged, None, None)
            yield ("innocent_false_rings", level, row.kind, told.false_rings, None, None)
    for kind in e.innocents:
        yield ("innocent_accounts", "", kind.kind, kind.n_accounts, None, None)
    for ring in e.ring_by_ring:
        yield from _figures("ring", _BOTH, ring.ring, ring, frozenset({"ring"}))
    for role in e.roles:
        yield from _figures("role", _BOTH, role.role, role, frozenset({"role"}))
    yield from _told_when_there(e)


def _told_when_there(e: Evaluation) -> Iterator[Row]:
    """Figures that need more than members and truth."""
    if e.to_act_on:
        yield from _figures("to_act_on", "", "", e.to_act_on)
    if e.detection:
        for level in LEVELS:
            yield from _figures("detection", level, "", e.detection.days[level])
    if e.calibration:
        yield from _figures("calibration", "", "", e.calibration, frozenset({"reliability"}))
        for row in e.calibration.reliability:
            yield ("reliability", "", f"{row.low:.1f} to {row.high:.1f}", row.share_true, *row.interval)
    for name, figures in (("agreement", e.agreement), ("pools", e.pools), ("campaigns", e.campaigns)):
        if figures:
            yield from _figures(name, _BOTH, "", figures)


def _figures(measure: str, at: str, of: str, told: Any, left_out: frozenset[str] = frozenset()) -> Iterator[Row]:
    for name, value in told:
        if name not in left_out and not name.endswith("_interval"):
            low, high = getattr(told, f"{name}_interval", None) or (None, None)
            yield (f"{measure}_{name}", at, of, value, low, high)
