from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from graphring.errors import InputError
from graphring.settings import Settings

NOON = "2026-03-02 12:00:00+00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T12:00:00Z", "2026-03-02T12:00:00z", "2026-03-02 12:00:00+00:00", "2026-03-02T14:00:00+02:00",
        "2026-03-02T14:00:00+0200", "2026-03-02T14:00+02", "2026-03-02 14:00:00 +0200", "2026-03-02 12:00:00 UTC",
        "2026-03-02T12:00:00.000000000Z", "1772452800", "1772452800.0", "1772452800000", "1772452800000000",
        "1772452800000000000", "1.7724528e9", " 2026-03-02T12:00:00Z ",
    ],
)  # fmt: skip
def test_times_with_a_zone_and_unix_times_by_magnitude(case: Any, write: Callable[..., Path], text: str) -> None:
    case(write("x.csv", f"time,account_id,ip\n{text},a,11.0.0.1\n"))
    assert case.rows("SELECT time::VARCHAR FROM ledger") == [(NOON,)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-02T12:00:00", "zone"), ("2026-03-02", "zone"), ("yesterday", "not a time"), ("", "missing"),
        ("2126-03-02T12:00:00Z", "future"), ("1989-12-31T23:59:59Z", "before 1990"), ("0", "no likely time"),
        ("1e30", "no likely time"), ("infinity", "not a time"), ("2026-02-30T12:00:00Z", "not a time"),
        ("12:00:00", "not a time"), ("02/03/2026", "not a time"),
    ],
)  # fmt: skip
def test_times_that_are_not_used_say_why(case: Any, write: Callable[..., Path], text: str, reason: str) -> None:
    assert case(write("x.csv", f"time,account_id,ip\n{text},a,11.0.0.1\n")).rejected == 1
    assert reason in case.rows("SELECT reason FROM reject")[0][0]


def test_naive_times_take_the_zone_that_was_given(new_case: Callable[[str], Any], write: Callable[..., Path]) -> None:
    path = write("x.csv", "time,account_id,ip\n2026-03-02 13:00:00,a,11.0.0.1\n2026-07-02 14:00:00,b,11.0.0.1\n")
    by_option, by_setting = new_case("a"), new_case("b")
    by_option(path, tz="Europe/Berlin")
    by_setting(path, settings=Settings.of({"input": {"tz": "Europe/Berlin"}}))
    want = [("2026-03-02 12:00:00+00",), ("2026-07-02 12:00:00+00",)]
    assert (
        by_option.rows("SELECT time::VARCHAR FROM ledger")
        == want
        == by_setting.rows("SELECT time::VARCHAR FROM ledger")
    )


def test_a_zone_that_is_none_is_told(case: Any, write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="Europe/Berlin"):
        case(write("x.csv", "time,account_id,ip\n"), tz="Middle/Earth")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_typed_times_of_every_unit(case: Any, unit: str) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    table = pa.table(
        {"time": pa.array([noon], pa.timestamp(unit, "Asia/Tokyo")), "account_id": ["a"], "ip": ["11.0.0.1"]}
    )
    case(table)
    assert case.rows("SELECT time::VARCHAR FROM ledger") == [(NOON,)]


@pytest.mark.parametrize(
    "times",
    [
        pa.array([1772452800], pa.int64()), pa.array([1772452800], pa.int32()), pa.array([1772452800000], pa.uint64()),
        pa.array([1772452800.0]), pa.array([1772452800000], pa.decimal128(20, 2)),
        pa.array(["2026-03-02T12:00:00Z"]).dictionary_encode(), pa.array(["2026-03-02T12:00:00Z"], pa.large_string()),
    ],
)  # fmt: skip
def test_numbers_and_texts_of_every_type(case: Any, times: pa.Array) -> None:
    case(pa.table({"time": times, "account_id": ["a"], "ip": ["11.0.0.1"]}))
    assert case.rows("SELECT time::VARCHAR FROM ledger") == [(NOON,)]


def test_naive_typed_times_need_a_zone(new_case: Callable[[str], Any]) -> None:
    naive = datetime(2026, 3, 2, 13)
    table = pa.table({"time": [naive], "account_id": ["a"], "ip": ["11.0.0.1"]})
    without, with_zone = new_case("a"), new_case("b")
    assert without(table).rejected == 1
    assert "--tz" in without.rows("SELECT reason FROM reject")[0][0]
    with_zone(table, tz="Europe/Berlin")
    assert with_zone.rows("SELECT time::VARCHAR FROM ledger") == [(NOON,)]


def test_clocks_may_be_a_day_ahead(case: Any) -> None:
    now = datetime.now(UTC)
    times = [now + timedelta(hours=20), now + timedelta(hours=30)]
    assert case(pa.table({"time": times, "account_id": ["a", "b"], "ip": ["11.0.0.1"] * 2})).rejected == 1


def test_an_optional_time_that_is_none_is_noted_and_the_row_kept(case: Any, write: Callable[..., Path]) -> None:
    result = case(write("x.csv", "account_id,created_at\na,soon\nb,\nc,2020-01-01\nd,2020-01-01T00:00:00Z\n"))
    assert (result.used, result.noted) == (4, 2)
    assert case.rows("SELECT reason, n, line, value FROM note") == [
        ("a time without a zone; give --tz, or input.tz in the settings", 1, 4, "2020-01-01"),
        ("not a time such as 2026-03-02T10:00:00Z", 1, 2, "soon"),
    ]


def test_a_file_that_was_rejected_as_a_whole_can_come_again_with_a_zone(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", "time,account_id,ip\n2026-03-02T12:00:00,a,11.0.0.1\n")
    assert case(path).rejected == 1
    again = case(path)
    assert again.already
    assert case.rows("SELECT count(*) FROM reject") == [(1,)]
    mended = case(path, tz="UTC")
    assert (mended.used, mended.already) == (1, False)
    assert case.rows("SELECT count(*) FROM reject") == [(0,)]
    assert case(path).already
