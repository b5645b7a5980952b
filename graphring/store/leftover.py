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
    """Whether that process is there; a name that is no number is none of ours, and left alone."""
    if not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
