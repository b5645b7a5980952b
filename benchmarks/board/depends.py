"""What figures depend on, as a digest: a row with the same one need not be measured again."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

from peers import peer

from board.rows import OURS
from graphring.settings import Settings

ROOT = Path(__file__).parents[2]
_LIBRARIES = {OURS: ("duckdb", "igraph", "numpy", "pyarrow", "scipy"), "": ("duckdb", "igraph", "numpy", "scipy")}
_MEASURE = ("graphring/simulate", "graphring/evaluate", "graphring/model")  # the world, and how it is measured
_PROGRAM = ("store", "ingest", "evidence", "detect", "judge", "lineage", "api")


def settings_of(method: str) -> dict[str, object]:
    """What a method runs with."""
    if method == OURS:
        return {"defaults": Settings().sha256()[:16]}
    return dict(vars(peer(method).CHOSEN))


@cache
def versions_of(method: str) -> dict[str, str]:
    """Python, the libraries and the servers that a method stands on."""
    libraries = _LIBRARIES.get(method, _LIBRARIES[""])
    servers = getattr(peer(method), "servers", dict)() if method != OURS else {}
    return {"python": platform.python_version(), **{name: version(name) for name in libraries}, **servers}


def digest(method: str, scenario: dict[str, object]) -> str:
    """Code, settings, versions and the scenario; not the commit, which changes with every word in a document."""
    told = [settings_of(method), versions_of(method), scenario]
    return hashlib.sha256((_code(method) + json.dumps(told, sort_keys=True, default=str)).encode()).hexdigest()[:16]


@cache
def commit() -> str:
    """The commit of the checkout, with a plus where files differ from it; unknown without git."""
    done = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


@cache
def _code(method: str) -> str:
    own = [f"graphring/{room}" for room in _PROGRAM] if method == OURS else ["benchmarks/peers"]
    made = hashlib.sha256()
    for folder in (*_MEASURE, *own):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".sql", ".toml"):
                made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    if method == OURS:
        made.update((ROOT / "graphring" / "settings.py").read_bytes())
    return made.hexdigest()
