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


def _one_time(write: Callable[..., Path], text: str) -> Path:
    return write("x.csv", f'time,account_id,ip\n"{text}",a,11.0.0.1\n')


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("02.03.2026 12:00:00", "%d.%m.%Y %H:%M:%S"), ("03/02/2026 12:00", "%m/%d/%Y %H:%M"),
        ("2/3/26, 12:00 PM", "%d/%m/%y, %I:%M %p"), ("2026/03/02 12:00:00.0", "%Y/%m/%d %H:%M:%S.%f"),
        ("2 Mar 2026 12:00", "%d %b %Y %H:%M"), ("02.03.2026 14:00:00 +0200", "%d.%m.%Y %H:%M:%S %z"),
        ("202603021200", "%Y%m%d%H%M"),
    ],
)  # fmt: skip
def test_a_format_says_how_times_are_written(case: Any, write: Callable[..., Path], text: str, written: str) -> None:
    assert case(_one_time(write, text), time_format=written, tz="UTC").used == 1
    assert case.rows("SELECT time::VARCHAR FROM ledger") == [(NOON,)]


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("11.02.2026 01:28:11", ("%d.%m.%Y %H:%M:%S", "%m.%d.%Y %H:%M:%S")),
        ("02/11/2026", ("%d/%m/%Y", "%m/%d/%Y")),
        ("2/11/26 1:28 PM", ("%d/%m/%y %I:%M %p", "%m/%d/%y %I:%M %p")),
        ("2026/02/11 01:28", ("%Y/%m/%d %H:%M",)),
    ],
)
def test_a_time_in_another_order_is_never_guessed_and_the_reason_says_how_to_give_it(
    new_case: Callable[[str], Any], write: Callable[..., Path], text: str, formats: tuple[str, ...]
) -> None:
    case, path = new_case("without"), _one_time(write, text)
    assert case(path).rejected == 1
    reason = case.rows("SELECT reason FROM reject")[0][0]
    assert f"--time-format {' or '.join(f'{chr(34)}{one}{chr(34)}' for one in formats)}, and its zone" in reason
    for written in formats:
        assert new_case(written.translate(str.maketrans("/%", "__")))(path, time_format=written, tz="UTC").used == 1


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("2026-03-02T12:00:00Z", {"tz": "UTC"}, '--time-format says, "%d.%m.%Y"'),
        ("31.02.2026", {"tz": "UTC"}, "--time-format"), ("02.03.26", {"tz": "UTC"}, "--time-format"),
        ("02.03.2026", {}, "--tz"), ("02.03.2126", {"tz": "UTC"}, "future"), ("02.03.1980", {"tz": "UTC"}, "before"),
    ],
)  # fmt: skip
def test_times_that_a_format_does_not_fit_say_why(
    case: Any, write: Callable[..., Path], text: str, options: dict[str, Any], told: str
) -> None:
    assert case(_one_time(write, text), time_format="%d.%m.%Y", **options).rejected == 1
    assert told in case.rows("SELECT reason FROM reject")[0][0]


def test_the_map_says_the_format_of_one_column_and_typed_times_need_none(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", "account_id,created_at,closed_at\na,02.03.2026,2026/03/04\n")
    told = {"time_formats": {"created_at": "%d.%m.%Y"}}
    assert case(path, columns=told, time_format="%Y/%m/%d", tz="UTC").noted == 0
    assert case.rows("SELECT created_at::DATE::VARCHAR, closed_at::DATE::VARCHAR FROM account") == [
        ("2026-03-02", "2026-03-04")
    ]
    noon = pa.array([datetime(2026, 3, 2, 12, tzinfo=UTC)])
    assert case(pa.table({"time": noon, "account_id": ["a"], "ip": ["11.0.0.1"]}), time_format="%d.%m.%Y").used == 1


def test_whole_numbers_in_a_typed_column_are_read_by_the_format(case: Any) -> None:
    table = pa.table({"time": [20260302], "account_id": ["a"], "ip": ["11.0.0.1"]})
    assert case(table, time_format="%Y%m%d", tz="UTC").used == 1
    assert case.rows("SELECT time::VARCHAR FROM ledger") == [("2026-03-02 00:00:00+00",)]


@pytest.mark.parametrize("wrong", ["%d.%m", "", "DD.MM.YYYY", "%d.%m.%Y %Q", "%d.%m.%Y %", "%d.%m.%Y %H:%M:%S %Z"])
def test_a_format_that_is_none_is_told(case: Any, write: Callable[..., Path], wrong: str) -> None:
    with pytest.raises(InputError, match="no format of times"):
        case(_one_time(write, "x"), time_format=wrong)
    with pytest.raises(InputError, match=r"time_formats\.time"):
        case(_one_time(write, "x"), columns={"time_formats": {"time": wrong}})


def test_a_format_of_a_column_that_has_no_times_is_told(case: Any, write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="no times"):
        case(_one_time(write, "x"), columns={"time_formats": {"ip": "%d.%m.%Y"}})
    stray = case(_one_time(write, "x"), columns={"time_formats": {"created_at": "%d.%m.%Y"}})
    assert "created_at" in stray.error
