"""The header of a query file: who reads it, reads what the statement is for.

    // Rings today
    // question: Which rings are there, the strongest first?
    // parameter: verdict text, only rings with this verdict
    // returns: ring, verdict, score
    // shape: table
    // identity: ring
    // caveat: a score is no probability.
    // maturity: tested
    // revision: 1

The first line is the title, as Browser takes it for the name of a saved query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal, get_args

from graphring.graphdb.header import Entry, split

Shape = Literal["table", "graph", "count"]
Maturity = Literal["tested", "trial"]
KEYS: Final = ("question", "parameter", "returns", "shape", "identity", "caveat", "maturity", "revision")
"""In their order; `parameter` may be absent or stand more than once."""


class MistakeError(Exception):
    """What is wrong with a file, and in which line."""

    def __init__(self, line: int, told: str) -> None:
        super().__init__(told)
        self.line = line


@dataclass(frozen=True)
class Header:
    """What the comment says, words as they stand, and the lines that they stand in."""

    title: str
    words: dict[str, tuple[str, ...]]
    lines: dict[str, int]

    def one(self, key: str) -> str:
        """The words of a key that stands once."""
        return self.words[key][0]

    def list(self, key: str) -> tuple[str, ...]:
        """The words of a key, which commas part."""
        return tuple(word.strip() for word in self.one(key).split(","))

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """The word of a key, one of those that are allowed."""
        if self.one(key) not in allowed:
            raise MistakeError(self.lines[key], f"the {key} {self.one(key)!r} is none of {', '.join(allowed)}.")
        return self.one(key)


def header_of(text: str) -> Header:
    """The header of a file, or what is wrong with it."""
    comment = list(takewhile(lambda line: line.startswith("//"), text.splitlines()))
    told = split("\n".join(comment))
    if 1 not in told.strange or not comment[0].startswith("// "):
        raise MistakeError(1, "the first line is no title; write `// What it is called` there.")
    if wrong := min((*_strange(told.strange), *_of_keys(told.entries)), default=None):
        raise MistakeError(*wrong)
    words = {key: tuple(entry.value for entry in told.all(key)) for key in KEYS if told.one(key)}
    if missing := [key for key in KEYS if key not in words and key != "parameter"]:
        raise MistakeError(1, f"the header says nothing of {', '.join(missing)}; add a line `// {missing[0]}: …`.")
    places = {entry.key: entry.line for entry in reversed(told.entries)}
    return _checked(Header(comment[0][3:].strip(), words, places))


def _strange(lines: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    for line in lines[1:]:  # the first one is the title
        yield line, f"a line of the header is `// key: words`, with one of {', '.join(KEYS)}."


def _of_keys(entries: tuple[Entry, ...]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in KEYS or not entry.value:
            yield from _strange((1, entry.line))
        elif entry.key in seen and entry.key != "parameter":
            yield entry.line, f"{entry.key} stands twice; once is enough."
        seen.add(entry.key)


def _checked(header: Header) -> Header:
    shape = header.choice("shape", get_args(Shape))
    header.choice("maturity", get_args(Maturity))
    if shape == "graph" and header.list("returns") != ("path",):
        raise MistakeError(header.lines["returns"], "a graph returns one column; name it path.")
    if unknown := [column for column in header.list("identity") if column not in header.list("returns")]:
        raise MistakeError(header.lines["identity"], f"{unknown[0]!r} is not returned; name columns that are.")
    if not header.one("revision").isdecimal():
        raise MistakeError(header.lines["revision"], f"{header.one('revision')!r} is no whole number; count from 1.")
    return header
