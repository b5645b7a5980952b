from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.cli.words import counted, inert


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("Grüße, 東京", "Grüße, 東京"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),  # right-to-left override: turns file names around
        ("line\nline", "line\\nline"),
        ("\udcff", "\\udcff"),  # a byte of a file name that is not UTF-8
        ("\x9b31m", "\\x9b31m"),  # the one-byte form of ESC [
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, written: str) -> None:
    assert inert(text) == written


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not [c for c in inert(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_kept_characters_stay() -> None:
    assert inert("a\nb\x07", keep="\n") == "a\nb\\x07"


def test_nouns_follow_their_number() -> None:
    assert [counted(n, "file") for n in (0, 1, 1200)] == ["0 files", "1 file", "1,200 files"]
    assert counted(2, "entity", "entities") == "2 entities"
