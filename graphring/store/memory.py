"""How much memory there is for us: of the machine, of the container or service we run in, of this process."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Final

BULK_SHARE: Final = 0.6
"""Of what there is, for DuckDB at most: it counts its buffers only, and Python, Arrow and igraph need theirs."""
_GB: Final = 1e9
_CGROUPS: Final = Path("/sys/fs/cgroup")


def bulk_gb(wanted: float) -> float:
    """The memory of bulk steps in GB: what the settings say, or less where the machine has not so much."""
    return min(wanted, BULK_SHARE * there_is_gb())


def there_is_gb() -> float:
    """GB that this process may use before the system ends it."""
    installed = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    space = resource.getrlimit(resource.RLIMIT_AS)[0]
    own = () if space == resource.RLIM_INFINITY else (space,)
    return min(installed, *own, *group_limits(_CGROUPS, Path("/proc/self/cgroup")), installed) / _GB


def group_limits(root: Path, told: Path) -> Iterator[int]:
    """Bytes that the control groups of a process may use, its own and those around it; version 2 and version 1."""
    try:
        lines = told.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for _, controllers, path in (line.split(":", 2) for line in lines if line.count(":") >= 2):
        if controllers not in ("", "memory"):
            continue
        folder, name = (root, "memory.max") if not controllers else (root / "memory", "memory.limit_in_bytes")
        inner = folder / path.strip("/")
        for group in (inner, *inner.parents):
            if group.is_relative_to(folder):
                yield from _limit(group / name)


def _limit(path: Path) -> Iterator[int]:
    try:
        written = path.read_text(encoding="utf-8").strip()
    except OSError:
        return
    if written.isdigit():  # else `max`
        yield int(written)
