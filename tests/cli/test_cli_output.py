from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.cli.options import Format
from graphring.cli.output import TABLE_ROWS, Listing, Target, as_text, of_records, opened, write_listing, write_text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))  # lone surrogates are no UTF-8
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def written(rows: list[list[Any]], chosen: Format, path: Path, *, exact: bool = False) -> str:
    listing = Listing(tuple(f"c{i}" for i in range(len(rows[0]))), rows)
    write_listing(listing, Target(chosen, path / "out", exact))
    return (path / "out").read_bytes().decode()


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_csv_disarms_what_a_spreadsheet_would_run(lead: str, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(written([[f"{lead}1+1"]], Format.csv, tmp_path), newline="")))
    assert rows[1] == [f"'{lead}1+1"]
    rows = list(csv.reader(io.StringIO(written([[f"{lead}1+1"]], Format.csv, tmp_path, exact=True), newline="")))
    assert rows[1] == [f"{lead}1+1"]


def test_csv_leaves_negative_numbers_alone(tmp_path: Path) -> None:
    assert written([[-3, -0.5, Decimal("-1.20")]], Format.csv, tmp_path) == "c0,c1,c2\n-3,-0.5,-1.20\n"


def test_csv_disarms_a_list_whose_first_item_would_run(tmp_path: Path) -> None:
    assert written([[["=x", "y"]]], Format.csv, tmp_path) == "c0\n'=x y\n"


def test_values_in_csv(tmp_path: Path) -> None:
    berlin = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    row = [None, True, NOON, berlin, date(2026, 3, 1), ["payment", "network"], 'say "hi", then\nleave']
    _head, cells = csv.reader(io.StringIO(written([row], Format.csv, tmp_path), newline=""))
    assert cells[:6] == ["", "true", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01", "payment network"]
    assert cells[6] == row[6]


@given(rows=st.lists(st.lists(ANY_TEXT, min_size=2, max_size=2), max_size=5))
def test_exact_csv_and_json_give_back_what_went_in(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    listing = Listing(("a", "b"), rows)
    write_listing(listing, Target(Format.csv, folder / "x.csv", exact=True))
    with (folder / "x.csv").open(encoding="utf-8", newline="") as source:
        assert list(csv.reader(source))[1:] == rows
    write_listing(listing, Target(Format.json, folder / "x.json"))
    assert json.loads((folder / "x.json").read_text(encoding="utf-8")) == [{"a": a, "b": b} for a, b in rows]


@given(text=ANY_TEXT)
def test_no_text_cell_of_csv_starts_a_formula(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    write_listing(Listing(("a", "b"), [[text, ""]]), Target(Format.csv, folder / "formula.csv"))
    with (folder / "formula.csv").open(encoding="utf-8", newline="") as source:
        cell = list(csv.reader(source))[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell in (text, f"'{text}")


def test_json_keeps_types(tmp_path: Path) -> None:
    row = json.loads(written([[None, False, NOON, Decimal("-1.25"), ["a"], 7, "=1+1"]], Format.json, tmp_path))[0]
    assert list(row.values()) == [None, False, "2026-03-01T12:00:00Z", -1.25, ["a"], 7, "=1+1"]


def test_a_table_shows_markup_and_escapes_as_text(tmp_path: Path) -> None:
    text = written([["[bold red]x[/]", "\x1b[31m", ":smile:"]], Format.table, tmp_path)
    assert "[bold red]x[/]" in text
    assert "\\x1b[31m" in text
    assert "\x1b" not in text
    assert ":smile:" in text


def test_a_table_in_a_file_is_never_folded(tmp_path: Path) -> None:
    long = "x" * 500
    assert long in written([[long]], Format.table, tmp_path)


def test_a_long_table_says_how_much_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = written([[f"row-{i}"] for i in range(TABLE_ROWS + 5)], Format.table, tmp_path)
    assert f"row-{TABLE_ROWS - 1}" in text
    assert f"row-{TABLE_ROWS}" not in text
    assert "5 more rows" in capsys.readouterr().err


def test_an_empty_listing_still_has_its_columns(tmp_path: Path) -> None:
    for chosen, text in ((Format.csv, "a,b\n"), (Format.json, "[]\n")):
        write_listing(Listing(("a", "b"), []), Target(chosen, tmp_path / "x"))
        assert (tmp_path / "x").read_text() == text


@pytest.mark.parametrize(("name", "starts"), [("x.json", "["), ("x.csv", "a\n"), ("x", "a\n"), ("x.txt", "a ")])
def test_a_file_s_ending_chooses_the_format(name: str, starts: str, tmp_path: Path) -> None:
    write_listing(Listing(("a",), [["value"]]), Target(to=tmp_path / name))
    assert (tmp_path / name).read_text().startswith(starts)


def test_without_a_terminal_stdout_gets_csv(capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(("a",), [["v"]]), Target())
    assert capsys.readouterr().out == "a\nv\n"


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    kept = tmp_path / "deep" / "out.csv"
    kept.parent.mkdir()
    kept.write_text("before")

    def written_half() -> None:
        with opened(kept) as out:
            out.write("half")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        written_half()
    assert kept.read_text() == "before"
    assert list(kept.parent.iterdir()) == [kept]


def test_text_results_are_inert_but_keep_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    write_text("one\ntwo\x1b[2J\n\n", None)
    assert capsys.readouterr().out == "one\ntwo\\x1b[2J\n"


def test_an_arrow_table_gives_the_columns_asked_for() -> None:
    table = pa.table({"a": [1, 2], "b": ["x", None], "c": [NOON, NOON]})
    assert Listing.of_arrow(table, ("b", "a")) == Listing(("b", "a"), [("x", 1), (None, 2)])
    assert Listing.of_arrow(table.slice(0, 0), ("a",)).rows == []


def test_records_and_plain_text() -> None:
    assert as_text(of_records(("year", "month"), [date(2026, 3, 1)])).split() == ["year", "month", "2026", "3"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_narrow_terminal_gets_the_brief_columns_and_a_wide_one_all(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Listing(("id", "when", "title"), [["r1", NOON, "t" * 60]], brief=("id", "title"))
    shown = {}
    for width in (70, 120):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setenv("COLUMNS", str(width))
        write_listing(listing, Target())
        shown[width] = terminal.getvalue()
    assert "when" not in shown[70]
    assert "2026-03-01 12:00" in shown[120]
    assert all("t" * 60 in text for text in shown.values())
