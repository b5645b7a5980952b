"""Rows that are not used and cells that are not used, with why: made safe to show and to store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from graphring.ingest import timeformat
from graphring.ingest.cells import FIRST_YEAR, PAIR, Cells
from graphring.ingest.checked import Checked
from graphring.ingest.clean import kind as kinds
from graphring.ingest.clean.card import REASON as CARD
from graphring.ingest.clean.card import holds_card
from graphring.ingest.read import Unread
from graphring.ingest.read.relation import quoted
from graphring.ingest.shown import safe_text
from graphring.store.database import Database
from graphring.store.tombstones import ERASED

_SECRET: Final = frozenset({"payment_instrument", "keyed"})
"""Columns whose values are shown nowhere, not even when they are bad."""
NOT_SHOWN: Final = "[not shown]"
MISSING: Final = "missing"
NAIVE: Final = "a time without a zone; give --tz, or input.tz in the settings"
FUTURE: Final = "in the future"
BEFORE: Final = "before {}"
FAR: Final = "not a time of the years 0 to 9999"
NO_TIME: Final = "not a time such as 2026-03-02T10:00:00Z"
NO_LIKELY_TIME: Final = "a number of no likely time"
NOT_AS_SAID: Final = 'not written as --time-format says, "{}"'
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR: Final = re.compile(r"-?\d{5,}-\d\d-\d\d|\d+-\d\d-\d\d.* \(BC\)|-?infinity$")
_NUMBER: Final = re.compile(r"-?\d+(\.\d*)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Span:
    """The times that are believed of things that have happened."""

    earliest: datetime
    latest: datetime

    def reason(self, text: str, tz: str | None, time_format: str) -> str:
        """Why a time was not used."""
        time = timeformat.read(text, time_format) if time_format else _iso(text)
        if time is None:
            return _unread(text, time_format)
        if time.tzinfo is None and tz is None:
            return NAIVE
        if time.tzinfo is None:  # hours do not matter to what is decades off
            time = time.replace(tzinfo=UTC)
        if time > self.latest:
            return FUTURE
        return BEFORE.format(self.earliest.year) if time < self.earliest else _unread(text, time_format)


TOLD: Final = Span(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
"""Times that are told of something and may be ahead, such as `until`."""


def _iso(text: str) -> datetime | None:
    """A time as it may be written here; Python reads more, such as 20260302."""
    if not _ISO.match(text.strip()):
        return None
    try:
        return datetime.fromisoformat(text.strip().upper().replace(" UTC", "Z"))
    except ValueError:
        return None


def _unread(text: str, time_format: str) -> str:
    """Why a text is no time, and how to say what is meant; which is day and which is month only a person knows."""
    if time_format:
        return NOT_AS_SAID.format(time_format)
    likely = timeformat.likely(text)
    if likely:
        formats = " or ".join(f'"{one}"' for one in likely)
        zone = "" if timeformat.has_zone(likely[0]) else ", and its zone with --tz"
        return f"{NO_TIME}; say how it is written with --time-format {formats}{zone}"
    if _YEAR.match(text.strip()):
        return FAR
    return NO_LIKELY_TIME if _NUMBER.fullmatch(text.strip()) else NO_TIME


_REASONS: Final = {
    "count": "not a whole number up to a million million",
    "number": "not a number, or one that is too large",
    "flag": "neither true nor false",
    "keyed": "a placeholder, or not an identifier",
    "reference": "a placeholder, or not an identifier",
}


def rejects(db: Database, checked: Checked, span: Span, tz: str | None) -> pa.Table:
    """line, column, value, reason of every row with a required cell that is missing or bad, by line."""
    needed = [c for c in checked.cells if c.column.required]
    bad = [(c, f"coalesce({_cell(c)} < 0, true)" if c.listed else f"{_cell(c)} IS NULL") for c in needed]
    name = " ".join(f"WHEN {condition} THEN '{c.name}'" for c, condition in bad)
    value = " ".join(f"WHEN {condition} THEN {_raw(c)}" for c, condition in bad)
    reason = " ".join(f"WHEN {condition} THEN {_reason(c)}" for c, condition in bad)
    joins = " ".join(_join(c) for c in needed)
    rows = db.table(
        f'SELECT checked.line, CASE {name} END AS "column", CASE {value} END AS value, CASE {reason} END AS reason '  # noqa: S608
        f"FROM checked {joins} WHERE NOT coalesce({checked.good()}, false) ORDER BY line"
    ).to_pylist()
    columns = {c.name: c for c in needed}
    for row in rows:
        row["reason"] = row["reason"] or _why(columns[row["column"]], row["value"], span, tz)
        row["value"] = NOT_SHOWN if row["reason"] == ERASED else safe(row["value"], columns[row["column"]])
    return _table(rows)


def notes(db: Database, checked: Checked, span: Span, tz: str | None) -> list[dict[str, Any]]:
    """column, reason, n, line, value of cells that are not used although their row is; one example for each reason."""
    found: list[dict[str, Any]] = []
    for c in checked.cells:
        if not checked.words[c.name].n_bad if c.listed else c.column.required:
            continue
        rows = db.rows(_noted(c, checked))
        counts: Counter[str] = Counter()
        example: dict[str, tuple[int, str]] = {}
        for row in rows:
            reason = row["reason"] or _why(c, row["value"], span, tz)
            counts[reason] += row["n"]
            example[reason] = min(example.get(reason, (row["line"], row["value"])), (row["line"], row["value"]))
        for reason, n in sorted(counts.items()):
            line, value = example[reason]
            found.append({"column": c.name, "reason": reason, "n": n, "line": line, "value": safe(value, c)})
    return found


def of_lines(unread: Iterable[Unread]) -> pa.Table:
    """Lines that are no rows, as rejects without a column and a value."""
    return _table([{"line": u.line, "column": None, "value": None, "reason": u.reason} for u in unread])


def rejected_as_a_whole(file: str, rejected: pa.Table, n_rows: int, *, of_graph: bool = False) -> str:
    """One sentence with what most rejects say, where they are all rows of the file; else nothing."""
    if not n_rows or rejected.num_rows < n_rows:
        return ""
    reasons = Counter(zip(rejected["column"].to_pylist(), rejected["reason"].to_pylist(), strict=True))
    if all(reason == ERASED for _, reason in reasons):
        return ""
    (column, reason), n = min(reasons.items(), key=lambda one: (-one[1], str(one[0])))
    rows = "its one row was rejected" if n_rows == 1 else f"all its {n_rows:,} rows were rejected"
    most = "" if n == n_rows else f"{n:,} of them "
    mend = (
        ""
        if any(way in reason for way in ("--", "UTF-8"))
        else "; mend that, or say which property is which in the mapping"
        if of_graph
        else "; mend that, or say which column is which with --columns"
    )
    where = f"{column}: " if column else ""
    return f"{file}: {rows}, {most}because of {where}{reason}{mend}; then add it again."


def _table(rows: Sequence[dict[str, Any]]) -> pa.Table:
    schema = pa.schema([("line", pa.int64()), ("column", pa.string()), ("value", pa.string()), ("reason", pa.string())])
    return pa.Table.from_pylist(list(rows), schema)


def _cell(c: Cells) -> str:
    return f"checked.{quoted(c.name)}"


def _raw(c: Cells) -> str:
    return f"m_{c.name}.raw"


def _reason(c: Cells) -> str:
    return (
        f"coalesce(m_{c.name}.reason, '{MISSING}')" if c.listed else f"CASE WHEN {_raw(c)} IS NULL THEN '{MISSING}' END"
    )


def _join(c: Cells) -> str:
    if not c.listed:
        return f"LEFT JOIN bad_{c.name} m_{c.name} ON m_{c.name}.line = checked.line"
    return f"LEFT JOIN map_{c.name} m_{c.name} ON m_{c.name}.code = {_cell(c)} AND m_{c.name}.code < 0"


def _noted(c: Cells, checked: Checked) -> str:
    good = checked.good()
    if c.listed:  # a list of which some are good has a code of its own and a reason
        return (
            f"SELECT m.reason, any_value(m.raw) AS value, count(*) AS n, min(line) AS line FROM checked "  # noqa: S608
            f"JOIN map_{c.name} m ON m.code = {_cell(c)} WHERE m.reason IS NOT NULL AND {good} "
            "GROUP BY m.code, m.reason, m.raw ORDER BY line, m.raw"
        )
    return (
        f"SELECT NULL AS reason, raw AS value, count(*) AS n, min(line) AS line FROM checked "  # noqa: S608
        f"JOIN bad_{c.name} USING (line) WHERE {good} GROUP BY raw ORDER BY line, raw"
    )


def _why(c: Cells, value: str, span: Span, tz: str | None) -> str:
    if c.column.holds == "reference" and holds_card(value):
        return CARD
    believed = span if c.column.holds == "past_time" else TOLD
    return _REASONS.get(c.column.holds) or believed.reason(value, tz, c.time_format)


def safe(value: str | None, c: Cells) -> str | None:
    """A cell as it may be stored and shown: no secrets, no card numbers, nothing that moves a terminal's cursor."""
    if value is None:
        return None
    kind, _, text = value.rpartition(PAIR)
    if c.column.holds in _SECRET or (kind and _is_payment(kind)):
        return NOT_SHOWN
    return safe_text(text)


def _is_payment(kind: str) -> bool:
    return kinds.clean(kind).value == "payment_instrument"
