"""Exchanges on their way to a file: in memory while they are few, else a file a day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from graphring.simulate.arrays import DAY_S

Rows: TypeAlias = npt.NDArray[Any]
"""Records of ROW."""
ROW: Final = np.dtype(
    [
        ("micros", "<i8"),
        ("item", "<i8"),
        ("account", "<i4"),
        ("address", "<i4"),
        ("template", "<i4"),
        ("credential", "<i4"),
        ("client", "<i2"),
        ("status", "<i2"),
    ]
)
DAY_US: Final = DAY_S * 1_000_000
HELD: Final = 1_000_000  # rows in memory, 36 MB
BATCH: Final = 400_000  # rows that are made into columns at once, about 150 MB with their texts


class Spool:
    """Takes rows in any order, gives them back in batches that follow each other in time."""

    def __init__(self, folder: Path | None = None, held: int = HELD) -> None:
        self._folder, self._most = folder, held
        self._held: list[Rows] = []
        self._n_held = 0
        self._on_disk: dict[int, int] = {}
        self.n_rows = 0

    def add(self, rows: Rows) -> None:
        """Take some rows; with a folder, what is too much for memory goes there."""
        self._held.append(rows)
        self._n_held += len(rows)
        self.n_rows += len(rows)
        if self._folder and self._n_held >= self._most:
            self._spill(self._folder)

    def batches(self, most: int = BATCH) -> Iterator[Rows]:
        """Whole days up to `most` rows, or equal parts of a day that has more; unsorted within.

        Their content doesn't depend on how much was held in memory.
        """
        held = _by_day(self._held)
        n_days = {day: self._on_disk.get(day, 0) + len(held.get(day, ())) for day in {*self._on_disk, *held}}
        if not n_days:
            yield np.empty(0, dtype=ROW)
        group: list[int] = []
        for day in sorted(n_days):
            if group and sum(n_days[d] for d in group) + n_days[day] > most:
                yield self._rows(group, held)
                group = []
            if n_days[day] > most:
                yield from _parts(self._rows([day], held), -(-n_days[day] // most))
            else:
                group.append(day)
        if group:
            yield self._rows(group, held)

    def _rows(self, days: list[int], held: dict[int, Rows]) -> Rows:
        parts = []
        for day in days:
            if self._folder and day in self._on_disk:
                parts.append(np.fromfile(self._folder / str(day), dtype=ROW))
            if day in held:
                parts.append(held[day])
        return np.concatenate(parts)

    def _spill(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for day, rows in _by_day(self._held).items():
            with (folder / str(day)).open("ab") as out:
                rows.tofile(out)
            self._on_disk[day] = self._on_disk.get(day, 0) + len(rows)
        self._held, self._n_held = [], 0


def _by_day(blocks: list[Rows]) -> dict[int, Rows]:
    """Rows of each day, in the order in which they came."""
    if not blocks:
        return {}
    rows = np.concatenate(blocks)
    rows = rows[np.argsort(rows["micros"] // DAY_US, kind="stable")]
    day = rows["micros"] // DAY_US
    edges = np.flatnonzero(np.diff(day, prepend=-1, append=-1)) if len(rows) else np.empty(0, dtype=np.int64)
    return {int(day[begin]): rows[begin:end] for begin, end in pairwise(edges.tolist())}


def _parts(rows: Rows, n: int) -> Iterator[Rows]:
    """A day's rows by n parts of the day."""
    part = rows["micros"] % DAY_US * n // DAY_US
    for one in range(n):
        yield rows[part == one]
