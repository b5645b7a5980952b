"""Rows out of the ledger: a new folder for a source, with links to the files that stay as they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from graphring.store.ledger import HasLedger

HELD: Final = "repeated.parquet"
"""Beside the days of a source: its rows that repeat others."""
_ROW_GROUP: Final = 1 << 18
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cut:
    """Which rows go: those of accounts, those before a time (aware)."""

    accounts: pa.Array | None = None
    before: datetime = _EVER

    def n_rows(self, part: Path) -> int:
        """How many rows of a Parquet file of the ledger go."""
        if self.accounts is None:
            day = _day(part)
            if day and self._at(day) >= self.before:
                return 0
            if day and self._at(day + timedelta(days=1)) <= self.before:
                return int(parquet.read_metadata(part).num_rows)
        column = "time" if self.accounts is None else "account_id"
        return int(self._gone(parquet.read_table(part, columns=[column], partitioning=None)).true_count)

    def kept(self, rows: pa.Table) -> pa.Table:
        """The rows that stay."""
        return rows.filter(pc.invert(self._gone(rows)))

    def _gone(self, rows: pa.Table) -> pa.BooleanArray:
        if self.accounts is not None:
            accounts = rows["account_id"].cast(pa.string())
            return pc.is_in(accounts, value_set=self.accounts).combine_chunks()
        return pc.less(rows["time"], pa.scalar(self.before, rows["time"].type)).combine_chunks()

    @staticmethod
    def _at(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


@dataclass(frozen=True)
class Folder:
    """The files of one source: as they lie there, and what is to take their place."""

    case: HasLedger
    source: str
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.case.ledger / self.name

    def parts(self) -> list[Path]:
        """Its files in the ledger, by day."""
        return sorted(self.path.glob("*/*.parquet"))

    def held(self) -> list[Path]:
        """Its rows that repeat others, where there are any."""
        return [self.path / HELD] if (self.path / HELD).is_file() else []

    @property
    def successor(self) -> str:
        """The name of the folder that takes its place: numbered, so that the same changes give the same names."""
        number = int(self.name.partition("-")[2] or 0)
        return f"{self.source}-{number + 1}"

    def draft(self) -> Path:
        """An empty folder in which its successor is made; one that is left there is swept away."""
        made = self.case.spill / f"ingest-{self.successor}-{os.getpid()}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        return made

    def keep(self, made: Path) -> str:
        """Put the successor in its place in the ledger; it counts from the commit on."""
        target = self.case.ledger / self.successor
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
        return self.successor


def cut(folder: Folder, what: Cut) -> tuple[int, int]:
    """Make a successor of a folder without some rows, if any go; how many went, and how many of those held back."""
    gone = {part: what.n_rows(part) for part in folder.parts()}
    held = {part: what.n_rows(part) for part in folder.held()}
    if not any((*gone.values(), *held.values())):
        return 0, 0
    made = folder.draft()
    for part, n in (*gone.items(), *held.items()):
        target = made / part.relative_to(folder.path)
        if not n:
            link(part, target)
            continue
        rows = what.kept(parquet.read_table(part, partitioning=None))
        if rows.num_rows:
            write_part(rows, target)
    folder.keep(made)
    return sum(gone.values()), sum(held.values())


def link(part: Path, target: Path) -> None:
    """The same file under another name; a copy where the disk knows no links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(part, target)
    except OSError:
        shutil.copy2(part, target)


def write_part(rows: pa.Table, target: Path) -> None:
    """Write a file of the ledger."""
    target.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(
        rows, target, compression="zstd", compression_level=1, write_statistics=["time"], store_schema=False,
        row_group_size=_ROW_GROUP,
    )  # fmt: skip


def write_batches(batches: Iterator[pa.RecordBatch], target: Path) -> int:
    """Write a file of the ledger piece by piece; how many rows it has. Nothing is written where there are none."""
    out, n = None, 0
    try:
        for batch in batches:
            if out is None:
                target.parent.mkdir(parents=True, exist_ok=True)
                out = parquet.ParquetWriter(target, batch.schema, compression="zstd", compression_level=1)
            out.write_batch(batch)
            n += batch.num_rows
    finally:
        if out is not None:
            out.close()
    return n


def _day(part: Path) -> date | None:
    """The day of a file; None for rows that were held back, which have many."""
    name = part.parent.name
    return date.fromisoformat(name.removeprefix("day=")) if name.startswith("day=") else None
