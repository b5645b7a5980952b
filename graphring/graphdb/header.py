"""The header of a statement file, of a question and of a job: `// key: value` lines, each with its line number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_KEYED: Final = re.compile(r"// ?([a-z][a-z_]*): *(.*)")
_GOES_ON: Final = re.compile(r"// {2,}(\S.*)")


@dataclass(frozen=True)
class Entry:
    """One line of a header; lines that go on with two or more spaces after `//` belong to it."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Header:
    """What a file says of itself, and the statement after it."""

    entries: tuple[Entry, ...]
    strange: tuple[int, ...]
    """Lines that are neither `// key: value` nor go on."""
    body: str
    body_line: int
    """Where the statement starts."""

    def all(self, key: str) -> tuple[Entry, ...]:
        """Every line of that key, in order."""
        return tuple(entry for entry in self.entries if entry.key == key)

    def one(self, key: str) -> Entry | None:
        """The first line of that key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def text(self, key: str) -> str:
        """The value of the first line of that key; empty without one."""
        entry = self.one(key)
        return entry.value if entry else ""


def split(text: str) -> Header:
    """The header and the statement of a file."""
    lines = text.splitlines()
    n = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("//")), len(lines))
    entries: list[Entry] = []
    strange: list[int] = []
    for number, line in enumerate(lines[:n], 1):
        if keyed := _KEYED.fullmatch(line.rstrip()):
            entries.append(Entry(keyed[1], keyed[2].strip(), number))
        elif entries and (more := _GOES_ON.fullmatch(line.rstrip())):
            last = entries[-1]
            entries[-1] = Entry(last.key, f"{last.value} {more[1]}".strip(), last.line)
        elif line.strip(" /"):
            strange.append(number)
    return Header(tuple(entries), tuple(strange), "\n".join(lines[n:]).strip().removesuffix(";"), n + 1)
