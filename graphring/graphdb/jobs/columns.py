"""Columns of an export: what a value must be, and how it is kept as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from graphring.errors import JobError
from graphring.graphdb.values import Type, as_text

_HOLDS: Final[dict[Type, type | tuple[type, ...]]] = {
    "string": str, "integer": int, "float": (int, float), "boolean": bool, "datetime": datetime, "date": date,
}  # fmt: skip

Plain = None | bool | int | float | str | list[str] | list[int]
"""A value as JSON keeps it: times as ISO 8601 text in UTC."""
Row = dict[str, Plain]


@dataclass(frozen=True)
class Column:
    """A documented column of an export."""

    name: str
    type: Type
    about: str


def plain_row(columns: tuple[Column, ...], record: Mapping[str, Any]) -> Row:
    """A row of the statement in the order of the columns; JobError when it is not what the header says."""
    if record.keys() != {column.name for column in columns}:
        raise JobError(
            f"the statement returns {', '.join(record)} and its header documents"
            f" {', '.join(column.name for column in columns)}; mend one of them."
        )
    return {column.name: plain(column, record[column.name]) for column in columns}


def plain(column: Column, value: Any) -> Plain:
    """One value as JSON keeps it."""
    native = value.to_native() if hasattr(value, "to_native") else value  # the driver's own times
    if native is None:
        return None
    if column.type in ("strings", "integers"):
        item: Type = "string" if column.type == "strings" else "integer"
        if isinstance(native, list) and all(_is(item, one) for one in native):
            return list(native)
    elif _is(column.type, native):
        return _told(native)
    raise JobError(
        f"column {column.name} is documented as {column.type} and holds a {type(value).__name__}; mend the header,"
        " or convert it in the statement."
    )


def _is(type_: Type, value: Any) -> bool:
    if (type_ == "date" and isinstance(value, datetime)) or (type_ != "boolean" and isinstance(value, bool)):
        return False
    finite = not isinstance(value, float) or math.isfinite(value)
    aware = not isinstance(value, datetime) or value.tzinfo is not None
    return isinstance(value, _HOLDS[type_]) and finite and aware


def _told(value: Any) -> Plain:
    if isinstance(value, datetime):
        return as_text(value)
    return value.isoformat() if isinstance(value, date) else value
