"""Rows of a graph as one Parquet file in a total order: the same graph is the same bytes, however it answers."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyarrow import parquet

from graphring.errors import InputError
from graphring.graphdb.read.part import Part
from graphring.model.progress import Progress
from graphring.store.database import Database

_BATCH: Final = 10_000
_GROUP: Final = 1 << 17
"""Rows of a group of the file: written at once, so that its pages do not depend on how the rows came."""
_AS_IT_IS: Final = {str, type(None)}
_EXACT: Final = 1 << 53
"""Whole numbers up to here are the same as floats."""


def write_rows(part: Part, rows: Iterable[Mapping[str, Any]], to: Path, progress: Progress) -> None:
    """Write rows as they come, as text; raises InputError where a cell is more than one value."""
    schema = pa.schema([(name, pa.string()) for name in part.columns])
    coming = iter(rows)
    with parquet.ParquetWriter(to, schema, compression="zstd", compression_level=1) as out:
        while some := list(islice(coming, _BATCH)):
            out.write_batch(
                pa.RecordBatch.from_arrays([_column(part, name, some) for name in part.columns], schema=schema)
            )
            progress.advance(len(some))


def write_sorted(db: Database, part: Part, given: Path, to: Path, name: str) -> None:
    """Write what `write_rows` wrote by all its columns, with constants; `name` is part of the bytes.

    So two parts with equal rows stay two.
    """
    fields = [(column, pa.string()) for column in (*part.columns, *part.constants)]
    schema = pa.schema(fields, metadata={"graphring.source": name})
    columns = ", ".join(f'"{column}"' for column in part.columns)
    db.run("SET VARIABLE rows_file = $path", path=glob.escape(str(given)))
    query = f"SELECT {columns} FROM read_parquet(getvariable('rows_file')) ORDER BY ALL"  # noqa: S608 - names of ours
    with parquet.ParquetWriter(to, schema, compression="zstd") as out:
        for rows in _groups(db.batches(query, _BATCH)):
            constants = [pa.repeat(pa.scalar(value, pa.string()), rows.num_rows) for value in part.constants.values()]
            out.write_table(pa.table([*rows.columns, *constants], schema=schema), row_group_size=_GROUP)


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The same rows in tables of `_GROUP`, the last one smaller."""
    held: list[pa.RecordBatch] = []
    n = 0
    for batch in batches:
        held.append(batch)
        n += batch.num_rows
        while n >= _GROUP:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, _GROUP).combine_chunks()
            held, n = whole.slice(_GROUP).to_batches(), n - _GROUP
    if n:
        yield pa.Table.from_batches(held).combine_chunks()


def _column(part: Part, name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Array:
    cells = [row[name] for row in rows]
    if not set(map(type, cells)) <= _AS_IT_IS:
        cells = [_text(part, name, cell) for cell in cells]
    return pa.array(cells, pa.string())


def _text(part: Part, name: str, cell: Any) -> str | None:
    """One value as text: an id that became a float on its way is a whole number again."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, int | float):
        return str(cell)
    if hasattr(cell, "iso_format"):  # a time of the driver's own
        return str(cell.iso_format())
    told = "lists" if isinstance(cell, list) else f"values of the type {type(cell).__name__}"
    raise InputError(
        f"{part.name}: what was named for {name} holds {told}; name a property with one text, number or time each."
    )
