"""A table or a file as columns of text: ids stay as they are written, an empty cell is an empty text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from graphring.errors import InputError
from graphring.model.frames import arrow_table


def columns(source: Any, what: str, needed: Sequence[str], optional: Sequence[str] = ()) -> pa.Table:
    """These columns as text, those of the optional ones that there are; InputError in one sentence where it can't be.

    `source` is an Arrow table, a pandas or Polars frame, a mapping of columns, or the path of a CSV or Parquet file.
    """
    named, table = _read(source, what)
    names = table.column_names
    if missing := [name for name in needed if name not in names]:
        has = ", ".join(names) or "none"
        raise InputError(
            f"{named} lacks the column {' and '.join(missing)}; it has {has}: rename or add what is missing."
        )
    wanted = [*needed, *(name for name in optional if name in names)]
    if doubled := [name for name in wanted if names.count(name) > 1]:
        raise InputError(f"{named} has the column {doubled[0]} twice; rename or drop one of them.")
    return pa.table({name: _text(table[name], name, named) for name in wanted})


def refuse_empty(table: pa.Table, name: str, what: str) -> None:
    """InputError where a cell of that column is empty."""
    if n := pc.sum(pc.equal(table[name], "")).as_py():
        raise InputError(f"{what} has {n:,} row{'s' * (n != 1)} with an empty {name}; fill or drop them.")


def refuse_twice(table: pa.Table, what: str) -> None:
    """InputError where an account has two rows."""
    counts = pc.value_counts(table["account_id"].combine_chunks())
    twice = counts.filter(pc.greater(counts.field("counts"), 1)).field("values").to_pylist()
    if twice:
        more = f" and {len(twice) - 1:,} more" if len(twice) > 1 else ""
        raise InputError(f"{what} has the account {min(twice)}{more} twice; keep one row of each account.")


def _read(source: Any, what: str) -> tuple[str, pa.Table]:
    """How to call it, and its rows."""
    if not isinstance(source, str | Path):
        try:
            return what, arrow_table(source)
        except ValueError as error:
            raise InputError(f"{what}: {error}") from error
    path = Path(source)
    named = f"{what} {path}"
    try:
        return named, _of_file(path, named)
    except pa.ArrowException as error:
        told = str(error).splitlines()[0].rstrip(".")
        raise InputError(f"{named} can't be read: {told}; write it again as CSV or Parquet.") from error
    except OSError as error:
        told = error.strerror or str(error).splitlines()[0].rstrip(".")
        raise InputError(f"{named} can't be read: {told}; check the path.") from error


def _of_file(path: Path, named: str) -> pa.Table:
    name = path.name.lower()
    if name.endswith((".parquet", ".pq")):
        return pyarrow.parquet.read_table(path, partitioning=None)
    if not name.endswith((".csv", ".csv.gz")):
        raise InputError(f"the ending of {named} is not known; name it .csv, .csv.gz or .parquet.")
    return _of_csv(path)


def _of_csv(path: Path) -> pa.Table:
    """All cells as text: an id of digits keeps its zeros."""
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    with pyarrow.csv.open_csv(path, parse_options=parse) as reader:
        names = reader.schema.names
    as_text = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    return pyarrow.csv.read_csv(path, parse_options=parse, convert_options=as_text)


def _text(column: pa.ChunkedArray, name: str, named: str) -> pa.ChunkedArray:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if name.endswith("_id") and (pa.types.is_floating(kind) or pa.types.is_boolean(kind)):
        raise InputError(f"the column {name} of {named} holds {kind}; ids must be text or whole numbers.")
    if pa.types.is_dictionary(column.type):
        column = column.cast(kind)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    try:
        return pc.fill_null(column.cast(pa.large_string()), "")
    except pa.ArrowException as error:
        raise InputError(f"the column {name} of {named} holds {kind}; write it as text.") from error
