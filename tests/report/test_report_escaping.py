"""Hostile text is inert in every format."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_words import HOSTILE
from markdown_it import MarkdownIt

from graphring.report.escaping import Plain, csv_cell, file_name, markdown, middle_out, shown

ANY = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(HOSTILE)
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@given(ANY)
def test_nothing_hidden_is_left(text: str) -> None:
    assert not [c for c in shown(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]


def test_what_was_hidden_is_written_out() -> None:
    assert shown("a\u202eb\x1b[31m\n") == r"a\u202eb\x1b[31m\n"
    assert shown("Zoë 零 🦊") == "Zoë 零 🦊"


@given(ANY)
def test_markdown_renders_to_the_text_itself(text: str) -> None:
    """An independent renderer makes one paragraph of it, without any markup, that reads as the text."""
    tokens = RENDERER.parse(f"x {markdown(text)} y")
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children) == f"x {shown(text)} y"


@given(ANY)
def test_markdown_at_the_beginning_of_a_line_makes_no_block(text: str) -> None:
    tokens = RENDERER.parse(markdown(f"x{text}")[1:] + " y")
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"} or not text.strip()


@given(st.lists(ANY, min_size=3, max_size=3))
def test_a_table_keeps_its_cells(cells: list[str]) -> None:
    row = " | ".join(markdown(c) for c in cells)
    html = RENDERER.render(f"| a | b | c |\n|---|---|---|\n| {row} |\n")
    assert html.count("<tr>") == 2
    assert [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.S)] == [shown(c).strip() for c in cells]


@pytest.mark.parametrize("text", ["https://x.example", "www.x.example", "a@x.example", "mailto:a", "[x](javascript:a)"])
def test_no_bare_address_becomes_a_link(text: str) -> None:
    escaped = markdown(text)
    assert not re.search(r"://|www\.|@|mailto:|\]\(javascript:", escaped)


def test_numbers_and_plain_words_stay_readable() -> None:
    assert markdown("a well-known 203.0.113.7 (H3, +1.31)") == "a well-known 203.0.113.7 (H3, +1.31)"
    assert markdown(Plain("+1.31 | x")) == "+1.31 | x"
    assert markdown(None) == ""


@given(ANY)
def test_a_spreadsheet_runs_no_cell_and_reads_one_cell(text: str) -> None:
    cell = csv_cell(text)
    (row,) = csv.reader(io.StringIO(cell)) if cell else ([""],)
    assert len(row) == 1
    assert row[0].removeprefix("'") == shown(text).removeprefix("'")
    assert not row[0].startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(ANY, ANY)
def test_file_names_are_safe_and_different(one: str, other: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]{1,80}", file_name(one))
    assert file_name(one) not in ("index", "con", "nul", "aux", "com1")
    assert (file_name(one) == file_name(other)) == (one == other)


def test_an_ordinary_ring_id_is_its_file_name() -> None:
    assert file_name("r-4f2a91c0") == "r-4f2a91c0"
    assert file_name("INDEX") != file_name("index") != "index"


@given(ANY, st.integers(min_value=4, max_value=50))
def test_the_middle_goes_first(text: str, most: int) -> None:
    short = middle_out(text, most)
    assert len(short) <= most
    assert short == shown(text) or short.count("…") >= 1
