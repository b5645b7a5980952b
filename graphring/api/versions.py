"""Which versions made a result."""

from __future__ import annotations

import platform
from importlib.metadata import version

_TOLD = ("graphring", "duckdb", "igraph", "numba", "numpy", "pyarrow", "scipy")


def versions() -> dict[str, str]:
    """Versions of graphring, Python and every library that a result depends on."""
    return {"python": platform.python_version(), **{name: version(name) for name in _TOLD}}
