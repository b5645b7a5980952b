"""Words to a person: what came from files is made inert before it reaches a terminal."""

from __future__ import annotations

import sys
import unicodedata

# Cc: control; Cf: format (bidirectional overrides, zero width); Cs: surrogates; Zl, Zp: separators that break lines.
_LOUD = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def inert(text: str, keep: str = "") -> str:
    """`text` with control, format and surrogate characters written out (`\\x1b`), save those in `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape", "surrogatepass").decode("ascii")
        if unicodedata.category(c) in _LOUD and c not in keep
        else c
        for c in text
    )


def say(words: str) -> None:
    """A line to the person at the terminal: stderr, so that results can be piped."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def counted(n: int, one: str, many: str = "") -> str:
    """`n` with its noun: '1 file', '1,200 files'."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
