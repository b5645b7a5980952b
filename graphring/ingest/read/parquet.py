"""Parquet: read by statements straight from the file."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graphring.errors import GraphringError, InputError
from graphring.ingest.read.relation import Relation, quoted
from graphring.store.database import Database

_ROWS = "read_parquet(getvariable('input_file'), file_row_number = true, hive_partitioning = false)"


class ParquetReader:
    """A Parquet file; a row's line is its number from 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with pq.ParquetFile(path) as file:
                self._schema, self._n_rows = file.schema_arrow, file.metadata.num_rows
        except (pa.ArrowException, OSError) as error:
            raise InputError("it is truncated or no Parquet file; export it again.") from error

    @property
    def names(self) -> Sequence[str]:
        """Top-level columns."""
        return list(self._schema.names)

    @contextmanager
    def lent(self, db: Database, columns: Mapping[str, str]) -> Iterator[Relation]:
        """The rows as they lie in the file."""
        db.run("SET VARIABLE input_file = $path", path=glob.escape(str(self._path)))
        types = {ours: self._schema.field(theirs).type for ours, theirs in columns.items()}
        try:
            # DuckDB takes ip and IP for one name, and gives the second another.
            given = [row["column_name"] for row in db.rows(f"DESCRIBE SELECT * FROM {_ROWS}")]  # noqa: S608
            exact = {ours: quoted(given[self.names.index(theirs)]) for ours, theirs in columns.items()}
            yield Relation(_ROWS, "file_row_number + 1", exact, types, self._n_rows)
        except GraphringError as error:
            if type(error) is GraphringError and error.__cause__ is not None and _broken(str(error)):
                raise InputError("its pages can't be read; it is damaged, export it again.") from error
            raise


def _broken(said: str) -> bool:
    """Whether DuckDB speaks of the file, not of the statement."""
    return any(sign in said for sign in ("TProtocol", "decompress", "Parquet", "parquet", "Snappy", "ZSTD", "corrupt"))
