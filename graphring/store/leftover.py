"""What killed processes leave behind: files and folders with their number in the name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

OF_RUNS: Final = ("run", "reading", "spill")
"""A run in the making, a graph that was being read, pages that did not fit into memory."""


def left_over(staging: Path) -> list[Path]:
    """Folders of runs, readings and spilled pages whose process is gone; those of living ones are theirs."""
    folders = (p for name in OF_RUNS for p in sorted(staging.glob(f"{name}-*")))
    return [p for p in folders if not is_alive(p.name.split("-")[1])]


def is_alive(pid: str) -> bool:
    """Whether that process is there and at work; a name that is no number is none of ours, and left alone."""
    if not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: str) -> bool:
    """Whether it has ended and waits for its parent to take note, which some containers' first process never does."""
    try:
        told = Path("/proc", pid, "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no Linux, or gone meanwhile
        return False
    return told.rpartition(")")[2].split()[:1] == ["Z"]
