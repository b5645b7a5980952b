"""Arrow: tables in memory, and IPC files mapped into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphring.errors import InputError
from graphring.ingest.read.relation import Relation, quoted
from graphring.store.database import Database


class ArrowReader:
    """A table; a row's line is its number from 1."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    @property
    def names(self) -> Sequence[str]:
        """Its columns."""
        return list(self._table.column_names)

    @contextmanager
    def lent(self, db: Database, columns: Mapping[str, str]) -> Iterator[Relation]:
        """The rows under our names, without a copy of them."""
        picked = {ours: self._table.column(self.names.index(theirs)) for ours, theirs in columns.items()}
        lines = pa.array(np.arange(1, self._table.num_rows + 1))
        rows = pa.table({**{f"c_{ours}": _plain(column) for ours, column in picked.items()}, "line": lines})
        with db.lent(input_rows=rows):
            exact = {ours: quoted(f"c_{ours}") for ours in columns}
            types = {ours: column.type for ours, column in picked.items()}
            yield Relation("input_rows", "line", exact, types, self._table.num_rows)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Types that only Arrow knows, as those that every reader knows."""
    if isinstance(column.type, pa.BaseExtensionType):
        return column.cast(column.type.storage_type)
    return column


def open_arrow(path: Path) -> ArrowReader:
    """An Arrow IPC file or stream (also Feather 2)."""
    try:
        mapped = pa.memory_map(str(path))
        try:
            return ArrowReader(pa.ipc.open_file(mapped).read_all())
        except pa.ArrowInvalid:
            mapped.seek(0)
            return ArrowReader(pa.ipc.open_stream(mapped).read_all())
    except (pa.ArrowException, OSError, EOFError) as error:
        raise InputError("it is truncated or no Arrow file; export it again.") from error
