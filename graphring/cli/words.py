"""Words to a person: what came from files is made inert before it reaches a terminal."""

from __future__ import annotations

import sys

from graphring.model.inert import inert

__all__ = ["counted", "inert", "say"]


def say(words: str) -> None:
    """A line to the person at the terminal: stderr, so that results can be piped."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def counted(n: int, one: str, many: str = "") -> str:
    """`n` with its noun: '1 file', '1,200 files'."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
