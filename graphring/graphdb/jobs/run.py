"""One export of one job: read, write a draft, decide, put in place."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from graphring.errors import GraphringError, JobBusyError, JobError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked, parameters_of, place_of, plain_parameters
from graphring.graphdb.jobs.columns import Row, plain_row
from graphring.graphdb.jobs.current import Current, current, refuse_another_case
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.manifest import Written, manifest
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.sift import Later, Sift, sift
from graphring.graphdb.jobs.state import State
from graphring.graphdb.jobs.writers import write_rows
from graphring.graphdb.values import as_text, time_of

_AGAIN: Final = 5
"""Times that a statement is run again because a publish switched the rings while it read."""


@dataclass(frozen=True)
class Outcome:
    """What became of a job."""

    job: str
    state: Literal["done", "same", "busy", "failed", "resting"]
    rows: int = 0
    changes: tuple[tuple[str, int], ...] = ()
    file: Path | None = None
    manifest: Path | None = None
    run_id: str | None = None
    missed: int = 0
    """Times of the schedule that were not met before this."""
    deleted: int = 0
    """Files that were older than the retention."""
    seconds: float = 0.0
    reason: str = ""


Rests = Callable[[State], bool]


@dataclass(frozen=True)
class _Work:
    job: Job
    asked: Asked
    graph: Connection
    place: Place
    values: dict[str, Any]


def run(job: Job, asked: Asked, address: Address, rests: Rests = lambda _: False) -> Outcome:
    """Export once; a fault is an outcome with its reason.

    `rests` is asked of the kept state while nobody else can export: whether there is nothing to do yet.
    """
    started = time.monotonic()
    try:
        outcome = _run(job, asked, address, rests)
    except JobBusyError as error:
        return Outcome(job.name, "busy", reason=str(error))
    except GraphringError as error:
        outcome = Outcome(job.name, "failed", reason=str(error))
    except OSError as error:  # a full disk, a folder that is gone
        where = f"{error.filename}: " if error.filename else ""
        reason = f"{where}{error.strerror or error}; free some space, or mend --to or its rights."
        outcome = Outcome(job.name, "failed", reason=reason)
    return replace(outcome, seconds=round(time.monotonic() - started, 3))


def _run(job: Job, asked: Asked, address: Address, rests: Rests) -> Outcome:
    if asked.since and job.watermark.kind != "time":
        raise JobError(f"{job.name} keeps {job.watermark.kind}, no time; --since is for jobs with a `time` watermark.")
    values = parameters_of(job, asked.parameters)
    place = place_of(job, asked.to, values)
    with place.locked():
        state = place.state
        if rests(state):
            return Outcome(job.name, "resting")
        with Connection(address, limit_s=job.limit_s) as graph:
            outcome = _export(_Work(job, asked, graph, place, values), state)
        return replace(outcome, deleted=place.sweep(job.retention, asked.now))


def _export(work: _Work, state: State) -> Outcome:
    now = current(work.graph)
    refuse_another_case(state, now, work.place, work.graph.address.uri)
    if work.job.watermark.kind == "run" and state.run_id == now.run_id:
        work.place.keep(replace(state, last_at=_later(state, work), case_id=now.case_id, pending=()))
        return Outcome(work.job.name, "same", run_id=now.run_id)
    name = f"{work.place.name(state.n + 1, work.asked.now)}.{work.asked.format or work.job.format}"
    for _ in range(_AGAIN):
        seen = sift(work.job, state, work.asked.now, work.asked.since)
        written = _draft(work, name, seen)
        before, now = now, current(work.graph)
        if now == before:
            return _put(work, written, seen, now)
        refuse_another_case(state, now, work.place, work.graph.address.uri)
    raise JobError(f"the rings were switched {_AGAIN} times while {work.job.name} read them; run it again later.")


def _draft(work: _Work, name: str, seen: Sift) -> Written:
    job, counts = work.job, Counter[str]()
    since = {"since": time_of(seen.since)} if isinstance(seen, Later) else {}
    chosen = work.asked.format or job.format
    path = work.place.draft(name)
    with closing(work.graph.stream(job.statement, **work.values, now=work.asked.now, **since)) as records:
        rows = seen.rows(plain_row(job.columns, record) for record in records)
        counted = _counted(rows, counts) if job.watermark.kind == "rows" else rows
        n = write_rows(path, (chosen, work.asked.exact), job.written, counted)
    return Written(path, name, chosen, work.asked.exact, n, dict(sorted(counts.items())))


def _counted(rows: Iterable[Row], counts: Counter[str]) -> Iterator[Row]:
    for row in rows:
        counts[str(row["change"])] += 1
        yield row


def _put(work: _Work, written: Written, seen: Sift, now: Current) -> Outcome:
    before, after = seen.before, seen.state()
    about = {
        "number": before.n + 1,
        "case_id": now.case_id,
        "case_name": now.case_name,
        "run_id": now.run_id,
        "parameters": json.loads(plain_parameters(work.values)),
        "watermark": {
            "kind": work.job.watermark.kind,
            "from": seen.since if isinstance(seen, Later) else before.run_id,
            "to": after.since if isinstance(seen, Later) else now.run_id,
            "previous_export_at": as_text(before.last_at) if before.last_at else None,
        },
    }
    told = manifest(work.job, written, work.asked.now, about)
    kept = {"n": before.n + 1, "last_at": _later(before, work), "run_id": now.run_id, "case_id": now.case_id}
    work.place.put(written.name, told, replace(after, **kept))
    file = work.place.out / written.name
    return Outcome(
        work.job.name, "done", written.rows, tuple(written.changes.items()), file, file.with_suffix(".manifest.json"),
        now.run_id,
    )  # fmt: skip


def _later(state: State, work: _Work) -> Any:
    return max(filter(None, (state.last_at, work.asked.now)))
