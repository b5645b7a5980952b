from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

HEAD = "time,account_id,ip,exchange_id\n"


def _row(i: int, account: str = "a") -> str:
    return f"{1767225600 + 60 * i},{account},11.0.0.1,x{i}\n"


def test_the_same_bytes_change_nothing_and_say_so(case: Any, write: Callable[..., Path]) -> None:
    path = write("a.csv", HEAD + _row(1) + "bad,a,,\n")
    first = case(path)
    before = case.rows("SELECT * FROM link"), case.rows("SELECT path, rows, loaded_at FROM source_file")
    again = case(write("another name.csv", path.read_bytes()))
    assert again.already
    assert (again.rows, again.used, again.rejected) == (first.rows, first.used, first.rejected) == (2, 1, 1)
    assert (case.rows("SELECT * FROM link"), case.rows("SELECT path, rows, loaded_at FROM source_file")) == before


def test_two_files_of_the_same_bytes_in_one_command_count_once(case: Any, write: Callable[..., Path]) -> None:
    results = case.all(write("a.csv", HEAD + _row(1)), write("b.csv", HEAD + _row(1)))
    assert [r.already for r in results] == [False, True]
    assert case.rows("SELECT n FROM link") == [(1,)]


def test_a_repeated_exchange_id_counts_once_within_and_over_files(case: Any, write: Callable[..., Path]) -> None:
    one = case(write("a.csv", HEAD + _row(1) + _row(2) + _row(1, "later")))
    two = case(write("b.csv", HEAD + _row(2) + _row(3) + _row(3) + "bad,a,,x4\n" + "1767225700,a,11.0.0.1,\n"))
    assert (one.rows, one.used, one.repeated) == (3, 2, 1)
    assert (two.rows, two.used, two.repeated, two.rejected) == (5, 2, 2, 1)
    assert case.rows("SELECT account_id, n FROM link") == [("a", 4)]  # the first of two is the one that counts


def test_a_rejected_row_does_not_use_its_exchange_id_up(case: Any, write: Callable[..., Path]) -> None:
    result = case(write("a.csv", HEAD + "bad,a,11.0.0.1,x1\n" + _row(1)))
    assert (result.used, result.rejected, result.repeated) == (1, 1, 0)


def test_files_that_overlap_in_hours_are_told_where_no_exchange_id_can_tell(
    case: Any, write: Callable[..., Path]
) -> None:
    head = "time,account_id,ip\n"
    case(write("monday.csv", head + "".join(f"{1767225600 + 1800 * i},a,11.0.0.1\n" for i in range(6))))
    over = case(write("again.csv", head + "".join(f"{1767225600 + 1800 * i},b,11.0.0.1\n" for i in range(4, 9))))
    assert len(over.notices) == 1
    assert "monday.csv" in over.notices[0]
    assert over.notices[0].startswith("1 of its hours (the first is 2026-01-01 02:00 UTC)")
    apart = case(write("next.csv", head + "1768225600,b,11.0.0.1\n"))
    assert apart.notices == ()


def test_files_with_exchange_ids_may_overlap(case: Any, write: Callable[..., Path]) -> None:
    case(write("a.csv", HEAD + _row(1)))
    assert case(write("b.csv", HEAD + _row(2))).notices == ()
