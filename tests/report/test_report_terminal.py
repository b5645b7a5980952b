"""What `graphring why` prints."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from rich.cells import cell_len

from graphring.model.summary import RingSummary
from graphring.report import why_text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_it_fits_a_terminal_and_does_nothing_to_it(anyone: RingSummary, width: int) -> None:
    text = why_text(anyone, width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(c.isprintable() or c == "\n" for c in text)
    assert text.endswith("\n")


def test_the_printed_rows_add_up_to_the_printed_score(anyone: RingSummary) -> None:
    block = why_text(anyone).split("SCORE ", 1)[1].split("\nSHARED", 1)[0]
    numbers = [Decimal(found) for found in re.findall(r"^ +([+-]\d+\.\d\d) ", block, re.M)]
    assert len(numbers) == len(anyone.signals) + 2
    assert sum(numbers[:-1]) == numbers[-1] == anyone.score


def test_it_names_rows_entities_hubs_rival_and_what_settles_it(plain: RingSummary) -> None:
    text = why_text(plain)
    flat = " ".join(text.split())
    told = [plain.title, *plain.bottom_line, *(r.title for r in plain.signals), plain.settles, plain.best_rival.name]
    told += [e.entity_id for e in plain.entities if e.family in ("network", "content")][:8] + [
        h.entity_id for h in plain.hubs
    ]
    assert [words for words in told if words not in flat] == []
    for h in plain.hypotheses:
        assert f"{h.id} {h.name}" in flat
        assert f"{h.support:+.2f}" in flat
    assert "and 4 more of network in the report" in flat
    assert "not calibrated yet" in flat


def test_innocent_reasons_stand_under_their_row(plain: RingSummary) -> None:
    assert why_text(plain).count("innocent: one company card for a team") == len(plain.signals)


def test_rows_that_do_not_add_up_are_told(plain: RingSummary) -> None:
    assert "DO NOT ADD UP" in why_text(plain.model_copy(update={"score": plain.score + 1}))


@pytest.mark.parametrize("width", [60, 80, 100])
def test_wide_characters_take_two_columns(plain: RingSummary, width: int) -> None:
    """Names in Chinese and emoji made lines of twice the width, and the columns behind them stood apart."""
    wide = "四十個帳號🦊共用付款工具" * 8
    named = tuple(e.model_copy(update={"entity_id": wide}) for e in plain.entities)
    lines = why_text(plain.model_copy(update={"title": wide, "entities": named}), width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines[:8]).replace(" ", "").startswith(wide)
    rows = [line for line in lines if line.startswith("  network") and " of 40 " in line]
    assert len({cell_len(line.split(" of 40 ")[0]) for line in rows}) == 1
