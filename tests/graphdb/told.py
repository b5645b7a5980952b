"""Answers in the words of the planted world: rings and cards by their names, times as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from planted import CARDS, OFFICE, RINGS

from graphring.lineage.ids import birth_id

NAMES = {**RINGS, **CARDS, **{card[:10]: name for card, name in CARDS.items()}, birth_id(OFFICE): "the office"}
NOW = "(now)"


def told(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, map(_told, row), strict=True)) for row in rows]


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(item) for item in value]
    if isinstance(value, datetime):
        return NOW if abs(datetime.now(UTC) - value) < timedelta(hours=12) else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 2)
    return NAMES.get(value, "(run)" if value.startswith("0002-") else value) if isinstance(value, str) else value
