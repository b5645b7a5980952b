"""Values as cells of CSV: one way for listings and for exports, in which no spreadsheet finds a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

# What Excel, LibreOffice and Google Sheets take for the start of a formula, in half and full width.
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(values: Iterable[Any], *, exact: bool) -> str:
    """A line of CSV; it ends in a bare newline, for shells. `exact`: without the apostrophe before a formula.

    A lone carriage return is quoted, which csv.writer forgets where lines end in a bare newline.
    """
    return ",".join(csv_cell(value, exact=exact) for value in values) + "\n"


def csv_cell(value: Any, *, exact: bool = False) -> str:
    """One cell of such a line."""
    return _quoted(_cell(value, exact=exact))


def cell_text(value: Any) -> str:
    """A value as one cell of text; an absent one is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return " ".join(cell_text(item) for item in value)
    if isinstance(value, datetime | date):
        return time_text(value)
    return str(value)


def time_text(value: datetime | date) -> str:
    """A time in UTC to the second, or a day."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def _cell(value: Any, *, exact: bool) -> str:
    text = cell_text(value)
    # Numbers keep their minus sign: only text can hide a formula.
    runs = isinstance(value, str | list | tuple) and text.startswith(_RUN_BY_SPREADSHEETS)
    return f"'{text}" if runs and not exact else text
