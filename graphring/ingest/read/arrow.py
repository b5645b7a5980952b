"""Arrow: tables in memory, and IPC files mapped into it."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphring.errors import InputError
from graphring.ingest.read.arrow_sizes import unpacked_sizes
from graphring.ingest.read.relation import Relation, quoted
from graphring.ingest.read.text import too_much
from graphring.store.database import Database

_DAMAGED = "it is truncated or no Arrow file; export it again."


class ArrowReader:
    """A table; a row's line is its number from 1."""

    def __init__(self, table: pa.Table) -> None:
        self._table, self._names = table, list(table.column_names)

    @property
    def names(self) -> Sequence[str]:
        """Its columns."""
        return self._names

    @contextmanager
    def lent(self, db: Database, columns: Mapping[str, str]) -> Iterator[Relation]:
        """The rows under our names, without a copy of them."""
        try:
            picked = {ours: _sound(self._table.column(self.names.index(theirs))) for ours, theirs in columns.items()}
            lines = pa.array(np.arange(1, self._table.num_rows + 1))
            rows = pa.table({**{f"c_{ours}": column for ours, column in picked.items()}, "line": lines})
        except pa.ArrowException as error:
            raise InputError("its cells can't be read; it is damaged, export it again.") from error
        with db.lent(input_rows=rows):
            exact = {ours: quoted(f"c_{ours}") for ours in columns}
            types = {ours: column.type for ours, column in picked.items()}
            yield Relation("input_rows", "line", exact, types, self._table.num_rows)


def _sound(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column whose every cell lies within it and whose text is UTF-8, which Arrow does not check by itself.

    Types that only Arrow knows become those that every reader knows.
    """
    column.validate(full=True)
    if isinstance(column.type, pa.BaseExtensionType):
        return column.cast(column.type.storage_type)
    return column


def open_arrow(path: Path, most_bytes: int) -> ArrowReader:
    """An Arrow IPC file or stream (also Feather 2)."""
    try:
        mapped = pa.memory_map(str(path))
        _refuse_too_much(mapped, max(most_bytes, mapped.size()))
        try:
            file = pa.ipc.open_file(mapped)
            batches = (file.get_batch(i) for i in range(file.num_record_batches))
            return _read(file.schema, batches, max(most_bytes, mapped.size()))
        except pa.ArrowInvalid:
            mapped.seek(0)
            stream = pa.ipc.open_stream(mapped)
            return _read(stream.schema, stream, max(most_bytes, mapped.size()))
    except (pa.ArrowException, OSError, EOFError, ValueError, IndexError, struct.error) as error:
        raise InputError(_DAMAGED) from error


def _refuse_too_much(mapped: pa.NativeFile, most_bytes: int) -> None:
    """Look at what batches say of themselves: one that is unpacked can't be sent back."""
    size = 0
    for more in unpacked_sizes(mapped):
        size += more
        if size > most_bytes:
            raise too_much(most_bytes)
    mapped.seek(0)


def _read(schema: pa.Schema, batches: Iterable[pa.RecordBatch], most_bytes: int) -> ArrowReader:
    """All batches, as long as they are not too much: the list at the end of a file may name others than were met."""
    kept, size = [], 0
    for batch in batches:
        size += batch.get_total_buffer_size()
        if size > most_bytes:
            raise too_much(most_bytes)
        kept.append(batch)
    return ArrowReader(pa.Table.from_batches(kept, schema))
