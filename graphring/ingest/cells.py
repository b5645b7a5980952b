"""How the cells of a column become text, a time, a number: expressions of SQL, by the type the file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from graphring.ingest.read import Relation
from graphring.ingest.read.text import LISTED
from graphring.ingest.timeformat import has_zone
from graphring.model.inputs import PAIRED, READ_BY_SQL, Column, FileKind

PAIR = "\x1e"
"""Stands between a kind and an entity where both are cleaned as one."""

# Years that every reader of a case can hold; some systems write the year 1 or 0 for none, and 9999 for never.
FIRST_YEAR: Final = 1900
_FIRST: Final = f"TIMESTAMPTZ '{FIRST_YEAR}-01-01 00:00:00+00'"
_LAST: Final = "TIMESTAMPTZ '9999-12-31 23:59:59.999999+00'"


@dataclass(frozen=True)
class Cells:
    """One column of ours in a file: `given` is the cell as it lies there, `text` and `value` are made of `x_<name>`."""

    column: Column
    given: str
    text: str
    value: str | None
    """None where distinct values go through a cleaner."""
    time_format: str = ""
    """How its times are written, where a person said so."""
    plain: str | None = None
    """`value` where every cell of the column is plain text; None where that makes no difference."""

    @property
    def name(self) -> str:
        """Our name."""
        return self.column.name

    @property
    def listed(self) -> bool:
        """Whether distinct values go through a cleaner in Python."""
        return self.value is None


def cells_of(
    kind: FileKind, relation: Relation, values: Mapping[str, str], time_formats: Mapping[str, str]
) -> tuple[Cells, ...]:
    """The columns that the file has, in our order; a constant is the parameter `$value_<name>`.

    So is the format of times, `$format_<name>`; typed times have none.
    """
    found = []
    for column in kind.columns:
        if column.name in relation.columns:
            type_, given = relation.types[column.name], relation.columns[column.name]
        elif column.name in values:
            type_, given = pa.string(), f"$value_{column.name}::VARCHAR"
        else:
            continue
        text = _text(f"x_{column.name}", type_)
        if column.holds in PAIRED:
            text = f"coalesce({PAIRED[column.holds]}_text, '') || chr({ord(PAIR)}) || nullif(trim({text}), '')"
        written = "" if pa.types.is_temporal(type_) or "time" not in column.holds else time_formats.get(column.name, "")
        value = _value(column, type_, text, written) if column.holds in READ_BY_SQL else None
        found.append(Cells(column, given, text, value, written, _plain(column, text)))
    return tuple(found)


def _text(x: str, type_: pa.DataType) -> str:
    """The cell as text; whole numbers that became fractions on their way (pandas) lose the point again."""
    if pa.types.is_floating(type_) or pa.types.is_decimal(type_):
        whole = f"{x} = trunc({x}) AND abs({x}) < 9007199254740992"
        finite = "" if pa.types.is_decimal(type_) else f"WHEN isnan({x}) THEN NULL "
        return f"CASE {finite}WHEN {whole} THEN {x}::BIGINT::VARCHAR ELSE {x}::VARCHAR END"
    if pa.types.is_list(type_) or pa.types.is_large_list(type_) or pa.types.is_fixed_size_list(type_):
        return f"array_to_string({x}, chr({ord(LISTED)}))"
    if pa.types.is_string(type_) or pa.types.is_large_string(type_):
        return x  # a cast, even to the same type, would unpack the dictionaries that Parquet gives
    return f"{x}::VARCHAR"


def _value(column: Column, type_: pa.DataType, text: str, time_format: str) -> str:
    x = f"x_{column.name}"
    if column.holds in ("time", "past_time"):
        instant = _formatted(column.name, text, time_format) if time_format else _instant(x, type_)
        first, last = ("$earliest", "$latest") if column.holds == "past_time" else (_FIRST, _LAST)
        return f"CASE WHEN {instant} BETWEEN {first} AND {last} THEN {instant} END"
    if column.holds == "flag":
        return f"{x}::BOOLEAN" if pa.types.is_boolean(type_) else f"flag_of_text(trim({text}))"
    if column.holds == "count":
        return f"whole_of_text(trim({text}))"
    if column.holds == "number":
        return f"number_of_text(trim({text}))"
    trimmed = _plain(column, f"trim({text})")
    return f"CASE WHEN plain_id({text}) THEN {_plain(column, text)} WHEN usable({text}) THEN {trimmed} END"


def _plain(column: Column, text: str) -> str | None:
    """What is kept of text that is usable as it is; None where the column is no id that hardly ever comes twice."""
    return {"keyed": _keyed(column.name, text), "reference": text}.get(column.holds)


def _keyed(name: str, text: str) -> str:
    """A hash under the column's own key: 48 bits, as twelve characters are what DuckDB moves without a pointer."""
    return f"left(sha256($subkey_{name} || encode({text})), 12)"


def _formatted(name: str, text: str, time_format: str) -> str:
    time = f"try_strptime(trim({text}), $format_{name})"
    # DuckDB takes the 26 of 11.02.26 for a year of four digits.
    instant = f"CASE WHEN year({time}) >= 1000 THEN {time} END"
    return instant if has_zone(time_format) else f"timezone($tz, {instant})"


def _instant(x: str, type_: pa.DataType) -> str:
    if pa.types.is_timestamp(type_):
        return f"TRY_CAST({x} AS TIMESTAMPTZ)" if type_.tz else f"instant_of_naive({x}, $tz)"
    if pa.types.is_date(type_):
        return f"instant_of_naive({x}, $tz)"
    if pa.types.is_integer(type_):
        return f"instant_of_whole(TRY_CAST({x} AS BIGINT))"
    if pa.types.is_floating(type_) or pa.types.is_decimal(type_):
        return f"instant_of_number(TRY_CAST({x} AS DOUBLE))"
    return f"instant_of_text(trim({x}::VARCHAR), $tz)"
