"""Where clocks change, a time without a zone may be two moments, or none: it is used, and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEAD = "time,account_id,ip\n"


def rows(*times: str) -> str:
    return HEAD + "".join(f"{time},a{i},11.0.0.{i + 1}\n" for i, time in enumerate(times))


def test_an_hour_that_comes_twice_and_one_that_never_was_are_told(case: Any, write: Callable[..., Path]) -> None:
    times = "2025-10-26 02:30:00", "2025-10-26 02:59:59", "2025-03-30 02:10:00", "2025-10-26 03:00:00"
    twice, skipped = sorted(case(write("x.csv", rows(*times)), tz="Europe/Berlin").notices)[::-1]
    assert twice.startswith("time: 2 times lie in Europe/Berlin when clocks go back")
    assert "the second one (line 2: 2025-10-26 02:30:00)" in twice
    assert skipped.startswith("time: 1 time lies in Europe/Berlin when clocks go forward")
    assert "(line 4: 2025-03-30 02:10:00)" in skipped
    want = ["2025-03-30 01:10:00+00", "2025-10-26 01:30:00+00", "2025-10-26 01:59:59+00", "2025-10-26 02:00:00+00"]
    assert [row[0] for row in case.rows("SELECT time::VARCHAR FROM ledger")] == want


@pytest.mark.parametrize("time", ["2025-10-26T02:30:00+01:00", "2025-10-26T00:30:00Z", "1761445800"])
def test_a_time_that_has_a_zone_is_beyond_doubt(case: Any, write: Callable[..., Path], time: str) -> None:
    assert case(write("x.csv", rows(time)), tz="Europe/Berlin").notices == ()


def test_typed_times_and_times_of_a_format_are_told_as_well(
    new_case: Callable[[str], Any], write: Callable[..., Path]
) -> None:
    moment = datetime(2025, 10, 26, 2, 30)
    for unit in ("s", "ns"):
        table = pa.table({"time": pa.array([moment], pa.timestamp(unit)), "account_id": ["a"], "ip": ["11.0.0.1"]})
        assert "comes twice" in new_case(unit)(table, tz="Europe/Berlin").notices[0]
    written = write("x.csv", rows("26.10.2025 02:30"))
    assert "comes twice" in new_case("f")(written, tz="Europe/Berlin", time_format="%d.%m.%Y %H:%M").notices[0]


def test_half_an_hour_of_daylight_saving(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", rows("2025-04-06 01:45:00", "2025-04-06 01:15:00", "2025-04-06 02:15:00"))
    (told,) = case(path, tz="Australia/Lord_Howe").notices
    assert "1 time lies" in told
    assert "01:45" in told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Asia/Tehran", "Pacific/Auckland", "UTC", "Asia/Kolkata"]
    ),
    hours=st.lists(st.integers(0, 2 * 365 * 24 * 2), min_size=1, max_size=200, unique=True),
)
def test_told_are_the_times_that_python_knows_to_be_doubtful(
    new_case: Callable[[str], Any], tmp_path: Path, zone: str, hours: list[int]
) -> None:
    moments = [datetime(2020, 1, 1) + timedelta(minutes=30 * each) for each in hours]
    table = pa.table({"time": pa.array(moments, pa.timestamp("us")), "account_id": ["a"] * len(moments),
                      "ip": ["11.0.0.1"] * len(moments)})  # fmt: skip
    name = f"case-{len(list(tmp_path.iterdir()))}"
    told = " ".join(new_case(name)(table, tz=zone).notices)
    there = ZoneInfo(zone)
    both = [m.replace(tzinfo=there).utcoffset() != m.replace(tzinfo=there, fold=1).utcoffset() for m in moments]
    ahead = [
        m.replace(tzinfo=there).utcoffset() < m.replace(tzinfo=there, fold=1).utcoffset()  # type: ignore[operator]
        for m in moments
    ]
    n_skipped, n_twice = sum(ahead), sum(both) - sum(ahead)
    assert (f" {n_twice} time" in f" {told}" and "comes twice" in told) if n_twice else "comes twice" not in told
    assert ("does not exist" in told) == bool(n_skipped)
