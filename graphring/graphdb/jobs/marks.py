"""The watermark lines of a header: `watermark`, and of `rows` also compare, before, changes and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from graphring.graphdb.header import Entry, Header
from graphring.graphdb.jobs.columns import Column
from graphring.graphdb.jobs.job import CHANGES, KINDS, Watermark

Read = Callable[[Entry | None, Callable[[str], Any], Any], Any]
_ONLY_ROWS: Final = ("compare", "before", "changes", "words")
_WORD: Final = re.compile(r"(\S+) (\w+) = (\w+)")


def read_watermark(read: Read, header: Header, columns: tuple[Column, ...]) -> Watermark:
    """The watermark of a header; `read` keeps what is wrong with it."""
    mark: Watermark = read(header.one("watermark"), lambda text: _watermark(text, columns), Watermark("none"))
    if mark.kind != "rows":
        for key in _ONLY_ROWS:
            read(header.one(key), _misplaced, None)
        return mark
    names = [column.name for column in columns]
    others = tuple(name for name in names if name not in mark.columns)
    return Watermark(
        "rows",
        mark.columns,
        compare=read(header.one("compare"), lambda text: _listed(text, names), others),
        before=read(header.one("before"), lambda text: _listed(text, names), ()),
        changes=read(header.one("changes"), lambda text: _listed(text, CHANGES), CHANGES),
        words=read(header.one("words"), _words, ()),
    )


def _watermark(text: str, columns: tuple[Column, ...]) -> Watermark:
    kind, _, rest = text.partition(" ")
    if kind not in KINDS or bool(rest) != (kind in ("time", "rows")):
        raise ValueError(f"{text!r} is none of `none`, `run`, `time COLUMN`, `rows KEY, KEY`")
    named = _listed(rest, [column.name for column in columns]) if rest else ()
    if kind == "time" and [c.type for c in columns if c.name in named] != ["datetime"]:
        raise ValueError("time needs one column of type datetime")
    return Watermark(kind, named)


def _listed(text: str, known: Any) -> tuple[Any, ...]:
    names = tuple(part.strip() for part in text.split(","))
    if strange := [name for name in names if name not in known]:
        raise ValueError(f"{', '.join(strange)!r} is none of {', '.join(known)}")
    return names


def _words(text: str) -> tuple[tuple[str, str, str], ...]:
    found = [_WORD.fullmatch(part.strip()) for part in text.split(",")]
    told = tuple((one[1], one[2], one[3]) for one in found if one and one[2] in CHANGES)
    if len(told) < len(found):
        raise ValueError("write `VALUE CHANGE = WORD, …`, VALUE being one of the first key column")
    return told


def _misplaced(_: str) -> None:
    raise ValueError("is for `watermark: rows` only")
