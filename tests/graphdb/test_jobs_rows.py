"""Rows: types, what changed, what is later, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.errors import JobError
from graphring.graphdb.jobs.changes import by_key, changes
from graphring.graphdb.jobs.columns import Column, Row, plain, plain_row
from graphring.graphdb.jobs.job import Job, Watermark
from graphring.graphdb.jobs.sift import sift
from graphring.graphdb.jobs.state import State, read_state
from graphring.graphdb.jobs.writers import write_rows
from graphring.graphdb.values import Type, value_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COLUMNS = (Column("id", "string", "id"), Column("n", "integer", "number"), Column("at", "datetime", "time"))


def job(watermark: Watermark) -> Job:
    return Job("j", "J", "RETURN 1", COLUMNS, watermark, "jsonl", Path("j.cypher"))


@pytest.mark.parametrize(
    ("type_", "value", "kept"),
    [
        ("string", "=x", "=x"), ("integer", 3, 3), ("float", 3, 3), ("float", 0.5, 0.5), ("boolean", True, True),
        ("datetime", NOON.astimezone(timezone(timedelta(hours=1))), "2026-03-01T12:00:00Z"),
        ("date", date(2026, 3, 1), "2026-03-01"), ("strings", ["a"], ["a"]), ("integers", [1], [1]),
        ("string", None, None),
    ],
)  # fmt: skip
def test_values_that_fit(type_: Type, value: Any, kept: Any) -> None:
    assert plain(Column("c", type_, ""), value) == kept


@pytest.mark.parametrize(
    ("type_", "value"),
    [("string", 3), ("integer", True), ("integer", "3"), ("float", float("nan")), ("boolean", 1), ("date", NOON),
     ("datetime", datetime(2026, 3, 1)), ("strings", "a"), ("strings", [1]), ("string", {"a": 1})],
)  # fmt: skip
def test_values_that_do_not_fit_are_told_by_column(type_: Type, value: Any) -> None:
    with pytest.raises(JobError, match=f"column c is documented as {type_}"):
        plain(Column("c", type_, ""), value)


def test_columns_that_are_not_documented_are_told() -> None:
    with pytest.raises(JobError, match="returns id and its header documents id, n, at"):
        plain_row(COLUMNS, {"id": "a"})


def test_parameters_of_text() -> None:
    assert value_of("strings", "a, b,") == ["a", "b"]
    assert value_of("boolean", "True") is True
    with pytest.raises(ValueError, match="no datetime"):
        value_of("datetime", "2026-03-01T12:00:00")


MARK = Watermark("rows", ("id",), ("n",), ("n",), words=(("a", "new", "born"),))


def row(id_: str, n: int) -> Row:
    return {"id": id_, "n": n, "at": None}


def test_what_changed_between_two_pictures() -> None:
    before = by_key(MARK, [row("a", 1), row("b", 2), row("c", 3), row("d", 4)])
    now = by_key(MARK, [row("e", 9), row("d", 1), row("c", 5), row("b", 2)])
    told = [(r["change"], r["id"], r["n"], r["n_before"]) for r in changes(MARK, before, now)]
    assert told == [("new", "e", 9, None), ("shrunk", "d", 1, 4), ("grown", "c", 5, 3), ("gone", "a", 1, 1)]
    assert [r["change"] for r in changes(MARK, {}, by_key(MARK, [row("a", 1)]))] == ["born"]
    with pytest.raises(JobError, match="two rows have the key id a"):
        by_key(MARK, [row("a", 1), row("a", 2)])


PICTURES = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3)), min_size=1, max_size=6)


@given(pictures=PICTURES)
def test_whoever_adds_up_the_changes_has_the_picture(pictures: list[dict[str, int]]) -> None:
    state, held = State(), {}
    for picture in pictures:
        seen = sift(job(MARK), state, NOON)
        for told in list(seen.rows(row(id_, n) for id_, n in picture.items())):
            if told["change"] == "gone":
                del held[told["id"]]
            else:
                held[told["id"]] = told["n"]
        state = seen.state()
        assert held == picture


def test_a_job_that_got_another_column_or_key_goes_on() -> None:
    old: Row = {"id": "a", "n": 1}
    seen = sift(job(MARK), State(rows=(old, {"id": "b", "n": 2})), NOON)
    told = list(seen.rows([row("a", 1)]))
    assert told == [{"change": "gone", "id": "b", "n": 2, "at": None, "n_before": 2}]
    other = Watermark("rows", ("at",), ("n",))
    seen = sift(job(other), State(rows=(old, {"id": "b", "n": 2})), NOON)
    assert [r["change"] for r in seen.rows([row("a", 1)])] == ["new"]


def later(rows: Iterable[tuple[str, int]], state: State, now: datetime, since: datetime | None = None) -> Any:
    seen = sift(job(Watermark("time", ("at",))), state, now, since)
    timed = ({"id": id_, "n": 0, "at": f"2026-03-01T12:{minute:02}:00Z"} for id_, minute in rows)
    return [r["id"] for r in seen.rows(timed)], seen.state()


EVENTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), min_size=1, max_size=30)


@given(events=EVENTS)
def test_rows_in_the_order_of_time_are_sent_once_each_however_the_exports_fall(events: list[tuple[int, int]]) -> None:
    """Minutes of rows and how many exports come between; equal times on both sides of an export are the catch."""
    rows = [(f"r{i}", minute) for i, (minute, _) in enumerate(sorted(events))]
    state, sent = State(), []
    for i, (_, pause) in enumerate(sorted(events)):
        for _ in range(pause % 2):
            told, state = later(rows[: i + 1], state, NOON + timedelta(hours=1))
            sent += told
    told, state = later(rows, state, NOON + timedelta(hours=1))
    assert sent + told == [id_ for id_, _ in rows]


def test_times_that_have_not_come_wait_and_a_look_back_never_moves_the_watermark_back() -> None:
    told, state = later([("a", 1), ("future", 50)], State(), NOON + timedelta(minutes=10))
    assert (told, state.since) == (["a"], "2026-03-01T12:01:00Z")
    told, again = later([("a", 1)], state, NOON + timedelta(hours=1), NOON)
    assert told == ["a"]
    assert again == state
    told, _ = later([("a", 1), ("future", 50)], again, NOON + timedelta(hours=1))
    assert told == ["future"]


def test_a_row_without_its_time_is_told() -> None:
    seen = sift(job(Watermark("time", ("at",))), State(), NOON)
    with pytest.raises(JobError, match="a row has no at"):
        list(seen.rows([row("a", 1)]))


def test_state_comes_back_as_it_was(tmp_path: Path) -> None:
    state = State(3, NOON, "run", "case", "2026-03-01T12:00:00Z", ("d",), (row("=ä\u2028", 1),), ("x", "y"))
    (tmp_path / "s").write_text(state.text(), encoding="utf-8")
    assert read_state(tmp_path / "s") == state
    (tmp_path / "s").write_text("{}", encoding="utf-8")
    with pytest.raises(JobError, match="not what graphring wrote"):
        read_state(tmp_path / "s")


HOSTILE = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", 'a"b,c\nd', "a\r=1", "é\u2028x", "plain"]


@pytest.mark.parametrize("exact", [False, True])
def test_csv_holds_no_formula_unless_exact(exact: bool, tmp_path: Path) -> None:
    rows = [row(text, -i) for i, text in enumerate(HOSTILE)]
    assert write_rows(tmp_path / "f", ("csv", exact), COLUMNS, rows) == len(HOSTILE)
    cells = list(csv.reader(io.StringIO((tmp_path / "f").read_bytes().decode(), newline="")))
    assert cells[0] == ["id", "n", "at"]
    starts = ("=", "+", "-", "@", "\t", "＝")
    assert [line[0] for line in cells[1:]] == [t if exact or not t.startswith(starts) else f"'{t}" for t in HOSTILE]
    assert [line[1] for line in cells[1:4]] == ["0", "-1", "-2"]


def test_jsonl_is_one_line_for_each_row_and_exact(tmp_path: Path) -> None:
    rows = [{**row(text, i), "at": "2026-03-01T12:00:00.000001Z"} for i, text in enumerate(HOSTILE)]
    write_rows(tmp_path / "f", ("jsonl", False), COLUMNS, rows)
    text = (tmp_path / "f").read_bytes().decode()
    assert [json.loads(line) for line in text.splitlines()] == rows
    assert list(json.loads(text.splitlines()[0])) == ["id", "n", "at"]


def test_parquet_has_types_and_documented_columns(tmp_path: Path) -> None:
    rows = [{**row(text, i), "at": "2026-03-01T12:00:00Z"} for i, text in enumerate(HOSTILE)]
    write_rows(tmp_path / "f", ("parquet", False), COLUMNS, [*rows, row("none", 0)])
    table = pq.read_table(tmp_path / "f")
    assert table.column("id").to_pylist() == [*HOSTILE, "none"]
    assert table.column("at").to_pylist() == [NOON] * len(HOSTILE) + [None]
    assert table.schema.field("n").metadata == {b"about": b"number"}
    assert write_rows(tmp_path / "empty", ("parquet", False), COLUMNS, []) == 0
    assert pq.read_table(tmp_path / "empty").schema.names == ["id", "n", "at"]
