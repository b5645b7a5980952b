"""Which Neo4j this machine can run: the lines of the pom against the Java installations found."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from graphring.graphdb.jdk import Jdk
from local_server.unready import UnreadyError

POM: Final = Path(__file__).parents[1] / "pom.xml"
_SPACE: Final = {"m": "http://maven.apache.org/POM/4.0.0"}


@dataclass(frozen=True)
class Line:
    """A line of Neo4j: the name of its profile in the pom and what that says."""

    name: str
    version: str
    oldest_java: int
    server_class: str
    quick_stop: str


def lines() -> tuple[Line, ...]:
    """The lines of the pom, newest first."""
    profiles = ET.parse(POM).findall(".//m:profile", _SPACE)  # noqa: S314  our own file
    return tuple(_line(profile) for profile in profiles)


def _line(profile: ET.Element) -> Line:
    def of(name: str) -> str:
        return profile.findtext(f"m:properties/m:{name}", "", _SPACE)

    name = profile.findtext("m:id", "", _SPACE)
    return Line(name, of("neo4j.version"), int(of("java.oldest")), of("server.class"), of("quick.stop"))


def chosen(found: Sequence[Jdk], wanted: str | None = None) -> tuple[Line, Jdk]:
    """The newest line that a Java found here can run, or the one of NEO4J_LINE, with the oldest Java that is enough."""
    wanted = wanted or os.environ.get("NEO4J_LINE")
    offered = [line for line in lines() if wanted in (None, "", line.name)]
    if not offered:
        names = " or ".join(line.name for line in lines())
        raise UnreadyError(f"there is no Neo4j line {wanted!r}; set NEO4J_LINE to {names}.")
    for line in offered:
        for jdk in sorted(found):
            if jdk.major >= line.oldest_java:
                return line, jdk
    needed = offered[-1]
    here = f"only Java {', '.join(str(jdk.major) for jdk in found)} is here" if found else "no Java is here"
    raise UnreadyError(
        f"Neo4j {needed.version} needs Java {needed.oldest_java} or newer and {here};"
        f" run 'apt install openjdk-{needed.oldest_java}-jdk-headless' as root or set JAVA_HOME."
    )
