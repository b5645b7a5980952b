"""Every job whose time has come, one after the other; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from graphring.graphdb.address import Address
from graphring.graphdb.jobs.asked import Asked
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.run import Outcome, run
from graphring.graphdb.jobs.schedule import due, following
from graphring.graphdb.jobs.state import State


@dataclass(frozen=True)
class Standing:
    """A job and how it stands in a folder of exports."""

    name: str
    title: str
    schedule: str
    last: datetime | None
    next: datetime | None
    """When it is due; now, if it is."""
    missed: int
    """Times of the schedule that were not met since the last export."""
    watermark: str
    format: str
    file: str


def standings(jobs: Iterable[Job], to: Path, now: datetime) -> tuple[Standing, ...]:
    """How each job stands."""
    return tuple(_standing(job, Place(to, job.name).state, now) for job in jobs)


def _standing(job: Job, state: State, now: datetime) -> Standing:
    asked = due(job.schedule, state.last_at, now) if job.schedule else None
    following_ = following(job.schedule, now) if job.schedule else None
    return Standing(
        name=job.name,
        title=job.title,
        schedule=job.schedule or "by hand",
        last=state.last_at,
        next=now if asked and asked.slots else following_,
        missed=asked.missed if asked else 0,
        watermark=" ".join((job.watermark.kind, ", ".join(job.watermark.columns))).strip(),
        format=job.format,
        file=str(job.file),
    )


def run_due(jobs: Iterable[Job], asked: Asked, address: Address) -> Iterator[Outcome]:
    """What became of each job that was due."""
    for job in jobs:
        if job.schedule:
            outcome = _outcome(job, job.schedule, asked, address)
            if outcome.state != "resting":
                yield outcome


def _outcome(job: Job, schedule: str, asked: Asked, address: Address) -> Outcome:
    missed = 0

    def rests(state: State) -> bool:
        nonlocal missed
        told = due(schedule, state.last_at, asked.now)
        missed = told.missed
        return not told.slots

    outcome = run(job, asked, address, rests)
    return replace(outcome, missed=missed)
