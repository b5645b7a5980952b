"""Which reader opens a source: by the ending of its name, never by guessing at its content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from graphring.errors import InputError
from graphring.ingest.read.arrow import ArrowReader, open_arrow
from graphring.ingest.read.csv import CsvReader
from graphring.ingest.read.jsonl import JsonlReader
from graphring.ingest.read.parquet import ParquetReader
from graphring.ingest.read.relation import Reader
from graphring.ingest.source import Source

_READERS: Final[dict[str, Callable[[Path, int], Reader]]] = {
    ".parquet": ParquetReader, ".pq": ParquetReader,
    ".csv": CsvReader, ".csv.gz": CsvReader, ".tsv": CsvReader, ".tsv.gz": CsvReader,
    ".jsonl": JsonlReader, ".jsonl.gz": JsonlReader, ".ndjson": JsonlReader, ".ndjson.gz": JsonlReader,
    ".json": JsonlReader, ".json.gz": JsonlReader,
    ".arrow": open_arrow, ".feather": open_arrow, ".ipc": open_arrow,
}  # fmt: skip


def opened(source: Source, most_bytes: int) -> Reader:
    """A reader of the source; raises InputError, one sentence without its name, where it can't be read.

    A compressed file that unpacks to more than `most_bytes` can't.
    """
    if source.path is None:
        return ArrowReader(source.table)
    _refuse_unreadable(source.path)
    name = source.path.name.lower()
    ending = max((end for end in _READERS if name.endswith(end)), key=len, default=None)
    if ending is None:
        raise InputError("its ending is not known; name it .parquet, .csv, .jsonl or .arrow (text also with .gz).")
    return _READERS[ending](source.path, most_bytes)


def _refuse_unreadable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise InputError("it is empty, without even a line of column names; export it again.")
    except FileNotFoundError as error:
        raise InputError("there is no such file; check the path.") from error
    except OSError as error:
        raise InputError(f"it can't be read ({error.strerror}); check its permissions.") from error
