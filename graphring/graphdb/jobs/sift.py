"""Which rows of a statement go into this export, and what is kept for the next."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from graphring.errors import JobError
from graphring.graphdb.jobs.changes import by_key, changes
from graphring.graphdb.jobs.columns import Row
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.state import State
from graphring.graphdb.values import as_text, time_of

BEGINNING: Final = as_text(datetime(1, 1, 1, tzinfo=UTC))


class Sift(ABC):
    """One export's view of the rows; `state` is asked once they have all been seen."""

    def __init__(self, job: Job, state: State, now: datetime) -> None:
        self.job = job
        self.before = state
        self.now = now

    @abstractmethod
    def rows(self, incoming: Iterable[Row]) -> Iterator[Row]:
        """The rows to export."""

    @abstractmethod
    def state(self) -> State:
        """The state before, with what is to be known next time."""


class Whole(Sift):
    """Everything, every time; of `run` too, which is asked whether there is a new one before this."""

    def rows(self, incoming: Iterable[Row]) -> Iterator[Row]:
        """All of them."""
        return iter(incoming)

    def state(self) -> State:
        """Nothing is kept."""
        return self.before


class Later(Sift):
    """Rows from the kept time on that were not exported yet. Times that have not come wait until they have."""

    def __init__(self, job: Job, state: State, now: datetime, since: datetime | None = None) -> None:
        super().__init__(job, state, now)
        self.since = as_text(since) if since else (state.since or BEGINNING)
        self._column = job.watermark.columns[0]
        self._last, self._at = (state.since or BEGINNING), set(state.at_since)
        self._sent = set() if since else set(state.at_since)

    def rows(self, incoming: Iterable[Row]) -> Iterator[Row]:
        """Those that are late enough and were not sent."""
        last, since = time_of(self._last), time_of(self.since)
        for row in incoming:
            time = self._time(row)
            if time < since or time > self.now:
                continue
            mark = _digest(row)
            if time > last:
                last, self._last, self._at = time, as_text(time), {mark}
            elif time == last:
                self._at.add(mark)
            if mark not in self._sent:
                yield row

    def state(self) -> State:
        """The last time seen, and what was there; it never goes back."""
        return replace(self.before, since=self._last, at_since=tuple(sorted(self._at)))

    def _time(self, row: Row) -> datetime:
        told = row[self._column]
        if not isinstance(told, str):
            raise JobError(f"a row has no {self._column}, by which it would be known as sent; leave such rows out.")
        return time_of(told)


class Different(Sift):
    """Rows that are new, different or gone since the exports before."""

    def __init__(self, job: Job, state: State, now: datetime) -> None:
        super().__init__(job, state, now)
        self._now: tuple[Row, ...] = ()

    def rows(self, incoming: Iterable[Row]) -> Iterator[Row]:
        """The changes."""
        mark = self.job.watermark
        now = by_key(mark, incoming)
        self._now = tuple(now.values())
        return changes(mark, by_key(mark, self._known()), now)

    def _known(self) -> Iterator[Row]:
        """What was sent, in the columns of today: a file may have got others since; with another key all is new."""
        if all(set(self.job.watermark.columns) <= row.keys() for row in self.before.rows):
            for row in self.before.rows:
                yield {column.name: row.get(column.name) for column in self.job.columns}

    def state(self) -> State:
        """The picture as it is now."""
        return replace(self.before, rows=self._now)


def sift(job: Job, state: State, now: datetime, since: datetime | None = None) -> Sift:
    """The sift of a job's watermark."""
    if job.watermark.kind == "time":
        return Later(job, state, now, since)
    return (Different if job.watermark.kind == "rows" else Whole)(job, state, now)


def _digest(row: Row) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:32]
