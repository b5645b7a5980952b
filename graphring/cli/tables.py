"""A listing for eyes: a table as wide as it needs, the brief columns, or line by line where a terminal is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TextIO

from graphring.cli.listing import Listing

_ENDLESS: Final = 10_000
_READABLE: Final = 20
"""Words folded into fewer columns than this are a ladder of syllables."""
_APART: Final = 2


def printed(listing: Listing, out: TextIO, width: int | None = None) -> None:
    """Print rows of inert texts; away from a terminal, and without a width, nothing is folded."""
    from rich.console import Console

    console = Console(file=out, width=width or (None if out.isatty() else _ENDLESS), highlight=False)
    every = tuple(range(len(listing.columns)))
    brief = tuple(listing.columns.index(name) for name in listing.brief)
    longest = [max(map(_columns, (name, *(row[i] for row in listing.rows)))) for i, name in enumerate(listing.columns)]
    if _sum(longest) <= console.width or (not brief and _fits(listing, every, longest, console.width)):
        console.print(_table(listing, every, longest, console.width))
    elif brief and _fits(listing, brief, longest, console.width):
        console.print(_table(listing, brief, longest, console.width))
    else:
        _print_records(listing, console)


def _sum(columns: Sequence[int]) -> int:
    return sum(columns) + _APART * (len(columns) - 1)


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _least(listing: Listing, chosen: Sequence[int], longest: Sequence[int], width: int) -> list[int]:
    """The fewest columns in which each can be read: an id gets up to half of the terminal, words some."""
    return [
        max(_columns(listing.columns[i]), min(longest[i], width // 2 - _APART if i == 0 else _READABLE)) for i in chosen
    ]


def _fits(listing: Listing, chosen: Sequence[int], longest: Sequence[int], width: int) -> bool:
    return _sum(_least(listing, chosen, longest, width)) <= width


def _table(listing: Listing, chosen: Sequence[int], longest: Sequence[int], width: int) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, _APART, 0, 0), pad_edge=False)
    whole = _sum([longest[i] for i in chosen]) <= width
    for i, least in zip(chosen, _least(listing, chosen, longest, width), strict=True):
        most = least if i == 0 and not whole else None
        table.add_column(Text(listing.columns[i]), overflow="fold", min_width=least, max_width=most)
    for row in listing.rows:
        table.add_row(*(Text(row[i]) for i in chosen))
    return table


def _print_records(listing: Listing, console: Any) -> None:
    """Each row as lines of name and value, one blank line between rows; what is empty is left out."""
    from rich.table import Table
    from rich.text import Text

    for row in listing.rows:
        lines = Table(box=None, padding=(0, _APART, 0, 0), pad_edge=False, show_header=False)
        lines.add_column(style="bold", no_wrap=True, min_width=max(map(_columns, listing.columns)))
        lines.add_column(overflow="fold")
        for name, value in zip(listing.columns, row, strict=True):
            if value:
                lines.add_row(Text(name), Text(value))
        console.print(lines)
        console.print()
