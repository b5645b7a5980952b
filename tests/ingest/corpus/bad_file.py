"""One bad file and exactly what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class R(NamedTuple):
    """A reject: its line, its reason, its column where there is one."""

    line: int
    reason: str
    column: str | None = None


@dataclass(frozen=True)
class Bad:
    """A name with a known ending, what makes the file, and what is to come of it."""

    name: str
    made: bytes | Callable[[Path], object]
    used: int = 0
    repeated: int = 0
    noted: int = 0
    rejects: tuple[R, ...] = ()
    error: str = ""
    """Part of the sentence; "" where the file is used, or where all rows are rejected."""

    def write(self, folder: Path) -> Path:
        """The file in that folder."""
        path = folder / self.name
        if isinstance(self.made, bytes):
            path.write_bytes(self.made)
        else:
            self.made(path)
        return path
