"""When a job is due: five cron fields, in UTC. The only door to cronsim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cronsim import CronSim, CronSimError

GRACE: Final = timedelta(hours=1)
"""A job that starts later than this after its time was missed; machines that wake up take minutes."""
_COUNTED: Final = 1000
"""Slots counted at most: who was away for a year of minutes needs no exact figure."""


@dataclass(frozen=True)
class Due:
    """What a schedule asks for at a moment."""

    slots: tuple[datetime, ...]
    """Times that have come since the last export."""
    missed: int
    """Of these, how many were not met: a later one has come, or it is more than the grace ago."""


def fault(schedule: str) -> str:
    """Why it is no schedule; empty when it is one."""
    if len(schedule.split()) != 5:
        return f"{schedule!r} is not five fields; write minute, hour, day, month and weekday, such as 30 5 * * *"
    try:
        following(schedule, datetime(2000, 1, 1, tzinfo=UTC))
    except (CronSimError, StopIteration):
        return f"{schedule!r} is no time that comes; write minute, hour, day, month and weekday, such as 30 5 * * *"
    return ""


def following(schedule: str, after: datetime) -> datetime:
    """The first time after that moment."""
    return next(CronSim(schedule, after.astimezone(UTC)))


def due(schedule: str, last: datetime | None, now: datetime) -> Due:
    """What has come since the last export; a job that never ran is due, and has missed nothing."""
    if last is None:
        return Due((now,), 0)
    slots: list[datetime] = []
    slot = following(schedule, last)
    while slot <= now and len(slots) < _COUNTED:
        slots.append(slot)
        slot = following(schedule, slot)
    late = [at for at in slots if at is not slots[-1] or now - at > GRACE]
    return Due(tuple(slots), len(late))
