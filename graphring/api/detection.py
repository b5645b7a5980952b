"""Who finds the communities of a run: graphring itself, or GDS in a Neo4j, where that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from graphring.detect import Partition, TieGraph, partitions
from graphring.errors import SettingsError
from graphring.model.progress import Progress
from graphring.settings import Settings


@dataclass(frozen=True)
class Detector:
    """What finds the communities, and what a run tells of it."""

    partitions: Callable[[TieGraph, Progress], list[Partition]]
    versions: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


@contextmanager
def detector(settings: Settings, neo4j: str | None) -> Iterator[Detector]:
    """The detector of the settings, ready: a Neo4j without GDS is told before the long work, not after it."""
    if settings.detect.detector == "gds":
        with _gds(settings, neo4j) as found:
            yield found
        return
    if neo4j is not None:
        raise SettingsError(f"{neo4j} has nothing to do where graphring finds the communities; ask for --detector gds.")
    yield Detector(lambda graph, progress: partitions(graph, settings.detect, settings.machine, progress))


@contextmanager
def _gds(settings: Settings, neo4j: str | None) -> Iterator[Detector]:
    from graphring.graphdb.address import Address
    from graphring.graphdb.connect import Connection
    from graphring.graphdb.gds import Gds

    # not tried again: what was projected is gone with the connection
    with Connection(Address.of(neo4j), patience_s=0) as graph:
        gds = Gds.of(graph)
        yield Detector(
            lambda ties, progress: gds.partitions(ties, settings.detect, progress),
            {"gds": gds.version, "neo4j": graph.version},
            (f"Communities were found by GDS {gds.version} (modularity), not by graphring's own detector.",),
        )
