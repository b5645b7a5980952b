"""What the machine has and lacks for graphring: findings with the mend, no judgement of the person."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from graphring.errors import GraphDatabaseError, SettingsError
from graphring.graphdb.address import Address
from graphring.graphdb.jdk import jdks

State = Literal["ok", "low", "optional", "missing"]

DISK_GB: Final = 5.0
"""Free space below which a case of tens of millions of exchanges will not fit with its spill files."""
MEMORY_GB: Final = 4.0
"""The default limit of bulk steps (machine.memory_gb = 3) and room for the rest of the program."""
_LOCAL_USE: Final = {
    "networkx": "ring.to_networkx()",
    "pandas": "data frames in and .to_pandas()",
    "polars": "data frames in and .to_polars()",
    "neo4j-rust-ext": "faster loading into Neo4j",
}
_PROGRAMS: Final = (
    ("maven", ("mvn",), "a local Neo4j without Docker", "apt install maven"),
    (
        "chromium",
        ("chromium", "chromium-browser", "google-chrome"),
        "tests that look at reports and at Neo4j Browser",
        "apt install chromium",
    ),
)
"""Programs, the names they go by, what they are for and how to get them on Debian."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for."""

    name: str
    state: State
    found: str
    mend: str = ""


def findings(folder: Path = Path()) -> tuple[Finding, ...]:
    """Everything looked for: Python, libraries, disk of `folder`, memory, threads, the case key, Neo4j."""
    needed = [_library(name) for name in requirements()]
    optional = [_optional(name, use) for name, use in _LOCAL_USE.items()]
    return (_python(), *needed, *optional, _disk(folder), _memory(), _threads(), _key(), *_graph_database())


def requirements() -> tuple[str, ...]:
    """Names of the libraries that the installed graphring says it needs."""
    declared = [line for line in metadata.requires("graphring") or () if "extra ==" not in line]
    return tuple(sorted(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in declared))


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", "ok", f"{version} at {sys.executable}")


def _library(name: str) -> Finding:
    """A library counts as here when it can be imported: a broken binary is as good as none."""
    try:
        importlib.import_module(name.replace("-", "_"))
        return Finding(name, "ok", metadata.version(name))
    except (ImportError, OSError, metadata.PackageNotFoundError) as error:
        return Finding(name, "missing", str(error), f"{sys.executable} -m pip install --force-reinstall {name}")


def _optional(name: str, use: str) -> Finding:
    try:
        return Finding(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "optional", f"not installed; only for {use}", f"{sys.executable} -m pip install {name}")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free / 1e9
    told = f"{free:.1f} GB free at {folder.resolve()}"
    if free >= DISK_GB:
        return Finding("disk", "ok", told)
    return Finding("disk", "low", told, f"free some space: large cases need {DISK_GB:g} GB and more")


def _memory() -> Finding:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return Finding("memory", "ok", "this system does not tell")
    if total >= MEMORY_GB:
        return Finding("memory", "ok", f"{total:.1f} GB")
    return Finding(
        "memory", "low", f"{total:.1f} GB", f"machine.memory_gb = {max(0.25, total / 2):.2g} in the settings"
    )


def _threads() -> Finding:
    able = getattr(os, "sched_getaffinity", None)
    return Finding("threads", "ok", str(len(able(0)) if able else os.cpu_count() or 1))


def _key() -> Finding:
    """Whether the key is given; never the key."""
    if os.environ.get("GRAPHRING_KEY"):
        return Finding("GRAPHRING_KEY", "ok", "set: used for every case")
    return Finding("GRAPHRING_KEY", "ok", "not set: each case keeps a key of its own in its folder")


def _graph_database() -> tuple[Finding, ...]:
    """Neo4j itself, and what it takes to have one on this machine."""
    programs = [_program(name, known_as, use, mend) for name, known_as, use, mend in _PROGRAMS]
    return (_neo4j(), _java(), *programs)


def _neo4j() -> Finding:
    from graphring.graphdb.connect import Connection

    try:
        address = Address.of()
    except SettingsError:
        mend = "set NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD; `make neo4j` in a checkout starts one"
        return Finding("NEO4J_URI", "optional", "not set; only for publishing to Neo4j", mend)
    try:
        with Connection(address, patience_s=0) as graph:
            with_gds = f"with GDS {graph.gds_version}" if graph.gds_version else "without GDS"
            return Finding("NEO4J_URI", "ok", f"Neo4j {graph.version} {with_gds} at {address.uri}")
    except GraphDatabaseError as fault:
        return Finding("NEO4J_URI", "missing", f"no use of {address.uri}", str(fault))


def _java() -> Finding:
    found = ", ".join(f"{jdk.major} at {jdk.home}" for jdk in jdks())
    if found:
        return Finding("java", "ok", found)
    return Finding(
        "java", "optional", "not here; only for a local Neo4j without Docker", "apt install default-jdk-headless"
    )


def _program(name: str, known_as: tuple[str, ...], use: str, mend: str) -> Finding:
    path = next(filter(None, map(shutil.which, known_as)), None)
    return Finding(name, "ok", path) if path else Finding(name, "optional", f"not here; only for {use}", mend)
