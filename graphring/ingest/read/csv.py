"""CSV: blocks without surprises go through Arrow's parser, the others line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import compress, islice
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from graphring.errors import InputError
from graphring.ingest.read.records import LONGEST_FIELD, Records, records
from graphring.ingest.read.relation import Relation, Unread
from graphring.ingest.read.text import BLOCK, NOT_UTF8, batch, blocks, open_text, staged
from graphring.store.database import Database

_DELIMITERS: Final = (",", ";", "\t", "|")
_HEAD: Final = 1 << 20
"""Bytes in which the line of column names must end."""
_BOM: Final = b"\xef\xbb\xbf"


class CsvReader:
    """A CSV file with a line of column names; a row's line is the physical one where it begins, from 1."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path, self._most_bytes = path, most_bytes
        with open_text(path) as file:
            self._skipped, head = _head(file)
        self._delimiter = max(_DELIMITERS, key=head.count)
        self._header = _names(head, self._delimiter)

    @property
    def names(self) -> Sequence[str]:
        """The cells of the first line."""
        return self._header

    def lent(self, db: Database, columns: Mapping[str, str]) -> AbstractContextManager[Relation]:
        """The rows as text."""
        return staged(db, columns, lambda unread: self._batches(columns, unread))

    def _batches(self, columns: Mapping[str, str], unread: list[Unread]) -> Iterator[pa.RecordBatch]:
        with open_text(self._path) as file:
            for _ in range(self._skipped):
                file.readline()
            line, carried = self._skipped + 1, b""
            for block in blocks(file, self._most_bytes):
                whole = carried + block
                carried = b""
                cells = self._plain(whole, columns)
                if cells is not None:
                    n_rows = len(next(iter(cells.values()))) if cells else whole.count(b"\n")
                    yield batch(columns, pa.array(np.arange(line, line + n_rows)), cells)
                    line += n_rows
                    continue
                made = records(whole, line, len(self._header), self._delimiter)
                carried, line = made.carried, made.next_line
                yield self._batch(columns, made, unread)
            if carried:
                made = records(carried, line, len(self._header), self._delimiter, final=True)
                yield self._batch(columns, made, unread)

    def _batch(self, columns: Mapping[str, str], made: Records, unread: list[Unread]) -> pa.RecordBatch:
        """Rows whose cells are text in all columns that are read; what stands in the others does not matter."""
        at = {theirs: self._header.index(theirs) for theirs in columns.values()}
        good = [not any(_torn(row[i]) for i in at.values()) for row in made.rows]
        unread.extend(made.unread)
        unread.extend(Unread(line, NOT_UTF8) for line, fine in zip(made.lines, good, strict=True) if not fine)
        rows = list(compress(made.rows, good))
        cells = {theirs: pa.array([row[i] for row in rows], pa.string()) for theirs, i in at.items()}
        return batch(columns, pa.array(list(compress(made.lines, good)), pa.int64()), cells)

    def _plain(self, block: bytes, columns: Mapping[str, str]) -> dict[str, pa.Array] | None:
        """The cells of a block in which every line is one whole row; None where that is not so."""
        odd = block.count(b'"') % 2 or block.count(b"\r") != block.count(b"\r\n") or not block.endswith(b"\n")
        odd = odd or len(block) > 2 * BLOCK  # a line so long has a cell that may be too long
        if odd or len(set(self._header)) != len(self._header):
            return None
        names = list(columns.values())
        try:
            table = pa.csv.read_csv(
                pa.BufferReader(block),
                pa.csv.ReadOptions(column_names=self._header, block_size=len(block) + 1),
                pa.csv.ParseOptions(delimiter=self._delimiter),
                pa.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), include_columns=names, strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid:
            return None
        if table.num_rows != block.count(b"\n"):
            return None
        return {name: table.column(name).combine_chunks() for name in names}


def _torn(cell: str) -> bool:
    """Whether bytes of the cell are not UTF-8."""
    return not cell.isascii() and any("\udc80" <= c <= "\udcff" for c in cell)


def _head(file: BinaryIO) -> tuple[int, str]:
    """How many physical lines the head takes, blank ones before it included, and its text."""
    for n, raw in enumerate(islice(iter(lambda: file.readline(_HEAD), b""), 1000), 1):
        line = raw.removeprefix(_BOM) if n == 1 else raw
        if not line.strip():
            continue
        extra = 0
        while line.count(b'"') % 2 and len(line) < _HEAD and (more := file.readline(_HEAD)):
            line, extra = line + more, extra + 1
        return n + extra, _head_text(line)
    raise InputError("it has no line of column names; export it again.")


def _head_text(line: bytes) -> str:
    if b"\r" in line.rstrip(b"\r\n"):
        raise InputError("its lines end with carriage returns alone; save it with line feeds and add it again.")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("its first line is not UTF-8 text; save the file as UTF-8 and add it again.") from error
    if "\x00" in text or len(line) >= _HEAD:
        raise InputError("its first line is no line of column names; export it as CSV in UTF-8.")
    return text.rstrip("\r\n")


def _names(head: str, delimiter: str) -> list[str]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        return next(csv.reader(head.splitlines(keepends=True), delimiter=delimiter))
    except (csv.Error, StopIteration) as error:
        raise InputError("its first line is no line of column names; export it as CSV in UTF-8.") from error
