"""Words in lines of so many columns of a terminal, where a wide character takes two."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from graphring.report.escaping import columns, shown

_MARK: Final = "\ue000"
"""Stands beside a wide character while lines are broken; `shown` leaves no such character in a text."""


def wrapped(width: int, text: str, indent: int = 0, lead: str = "") -> Iterator[str]:
    """`text` in lines that fit, made inert; never without a line."""
    space = " " * indent
    marked = "".join(_MARK + c if columns(c) > 1 else c for c in shown(text))
    lines = textwrap.wrap(
        marked,
        width - (_MARK in marked),  # a line may be broken between a mark and its character
        initial_indent=space + lead,
        subsequent_indent=space + " " * len(lead),
        break_on_hyphens=False,
    )
    yield from (line.replace(_MARK, "") for line in lines or [space])
