"""Where the exports of a job lie, and the order in which they get there.

FOLDER/JOB/JOB-TIME-NUMBER.jsonl             the rows
FOLDER/JOB/JOB-TIME-NUMBER.manifest.json     counts and digests; who sees it finds the rows whole
FOLDER/.graphring/JOB/state.json             what the next export starts from
FOLDER/.graphring/JOB/lock

An export is decided when `state.next.json` has its name: from then on it will be put in place, by whoever comes next if
this process is killed; before that it leaves nothing behind. So no row is lost or sent twice, whenever it is killed.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from graphring.errors import JobBusyError, StorageError
from graphring.graphdb.jobs.durable import renamed, synced, written
from graphring.graphdb.jobs.state import State, read_state

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_DRAFT: Final = ".draft"
"""An ending that nobody looks for; a name that starts with a dot is no better, since some patterns match it."""


@dataclass(frozen=True)
class Place:
    """One job in a folder of exports."""

    root: Path
    label: str
    """The job's name, with a mark when its parameters are not the usual ones."""

    @property
    def out(self) -> Path:
        """Where its files lie."""
        return self.root / self.label

    @property
    def own(self) -> Path:
        """Where graphring keeps what it needs to know."""
        return self.root / ".graphring" / self.label

    @property
    def state(self) -> State:
        """What the exports so far have left; one that is decided and not in place yet counts."""
        waiting = self.own / "state.next.json"
        return read_state(waiting if waiting.exists() else self.own / "state.json")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One export at a time; JobBusyError while another is at work. What a killed one left is put right."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            self.own.mkdir(parents=True, exist_ok=True)
            synced(self.root)
            synced(self.own.parent)
            lock = os.open(self.own / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StorageError(f"{self.out} can't be written ({error.strerror}); mend --to or its rights.") from error
        try:
            _take(lock, self)
            self._finish()
            with self._nothing_left_of_a_fault():
                yield
        finally:
            os.close(lock)

    def name(self, n: int, now: datetime) -> str:
        """The name of an export, in the order of time and number."""
        return f"{self.label}-{now.astimezone(UTC):{_STAMP}}-{n:05}"

    def draft(self, name: str) -> Path:
        """Where a file is written before it gets its name."""
        return self.out / f".{name}{_DRAFT}"

    def put(self, name: str, manifest: str, state: State) -> None:
        """Decide that the draft of that name and its manifest are exported, then put them in place, manifest last."""
        described = f"{name.rpartition('.')[0]}.manifest.json"
        synced(self.draft(name))
        written(self.draft(described), manifest)
        synced(self.out)
        self.keep(replace(state, pending=(name, described)))

    def keep(self, state: State) -> None:
        """Decide on the next state, and do what it says."""
        renamed(written(self.own / "state.next.tmp", state.text()), self.own / "state.next.json")
        self._finish()

    def _finish(self) -> None:
        decided = self.own / "state.next.json"
        if decided.exists():
            for name in read_state(decided).pending:
                if self.draft(name).exists():  # else it is in place already, and may have been fetched since
                    renamed(self.draft(name), self.out / name)
            renamed(decided, self.own / "state.json")
        self._forget_drafts()

    @contextmanager
    def _nothing_left_of_a_fault(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            if not (self.own / "state.next.json").exists():
                self._forget_drafts()
            raise

    def _forget_drafts(self) -> None:
        for left in self.out.glob(f".*{_DRAFT}"):
            left.unlink()

    def sweep(self, retention: timedelta | None, now: datetime) -> int:
        """Delete exports older than that, never the last one; manifests first. How many files are gone."""
        if retention is None:
            return 0
        last = self.state.n
        old = [path for path, at, n in self._exports() if now - at > retention and n != last]
        for path in sorted(old, key=lambda path: not path.name.endswith(".manifest.json")):
            path.unlink(missing_ok=True)
        return len(old)

    def _exports(self) -> Iterator[tuple[Path, datetime, int]]:
        ours = re.compile(re.escape(self.label) + r"-(\d{8}T\d{6}Z)-(\d{5,})\.(jsonl|csv|parquet|manifest\.json)")
        for path in self.out.iterdir():
            if found := ours.fullmatch(path.name):
                yield path, datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC), int(found[2])


def _take(lock: int, place: Place) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise JobBusyError(
            f"another process runs {place.label} into {place.root}; let it finish, or give another --to."
        ) from error
