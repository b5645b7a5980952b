"""Files that are whole or not there, also after the machine lost its power."""

from __future__ import annotations

import os
from pathlib import Path


def synced(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def written(path: Path, text: str) -> Path:
    """Write a file and wait until it is on the disk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    return path


def renamed(old: Path, new: Path) -> None:
    """Give a file that is on the disk its name, and wait until that is there too."""
    old.replace(new)
    synced(new.parent)
