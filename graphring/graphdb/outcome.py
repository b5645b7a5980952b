"""What a publish did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What was done to one label or relationship type."""

    name: str
    sent: int
    deleted: int


@dataclass(frozen=True)
class Published:
    """What a publish did; no changes when the graph was as the case is."""

    run_id: str
    switched: bool
    """The rings were switched to this run from another, or from none."""
    changes: tuple[Change, ...]
