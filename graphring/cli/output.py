"""The one vocabulary of listings: rows as a table for eyes, as CSV or as JSON."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TextIO

from graphring.cli.listing import Listing
from graphring.cli.options import Format
from graphring.cli.words import counted, inert, say
from graphring.model.cells import cell_text, csv_line, time_text

__all__ = [
    "Listing", "Target", "as_text", "columns_of", "of_records", "opened", "write_listing", "write_text",
]  # fmt: skip

TABLE_ROWS: Final = 1000
"""A table is for eyes; whoever needs more rows takes CSV or JSON."""


@dataclass(frozen=True)
class Target:
    """Where a listing goes and how it is written there."""

    format: Format | None = None
    to: Path | None = None
    exact: bool = False

    def chosen(self) -> Format:
        """The format asked for, else that of the file's ending, else table on a terminal and CSV elsewhere."""
        if self.format:
            return self.format
        if self.to:
            return {".json": Format.json, ".txt": Format.table}.get(self.to.suffix.lower(), Format.csv)
        return Format.table if sys.stdout.isatty() else Format.csv


def write_listing(listing: Listing, target: Target) -> None:
    """Write the rows; a file appears under its name only when it is whole."""
    chosen = target.chosen()
    with opened(target.to) as out:
        if chosen is Format.table:
            _write_table(listing, out)
        elif chosen is Format.json:
            _write_json(listing, out)
        else:
            _write_csv(listing, out, exact=target.exact)


def write_text(text: str, to: Path | None) -> None:
    """Write words that are a result, with hostile characters written out."""
    with opened(to) as out:
        out.write(inert(text.rstrip("\n"), keep="\n") + "\n")


@contextlib.contextmanager
def opened(to: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name when the block ends well."""
    if to is None:
        yield sys.stdout
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{to.name}.", dir=to.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        draft.chmod(0o666 & ~_umask())
        draft.replace(to)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _write_csv(listing: Listing, out: TextIO, *, exact: bool) -> None:
    out.write(",".join(listing.columns) + "\n")
    for row in listing.rows:
        out.write(csv_line(row, exact=exact))


def _write_json(listing: Listing, out: TextIO) -> None:
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    json.dump(rows, out, default=_plain, ensure_ascii=False, indent=1)
    out.write("\n")


def columns_of(to: Path | None) -> int | None:
    """How many columns the reader's terminal has; None where the words go elsewhere."""
    return shutil.get_terminal_size().columns if to is None and sys.stdout.isatty() else None


def _write_table(listing: Listing, out: TextIO) -> None:
    from graphring.cli.tables import printed

    printed(replace(listing, rows=[[inert(_seen(value)) for value in row] for row in listing.rows[:TABLE_ROWS]]), out)
    left = len(listing.rows) - TABLE_ROWS
    if left > 0:
        say(f"… and {counted(left, 'more row')}; --format csv or json writes them all.")


def _seen(value: Any) -> str:
    """A value as eyes want it: times to the minute."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else cell_text(value)


def _plain(value: Any) -> Any:
    """What JSON has no word for."""
    if isinstance(value, datetime | date):
        return time_text(value)
    return float(value) if isinstance(value, Decimal) else str(value)


def as_text(listing: Listing, width: int | None = None) -> str:
    """The listing as a table in plain text, for words between other words; folded where a `width` is given."""
    from graphring.cli.tables import printed

    out = io.StringIO()
    printed(replace(listing, rows=[[inert(_seen(value)) for value in row] for row in listing.rows]), out, width)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").splitlines())


def of_records(columns: Sequence[str], records: Iterable[Any]) -> Listing:
    """A listing of objects whose attributes are the columns."""
    return Listing(tuple(columns), [[getattr(record, name) for name in columns] for record in records])
