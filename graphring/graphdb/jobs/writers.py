"""Rows to a file: JSONL, CSV or Parquet, columns in the documented order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from graphring.graphdb.jobs.columns import Column, Row
from graphring.graphdb.jobs.job import Format
from graphring.graphdb.values import Type, time_of
from graphring.model.cells import csv_line

_BATCH: Final = 10_000
"""Rows held at once."""
_ARROW: Final[dict[Type, pa.DataType]] = {
    "string": pa.string(), "integer": pa.int64(), "float": pa.float64(), "boolean": pa.bool_(),
    "datetime": pa.timestamp("us", tz="UTC"), "date": pa.date32(),
    "strings": pa.list_(pa.string()), "integers": pa.list_(pa.int64()),
}  # fmt: skip
_BREAKS: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"})
"""Characters that some readers take for the end of a line."""

Columns = tuple[Column, ...]


def write_rows(path: Path, how: tuple[Format, bool], columns: Columns, rows: Iterable[Row]) -> int:
    """Write the rows in that format, in CSV exactly or safe for spreadsheets; how many they were."""
    chosen, exact = how
    if chosen == "parquet":
        return _parquet(path, columns, iter(rows))
    names = [column.name for column in columns]
    if chosen == "jsonl":
        return _lines(path, (), (_json_line(row) for row in rows))
    head = csv_line(names, exact=True)
    return _lines(path, (head,), (csv_line((row[name] for name in names), exact=exact) for row in rows))


def _lines(path: Path, head: Iterable[str], lines: Iterable[str]) -> int:
    n = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(head)
        for line in lines:
            out.write(line)
            n += 1
    return n


def _json_line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_BREAKS) + "\n"


def _parquet(path: Path, columns: Columns, rows: Iterator[Row]) -> int:
    n = 0
    schema = pa.schema([pa.field(c.name, _ARROW[c.type], metadata={"about": c.about}) for c in columns])
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while batch := list(islice(rows, _BATCH)):
            cells = [[_arrow(c.type)(row[c.name]) for row in batch] for c in columns]
            out.write_batch(pa.record_batch([pa.array(v, f.type) for v, f in zip(cells, schema, strict=True)], schema))
            n += len(batch)
    return n


def _arrow(type_: Type) -> Callable[[Any], Any]:
    read: Callable[[str], Any] | None = {"datetime": time_of, "date": date.fromisoformat}.get(type_)
    return (lambda value: None if value is None else read(value)) if read else (lambda value: value)
