"""What goes into an ingest: files, or tables in memory; and how they are to be read."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from graphring.errors import InputError
from graphring.settings import Settings


@dataclass(frozen=True)
class Options:
    """How files are read; absent means told by the file, or by the settings."""

    kind: str | None = None
    columns: Mapping[str, Any] | str | Path | None = None
    tz: str | None = None
    time_format: str | None = None
    settings: Settings = field(default_factory=Settings)
    wait: bool = False
    replace: bool = False
    """What came in under the name of a file, or of the same bytes, gives way to it."""

    @property
    def zone(self) -> str | None:
        """The zone of naive times, None where such rows are rejected."""
        return self.tz or self.settings.input.tz


@dataclass(frozen=True)
class Source:
    """A file, or a table with a name; its identity is the digest of its bytes."""

    name: str
    path: Path | None = None
    table: pa.Table | None = None
    kind: str | None = None
    """What it holds, where its maker knows; else the options say, or its columns."""
    stored: bool = False
    """Its ids are as a case stores them: payment instruments are keyed hashes, IPv6 addresses their /64."""
    replaces: bool = False
    """It is a state, not a record of events: what came under this name before gives way to it."""

    @classmethod
    def of(cls, given: Any, name: str = "table") -> Source:
        """A source of a path, an Arrow, pandas or Polars table, or a source; anything else raises InputError."""
        if isinstance(given, cls):
            return given
        if isinstance(given, str | Path):
            return cls(str(given), Path(given))
        return cls(f"<{name}>", table=as_arrow(given))

    def key(self, sha256: str, kind: str, values: Mapping[str, str], how: str = "") -> str:
        """What names its rows in the case: the same bytes can be told to hold two kinds of rows, or two constants.

        `how` they are read matters where one reading takes the place of another.
        """
        told = json.dumps([sha256, kind, sorted(values.items()), *([how] if how else [])])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def sha256(self) -> str:
        """Digest of the file's bytes, or of the table's columns; OSError where the file can't be read.

        Raises InputError for what is no file: a pipe would be waited for, and could be read only once.
        """
        if self.path is None:
            return _digest(self.table)
        _refuse_pipes(self.path)
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_pipes(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a NUL in the name
        raise InputError("no file can have that name; check the path.") from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise InputError("it is a pipe or a device, not a file; write it to a file first.")


def as_arrow(given: Any) -> pa.Table:
    """The rows of an Arrow, pandas or Polars table; an index is no column."""
    try:
        if isinstance(given, pa.Table):
            return given
        if isinstance(given, pa.RecordBatch):
            return pa.Table.from_batches([given])
        if type(given).__module__.partition(".")[0] == "pandas":
            return pa.Table.from_pandas(given, preserve_index=False)
        if hasattr(given, "collect") and hasattr(given, "lazy"):  # a Polars LazyFrame
            given = given.collect()
        if hasattr(given, "to_arrow"):
            return given.to_arrow()
    except (pa.ArrowException, TypeError) as error:
        raise InputError(
            f"the table has a column of mixed types: {error}; give each column one type, text will do."
        ) from error
    raise InputError(
        f"a {type(given).__name__} is no input; give a path or an Arrow, pandas or Polars table (or a list of them)."
    )


class _Hashing:
    """A file that only takes the digest of what is written to it."""

    closed = False

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        self.closed = True


def _digest(table: pa.Table) -> str:
    sink = _Hashing()
    whole = table.replace_schema_metadata(None).combine_chunks()
    with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), whole.schema) as writer:
        writer.write_table(whole, max_chunksize=1 << 16)
    return sink.digest.hexdigest()
