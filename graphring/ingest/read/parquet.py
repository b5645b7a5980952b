"""Parquet: read by statements straight from the file."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from graphring.errors import GraphringError, InputError
from graphring.ingest.read.relation import Relation, quoted
from graphring.ingest.read.text import too_much
from graphring.store.database import Database

_ROWS = "read_parquet(getvariable('input_file'), file_row_number = true, hive_partitioning = false)"
_ROW_NUMBER: Final = "file_row_number"
"""The column that DuckDB adds."""
_ENCRYPTED_FOOTER: Final = b"PARE"
ENCRYPTED: Final = "it is encrypted; export it again without encryption."


class ParquetReader:
    """A Parquet file; a row's line is its number from 1."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path = path
        if _last_bytes(path) == _ENCRYPTED_FOOTER:
            raise InputError(ENCRYPTED)
        try:
            with pq.ParquetFile(path) as file:
                self._schema, about = file.schema_arrow, file.metadata
                self._n_rows, self._names = about.num_rows, list(self._schema.names)
                unpacked = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
        except (pa.ArrowException, OSError, ValueError) as error:
            if "encrypt" in str(error):
                raise InputError(ENCRYPTED) from error
            raise InputError("it is truncated or no Parquet file; export it again.") from error
        if any(name.lower() == _ROW_NUMBER for name in self._names):
            raise InputError(f"its column {_ROW_NUMBER} has a name that is needed to read it; rename that column.")
        if unpacked > most_bytes:
            raise too_much(most_bytes)

    @property
    def names(self) -> Sequence[str]:
        """Top-level columns."""
        return self._names

    @contextmanager
    def lent(self, db: Database, columns: Mapping[str, str]) -> Iterator[Relation]:
        """The rows as they lie in the file."""
        db.run("SET VARIABLE input_file = $path", path=glob.escape(str(self._path)))
        types = {ours: self._schema.field(self._names.index(theirs)).type for ours, theirs in columns.items()}
        try:
            # DuckDB takes ip and IP for one name, and gives the second another.
            given = [row["column_name"] for row in db.rows(f"DESCRIBE SELECT * FROM {_ROWS}")]  # noqa: S608
            exact = {ours: quoted(given[self._names.index(theirs)]) for ours, theirs in columns.items()}
            yield Relation(_ROWS, "file_row_number + 1", exact, types, self._n_rows)
        except GraphringError as error:
            if type(error) is GraphringError and error.__cause__ is not None and (said := _broken(str(error))):
                raise InputError(said) from error
            raise


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-min(4, file.seek(0, 2)), 2)
        return file.read()


def _broken(said: str) -> str:
    """What is wrong with the file, where DuckDB speaks of it and not of the statement."""
    if "ncrypt" in said:
        return ENCRYPTED
    if "valid UTF8" in said or "Invalid string encoding" in said:
        return "it has text that is not UTF-8; export it again."
    if "Conversion Error" in said:  # a time that no calendar holds: the file is sound, and DuckDB says what it is
        return ""
    signs = ("TProtocol", "decompress", "Parquet", "parquet", "Snappy", "ZSTD", "corrupt", "know what type")
    return "its pages can't be read; it is damaged, export it again." if any(s in said for s in signs) else ""
