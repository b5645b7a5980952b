"""Hostile text made inert: what may stand in a page, in Markdown, in a file name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import accumulate
from typing import Any, Final

from graphring.model import cells
from graphring.model.inert import inert

# What CommonMark and GitHub's dialect give a meaning anywhere in a line, what only at its beginning, and what makes a
# link of a bare address: a scheme, `www.`, an e-mail's at sign.
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]|<>~$&]|(?<=\])\(")
_AT_START: Final = re.compile(r"^(\s*)([-+=#]|\d+(?=[.)]))")
_LINKS: Final = re.compile(r"(?i)\bw(?=ww\.)|(?<=[a-z]):(?=//)|(?<=mailto|script):|(?<=xmpp|data):|@")
_UNSAFE_NAME: Final = re.compile(r"[^a-z0-9_-]+")
# The index has its own name; the others belong to Windows.
_RESERVED: Final = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(10))}
)


class Plain(str):
    """Text that is meant as it is: made by the program, not read from anywhere."""

    __slots__ = ()


def shown(text: object) -> str:
    r"""`text` with every character that hides or moves others written out, e.g. `\u202e`."""
    return inert(str(text))


def markdown(value: Any) -> str:
    """A value as Markdown text: no markup, no table border, no HTML, no link, not even one made of a bare address."""
    if isinstance(value, Plain):
        return value
    if value is None:
        return ""
    escaped = _ANYWHERE.sub(r"\\\g<0>", shown(value))
    escaped = _LINKS.sub(lambda found: f"&#{ord(found.group())};", escaped)
    return _AT_START.sub(lambda found: f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}", escaped)


def csv_cell(text: str) -> str:
    """A value as a CSV cell that no spreadsheet runs: a leading apostrophe where it would."""
    return cells.csv_cell(shown(text))


def file_name(ring_id: str) -> str:
    """A name for the ring's files that is safe on any system; different ids have different names."""
    safe = _UNSAFE_NAME.sub("-", ring_id.lower()).strip(".-")[:60]
    if safe and safe == ring_id and safe not in _RESERVED:
        return safe
    return f"{safe or 'ring'}-{hashlib.sha256(ring_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: two for a wide character of East Asia, for most emoji."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def middle_out(text: object, most: int) -> str:
    """`text` shown in at most `most` columns, the middle left out."""
    told = shown(text)
    if columns(told) <= most:
        return told
    tail = (most - 1) // 3
    return f"{_first(told, most - 1 - tail)}…{_first(told[::-1], tail)[::-1]}"


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _first(text: str, most: int) -> str:
    """As many of the first characters as fit into so many columns."""
    return text[: sum(end <= most for end in accumulate(map(_columns, text[:most])))]
