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
from graphring.graphdb.files import statement
from graphring.graphdb.jobs.asked import Asked, parameters_of, place_of, plain_parameters
from graphring.graphdb.jobs.columns import Row, as_text, plain_row, time_of
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.manifest import Written, manifest
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.sift import Later, Sift, sift
from graphring.graphdb.jobs.state import State
from graphring.graphdb.jobs.writers import write_rows

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
    current = run_id, _ = _current(work.graph)
    if work.job.watermark.kind == "run" and state.run_id == run_id:
        work.place.keep(replace(state, last_at=_later(state, work), pending=()))
        return Outcome(work.job.name, "same", run_id=run_id)
    name = f"{work.place.name(state.n + 1, work.asked.now)}.{work.asked.format or work.job.format}"
    for _ in range(_AGAIN):
        seen = sift(work.job, state, work.asked.now, work.asked.since)
        written = _draft(work, name, seen)
        before, current = current, _current(work.graph)
        if current == before:
            return _put(work, written, seen, current[0])
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


def _put(work: _Work, written: Written, seen: Sift, run_id: str) -> Outcome:
    before, after = seen.before, seen.state()
    about = {
        "number": before.n + 1,
        "run_id": run_id,
        "parameters": json.loads(plain_parameters(work.values)),
        "watermark": {
            "kind": work.job.watermark.kind,
            "from": seen.since if isinstance(seen, Later) else before.run_id,
            "to": after.since if isinstance(seen, Later) else run_id,
            "previous_export_at": as_text(before.last_at) if before.last_at else None,
        },
    }
    told = manifest(work.job, written, work.asked.now, about)
    work.place.put(written.name, told, replace(after, n=before.n + 1, last_at=_later(before, work), run_id=run_id))
    file = work.place.out / written.name
    return Outcome(
        work.job.name, "done", written.rows, tuple(written.changes.items()), file, file.with_suffix(".manifest.json"),
        run_id,
    )  # fmt: skip


def _later(state: State, work: _Work) -> Any:
    return max(filter(None, (state.last_at, work.asked.now)))


def _current(graph: Connection) -> tuple[str, Any]:
    """The run whose rings are current, and since when: the same run may be published again in another form."""
    rows = graph.read(statement("jobs/current_run"))
    if not rows:
        raise JobError(
            f"nothing is published at {graph.address.uri}, and an export of nothing would tell that all rings are gone;"
            " run `graphring publish` first."
        )
    return str(rows[0]["run_id"]), rows[0]["published_at"]
