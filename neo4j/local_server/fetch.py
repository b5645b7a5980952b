"""The jars of a line, once per machine: by Maven into a cache folder."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphring.graphdb.jdk import Jdk
from local_server.lines import POM, Line
from local_server.unready import UnreadyError


def cache() -> Path:
    """Where jars are kept for all checkouts."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphring"


def jars(line: Line, jdk: Jdk) -> Path:
    """The folder with `lib` and `plugins` of a line; fetched when it is not there."""
    folder = cache() / f"neo4j-{line.version}"
    if not folder.is_dir():
        cache().mkdir(parents=True, exist_ok=True)
        with locked(cache() / f"neo4j-{line.version}.lock"):
            if not folder.is_dir():  # another process may have fetched it while this one waited
                _fetch(line, jdk, folder)
    return folder


def _fetch(line: Line, jdk: Jdk, folder: Path) -> None:
    """Into a folder beside it, renamed when it is whole: what is there is never half of it."""
    maven = shutil.which("mvn")
    if not maven:
        raise UnreadyError(
            f"Maven, which fetches Neo4j {line.version}, is not here; run 'apt install maven' as root, then again."
        )
    print(f"Fetching Neo4j {line.version} into {folder}: once, about 200 MB.", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as half:
        words = [maven, "-B", "-q", "-f", str(POM), "-P", line.name, f"-Dtarget={half}", "package"]
        done = subprocess.run(
            words, env={**os.environ, "JAVA_HOME": str(jdk.home)}, capture_output=True, text=True, check=False
        )
        if done.returncode or not all(any(Path(half, part).glob("*.jar")) for part in ("lib", "plugins")):
            raise UnreadyError(f"Maven could not fetch Neo4j {line.version} ({_reason(done)}); look at the network.")
        (whole := Path(half, "whole")).mkdir()
        for part in ("lib", "plugins"):
            Path(half, part).rename(whole / part)
        whole.rename(folder)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """The first error that Maven told, without its colours and its stack."""
    told = [row.removeprefix("[ERROR]").strip() for row in done.stdout.splitlines() if "[ERROR]" in row]
    return (told or [f"exit code {done.returncode}"])[0].rstrip(".")[:300]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one process at a time is in here; the lock of one that died is free."""
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
