"""CSV line by line: what is a row, where it begins, and what is none."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import Final

from graphring.ingest.read.relation import Unread

LONGEST_FIELD: Final = 1 << 17
"""Characters; a quotation mark that is never closed would swallow the rest of the file."""
UNCLOSED: Final = "a quotation mark is opened and never closed"


@dataclass
class Records:
    """Rows of a block with their lines, what is no row, and bytes that belong to the next block."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    carried: bytes = b""
    next_line: int = 0


def records(block: bytes, first_line: int, width: int, delimiter: str, *, final: bool = False) -> Records:
    """The rows of a block; the last record is carried over unless the block is the file's last."""
    csv.field_size_limit(LONGEST_FIELD)
    physical = block.splitlines(keepends=True) if b"\r" not in block else _lines(block)
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
    text = (line.decode("utf-8", "surrogateescape") for line in physical[start:])
    reader = csv.reader(text, delimiter=delimiter)
    begins = start
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return len(physical)
        except csv.Error as error:
            reason = UNCLOSED if "field" in str(error) and "limit" in str(error) else "not a line of CSV"
            made.unread.append(Unread(first_line + begins, reason))
            return begins + 1
        ends = start + reader.line_num
        several = physical[begins:ends]
        if ends == len(physical) and not final and sum(map(len, several)) <= LONGEST_FIELD:
            made.carried, made.next_line = b"".join(several), first_line + begins
            return len(physical)
        fault = _fault(row, width, several, at_end=ends == len(physical))
        if fault:
            made.unread.append(Unread(first_line + begins, fault))
            if len(several) > 1:
                return begins + 1
        elif row:
            made.rows.append(row)
            made.lines.append(first_line + begins)
        begins = ends


def _fault(row: list[str], width: int, several: list[bytes], *, at_end: bool) -> str:
    """Why a record is no row; a blank line is neither row nor fault."""
    if not row:
        return ""
    if len(several) > 1 and at_end and b"".join(several).count(b'"') % 2:
        return UNCLOSED
    if len(row) != width:
        return f"{len(row)} cells where the first line has {width}"
    return ""
