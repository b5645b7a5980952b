"""Tables for eyes: whole where they fit, brief or line by line where a terminal is narrow."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

from graphring.cli.output import Listing
from graphring.cli.tables import printed

TITLE = "45 accounts on 6 payment instruments, 12 addresses and 5 prompt templates"
RINGS = Listing(
    ("ring_id", "verdict", "score", "confidence", "n_members", "title"),
    [[f"ring-6ji3nkpoc{n}", "ring", "7.75", "high", "45", TITLE] for n in range(3)],
    brief=("ring_id", "verdict", "score", "title"),
)


def table(listing: Listing, width: int) -> list[str]:
    out = io.StringIO()
    printed(listing, out, width)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
def test_no_line_is_wider_than_the_terminal_and_no_heading_is_folded(width: int) -> None:
    lines = table(RINGS, width)
    assert max(map(cell_len, lines)) <= width
    text = "\n".join(lines)
    assert all(name in text for name in ("ring_id", "verdict", "score", "title"))
    assert ("n_members" in text) == (width in (40, 160))
    assert text.count("ring-6ji3nkpoc") == 3


def test_an_id_of_500_characters_leaves_room_for_the_rest() -> None:
    """The first column was never folded: one such id, and nothing else was to be seen."""
    lines = table(Listing(("account_id", "community_id"), [["x" * 500, "ring-1"], ["a", "ring-2"]]), 80)
    assert max(map(cell_len, lines)) <= 80
    assert "community_id" in lines[0]
    assert "ring-1" in lines[1]
    assert "".join(line[:40].strip() for line in lines[1:-1]) == "x" * 500


def test_wide_characters_keep_the_columns_straight() -> None:
    lines = table(Listing(("id", "n"), [["零壱弐🦊", "1"], ["abcdefgh", "2"]]), 80)
    assert [cell_len(line[: line.index(n)]) for line, n in zip(lines[1:], "12", strict=True)] == [10, 10]


def test_where_columns_can_not_be_read_each_row_stands_as_lines() -> None:
    lines = table(RINGS, 40)
    assert [line.split()[0] for line in lines if line and not line.startswith(" ")] == [*RINGS.columns] * 3
    assert " ".join(" ".join(line.split()) for line in lines).count(TITLE) == 3
