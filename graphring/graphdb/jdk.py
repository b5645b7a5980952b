"""The Java installations of this machine: what a local Neo4j could run on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDERS: Final = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")
"""Where Debian and its kin, and where macOS, keep them."""


@dataclass(frozen=True, order=True)
class Jdk:
    """A Java that starts: its major version and its folder."""

    major: int
    home: Path

    @property
    def java(self) -> Path:
        """The program that starts it."""
        return self.home / "bin" / "java"


def jdks() -> tuple[Jdk, ...]:
    """Every Java found through JAVA_HOME, PATH and the usual folders, oldest first."""
    homes = dict.fromkeys(java.resolve().parents[1] for java in _candidates() if java.is_file())
    return tuple(sorted(Jdk(major, home) for home in homes if (major := _major(home / "bin" / "java"))))


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("JAVA_HOME"):
        yield Path(given) / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)
    for pattern in _FOLDERS:
        yield from sorted(Path("/").glob(f"{pattern[1:]}/bin/java"))


def _major(java: Path) -> int | None:
    """17 of `openjdk version "17.0.15"`, 8 of `"1.8.0_392"`; None when it doesn't start."""
    try:
        told = subprocess.run(  # noqa: S603  a Java of this machine
            [java, "-version"], capture_output=True, text=True, timeout=30, check=True
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(version[1]) if version else None
