"""A map from our column names to other people's.

    [columns]                 # ours = "theirs"
    account_id = "wallet"
    entity_id = "counterparty"

    [values]                  # ours = one value for every row that has no column of its own
    kind = "transfer"

    [time_formats]            # ours = how its times are written, in the words of strptime
    created_at = "%d.%m.%Y"

In Python a plain mapping {"account_id": "wallet"} is the table of columns alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graphring.errors import InputError
from graphring.ingest.timeformat import mistake as mistake_in_format
from graphring.model.inputs import FILE_KINDS, UNMINED
from graphring.model.toml import read_toml

_OURS: Final = frozenset({column.name for kind in FILE_KINDS for column in kind.columns} | {UNMINED})
_TIMES: Final = frozenset(
    column.name for kind in FILE_KINDS for column in kind.columns if column.holds in ("time", "past_time")
)
_TABLES: Final = ("columns", "values", "time_formats")


@dataclass(frozen=True)
class ColumnMap:
    """Ours to theirs, to constants, to formats of times; empty when nothing was said."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    time_formats: Mapping[str, str] = field(default_factory=dict)


def column_map(given: Mapping[str, Any] | str | Path | None) -> ColumnMap:
    """The map of a mapping or a TOML file; raises InputError with every mistake in it."""
    if given is None:
        return ColumnMap()
    if isinstance(given, str | Path):
        return _checked(read_toml(Path(given), "map of columns"), str(given))
    nested = all(isinstance(value, Mapping) for value in given.values())
    return _checked(given if nested else {"columns": given}, "the map of columns")


def _checked(raw: Mapping[str, Any], source: str) -> ColumnMap:
    mistakes = [
        f"[{name}] is not known, use [columns], [values] and [time_formats]" for name in raw if name not in _TABLES
    ]
    tables = [table for table in _TABLES if isinstance(raw.get(table, {}), Mapping)]
    mistakes += [f"{name} is not a table, write [{name}] above its lines" for name in _TABLES if name not in tables]
    for table in tables:
        mistakes += [
            mistake for ours, theirs in raw.get(table, {}).items() if (mistake := _mistake(table, ours, theirs))
        ]
    both = [raw.get(table, {}) if table in tables else {} for table in ("columns", "values")]
    mistakes += [f"{ours} is in [columns] and in [values]" for ours in both[0] if ours in both[1]]
    if not mistakes and not any(raw.get(table) for table in _TABLES):
        mistakes = ['it has no [columns]; write ours = "theirs" below that heading']
    if mistakes:
        raise InputError(f"{source} has {len(mistakes)} mistake(s): {'; '.join(mistakes)}.")
    values = {k: str(v) for k, v in raw.get("values", {}).items()}
    return ColumnMap(dict(raw.get("columns", {})), values, dict(raw.get("time_formats", {})))


def _mistake(table: str, ours: str, theirs: Any) -> str:
    if ours not in _OURS:
        turned = f' (write {theirs} = "{ours}", ours first)' if isinstance(theirs, str) and theirs in _OURS else ""
        return f"{table}.{ours}: we have no column of that name{turned}"
    if table == "columns" and not isinstance(theirs, str):
        return f"{table}.{ours}: give the name of one column, in quotes"
    if table == "values" and not isinstance(theirs, str | int | float):
        return f"{table}.{ours}: give one value"
    if table == "time_formats":
        return _mistake_in_time(ours, theirs)
    return ""


def _mistake_in_time(ours: str, theirs: Any) -> str:
    if ours not in _TIMES:
        return f"time_formats.{ours}: that column holds no times"
    if not isinstance(theirs, str):
        return f"time_formats.{ours}: give one format, in quotes"
    wrong = mistake_in_format(theirs)
    return wrong and f"time_formats.{ours}: {wrong}"
