"""A job: a statement and how, when and what of it is exported."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Literal, get_args

from graphring.graphdb.jobs.columns import Column
from graphring.graphdb.values import Type

Format = Literal["jsonl", "parquet", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
Kind = Literal["none", "run", "time", "rows"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Change = Literal["new", "gone", "grown", "shrunk", "changed"]
CHANGES: Final[tuple[Change, ...]] = get_args(Change)
GIVEN: Final = ("now", "since")
"""Parameters that every run has: the time of the export, and the kept time of a `time` watermark."""


@dataclass(frozen=True)
class Parameter:
    """A documented parameter with its default."""

    name: str
    type: Type
    default: Any
    about: str


@dataclass(frozen=True)
class Watermark:
    """What is kept from one export to the next, so that nothing is missed or sent twice.

    none: nothing, every export is the whole picture. run: the run; each published run is exported once.
    time: the last time in a column, and the rows at it; later rows are exported.
    rows: the rows themselves, by key; what is new, different or gone is exported.
    """

    kind: Kind
    columns: tuple[str, ...] = ()
    """Of `time` the column of the time, of `rows` the key."""
    compare: tuple[str, ...] = ()
    """Columns in which a row differs from the one that was sent."""
    before: tuple[str, ...] = ()
    """Columns whose last value is told beside the new one, as `…_before`."""
    changes: tuple[Change, ...] = CHANGES
    """The changes that are exported."""
    words: tuple[tuple[str, str, str], ...] = ()
    """First key column, change, and the word for it in the export."""


@dataclass(frozen=True)
class Job:
    """One statement file of a folder of jobs."""

    name: str
    title: str
    statement: str
    columns: tuple[Column, ...]
    """What the statement returns."""
    watermark: Watermark
    format: Format
    file: Path
    schedule: str | None = None
    """Five cron fields, in UTC; None: only when asked for."""
    parameters: tuple[Parameter, ...] = ()
    retention: timedelta | None = None
    """How long exports are kept; None: for ever."""
    limit_s: float = 600
    caveat: str = ""
    revision: str = ""
    sha256: str = field(default="", compare=False)

    @property
    def written(self) -> tuple[Column, ...]:
        """What the export holds, in its order."""
        if self.watermark.kind != "rows":
            return self.columns
        own = {column.name: column for column in self.columns}
        before = (
            Column(f"{name}_before", own[name].type, f"{name} at the last export") for name in self.watermark.before
        )
        return (Column("change", "string", f"what changed: {self._changes()}"), *self.columns, *before)

    def _changes(self) -> str:
        mark = self.watermark
        numbers = {c.name for c in self.columns if c.type in ("integer", "float")} & set(mark.before)
        able = [c for c in mark.changes if numbers or c not in ("grown", "shrunk")]
        words = {(change, word): None for _, change, word in mark.words}
        told = [word for change in able for word in ([w for c, w in words if c == change] or [change])]
        return ", ".join(dict.fromkeys(told))


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
