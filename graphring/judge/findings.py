"""A finding: what one signal or one piece of evidence about a rival says of one candidate."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Points are log10 odds; `value` is what was measured, usually a share; `detail` says it in words."""

    points: float
    detail: str
    value: float | None = None
    n_members: int | None = None


def between(value: float, low: float, high: float) -> float:
    """How far `value` is on the way from `low` to `high`, 0-1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def of_members(share: float, size: int) -> str:
    """A share of members in words."""
    return f"{round(share * size):,} of {size:,} members"
