"""CSV line by line: what is a row, where it begins, and what is none."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import Final

from graphring.ingest.read.relation import Unread

LONGEST_FIELD: Final = 1 << 24
"""Characters; a quotation mark that is never closed would swallow the rest of the file. A prompt of a million tokens
has some five million."""
UNCLOSED: Final = "a quotation mark is opened and never closed"
MISQUOTED: Final = "a quotation mark is never closed, or one within a cell is not doubled"
TOO_LONG: Final = f"a cell of more than {LONGEST_FIELD:,} characters"
NO_CSV: Final = "not a line of CSV"
WIDTH: Final = "{} cells where the first line has {}"
_REREAD: Final = 4 * LONGEST_FIELD
"""Bytes of a block that are read again because they are no rows; from there on every line is read alone: a file whose
every line opens a cell and closes the one before would take days."""


@dataclass
class Records:
    """Rows of a block with their lines, what is no row, and bytes that belong to the next block."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    carried: bytes = b""
    next_line: int = 0
    reread: int = 0


def records(block: bytes, first_line: int, width: int, delimiter: str, *, final: bool = False) -> Records:
    """The rows of a block; the last record is carried over unless the block is the file's last."""
    csv.field_size_limit(LONGEST_FIELD)
    physical = _lines(block)
    made = Records(next_line=first_line + len(physical))
    start = 0
    while start < len(physical):
        start = _read(made, physical, (start, first_line, width), delimiter, final=final)
    return made


def _lines(block: bytes) -> list[bytes]:
    """Lines as editors count them: ended by a line feed; a lone carriage return ends none."""
    parts = block.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _read(made: Records, physical: list[bytes], place: tuple[int, int, int], delimiter: str, *, final: bool) -> int:
    """Read records from line `start` on until one is broken or all are read; returns where to go on."""
    start, first_line, width = place
    alone = made.reread > _REREAD
    stop = start + 1 if alone else len(physical)
    text = (physical[i].decode("utf-8", "surrogateescape") for i in range(start, stop))
    reader = csv.reader(text, delimiter=delimiter)
    begins = start
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return stop
        except csv.Error as error:
            made.unread.append(Unread(first_line + begins, _unparsed(error, start + reader.line_num - begins)))
            made.reread += sum(map(len, physical[begins : start + reader.line_num]))
            return begins + 1
        ends = start + reader.line_num
        several = physical[begins:ends]
        if ends == len(physical) and not (final or alone) and sum(map(len, several)) <= LONGEST_FIELD:
            made.carried, made.next_line = b"".join(several), first_line + begins
            return len(physical)
        fault = _fault(row, width, several, delimiter, last=ends == stop)
        if fault:
            made.unread.append(Unread(first_line + begins, fault))
            if len(several) > 1:
                made.reread += sum(map(len, several))
                return begins + 1
        elif row:
            made.rows.append(row)
            made.lines.append(first_line + begins)
        begins = ends


def _unparsed(error: csv.Error, n_lines: int) -> str:
    """What Python's parser says, in our words."""
    if "limit" not in str(error):
        return NO_CSV
    return UNCLOSED if n_lines > 1 else TOO_LONG


def _fault(row: list[str], width: int, several: list[bytes], delimiter: str, *, last: bool) -> str:
    """Why a record is no row; a blank line is neither row nor fault."""
    if not row:
        return ""
    if (last or len(several) > 1) and (misquoted := _misquoted(several, delimiter)):
        if "end of data" in misquoted:
            return UNCLOSED
        if len(several) > 1:  # within one line nothing is swallowed, and exports with 5" disks are many
            return MISQUOTED
    return WIDTH.format(len(row), width) if len(row) != width else ""


def _misquoted(several: list[bytes], delimiter: str) -> str:
    """What a strict reader says of quotation marks; else a cell that is never closed would end at the next one."""
    try:
        list(csv.reader((line.decode("utf-8", "replace") for line in several), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error)
    return ""
