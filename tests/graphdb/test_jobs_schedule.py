"""When a job is due, and what of its schedule was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from graphring.graphdb.jobs.schedule import due, fault, following

MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "after", "at"),
    [
        ("30 5 * * *", MONDAY, MONDAY + timedelta(minutes=30)),
        ("0 5 * * *", MONDAY, MONDAY + timedelta(days=1)),
        ("0 5 * * SUN", MONDAY, MONDAY + timedelta(days=6)),
        ("0 0 1 * *", MONDAY, datetime(2026, 4, 1, tzinfo=UTC)),
        ("0 0 29 2 *", MONDAY, datetime(2028, 2, 29, tzinfo=UTC)),
        ("0 0 13 * 5", MONDAY, datetime(2026, 3, 6, tzinfo=UTC)),  # day of month or weekday, as cron has it
    ],
)
def test_the_next_time(schedule: str, after: datetime, at: datetime) -> None:
    assert following(schedule, after) == at


def test_schedules_are_in_utc_wherever_the_clock_is() -> None:
    summer = timezone(timedelta(hours=2))
    assert following("0 5 * * *", datetime(2026, 7, 1, 6, tzinfo=summer)) == datetime(2026, 7, 1, 5, tzinfo=UTC)


def test_a_job_is_due_once_for_each_time() -> None:
    daily = "0 5 * * *"
    assert due(daily, None, MONDAY).slots
    assert not due(daily, MONDAY, MONDAY + timedelta(hours=23)).slots
    asked = due(daily, MONDAY, MONDAY + timedelta(days=1, minutes=4))
    assert (asked.slots, asked.missed) == ((MONDAY + timedelta(days=1),), 0)


def test_what_a_later_time_overtook_or_an_hour_was_missed() -> None:
    daily = "0 5 * * *"
    assert due(daily, MONDAY, MONDAY + timedelta(days=1, hours=2)).missed == 1
    assert due(daily, MONDAY, MONDAY + timedelta(days=3, minutes=1)).missed == 2
    assert due(daily, MONDAY, MONDAY + timedelta(days=3, hours=4)).missed == 3


def test_years_away_are_counted_in_a_moment() -> None:
    assert due("* * * * *", MONDAY, MONDAY + timedelta(days=3650)).missed == 1000


@pytest.mark.parametrize("schedule", ["", "* * * *", "@daily", "60 * * * *", "* * * * * *", "0 0 31 2 *", "a b c d e"])
def test_what_is_no_schedule_is_told(schedule: str) -> None:
    assert "such as 30 5 * * *" in fault(schedule)
