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

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

Shape = Literal["table", "graph", "count"]
Maturity = Literal["tested", "trial"]
KEYS: Final = ("question", "parameter", "returns", "shape", "identity", "caveat", "maturity", "revision")
"""In their order; `parameter` may be absent or stand more than once."""
_LINE: Final = re.compile(r"//\s*(\w+):\s*(.*\S)\s*")


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
    lines = text.splitlines()
    if not lines or not lines[0].startswith("// ") or _LINE.fullmatch(lines[0]):
        raise MistakeError(1, "the first line is no title; write `// What it is called` there.")
    words: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for at, line in enumerate(lines[1:], 2):
        if not line.startswith("//"):
            break
        key, told = _told(at, line)
        if key in words and key != "parameter":
            raise MistakeError(at, f"{key} stands twice; once is enough.")
        words.setdefault(key, []).append(told)
        places.setdefault(key, at)
    if missing := [key for key in KEYS if key not in words and key != "parameter"]:
        raise MistakeError(1, f"the header says nothing of {', '.join(missing)}; add a line `// {missing[0]}: …`.")
    return _checked(Header(lines[0][3:].strip(), {key: tuple(told) for key, told in words.items()}, places))


def _told(at: int, line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if not found or found[1] not in KEYS:
        raise MistakeError(at, f"a line of the header is `// key: words`, with one of {', '.join(KEYS)}.")
    return found[1], found[2]


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
