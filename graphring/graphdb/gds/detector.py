"""GDS as a detector: Leiden for modularity at each resolution, on a projection of the ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from graphring.detect import Partition, TieGraph, connected, gamma
from graphring.errors import GraphDatabaseGdsError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.gds.faults import absent, gds_faults
from graphring.graphdb.gds.memory import fitting
from graphring.graphdb.gds.projection import projected
from graphring.model.progress import Progress
from graphring.settings import Detect

_LEVELS: Final = 10
"""At most so often communities become vertices; GDS's own default, and a million vertices need three or four."""


@dataclass(frozen=True)
class Gds:
    """The GDS of an open connection."""

    graph: Connection
    version: str

    @classmethod
    def of(cls, graph: Connection) -> Gds:
        """Raises GraphDatabaseGdsError where it is not installed."""
        version = graph.gds_version
        if version is None:
            raise absent(graph.address)
        return cls(graph, version)

    def partitions(self, ties: TieGraph, settings: Detect, progress: Progress) -> list[Partition]:
        """Communities at the gamma of each resolution (see `detect.gamma`), connected, in the settings' order.

        Stub hubs are vertices like others there: GDS knows no size of vertices. A hub pays for its ties, and stays
        outside communities at fine resolutions where with graphring's own detector it is free. They are left out of
        the communities afterwards. Same ties and seed, same communities: one thread, ties sent in a fixed order.
        """
        if not ties.n_ties:
            return [Partition(r, np.arange(ties.n_accounts, dtype=np.int32)) for r in settings.resolutions]
        progress.say(f"GDS {self.version}: {fitting(self.graph, ties.n_vertices, ties.n_ties).told()}")
        progress.step("finding communities with GDS", len(settings.resolutions) + 1)
        found = []
        with projected(self.graph, ties) as name:
            progress.advance()
            for resolution in settings.resolutions:
                asked = {"name": name, "gamma": gamma(ties, resolution), "levels": _LEVELS, "seed": settings.seed}
                found.append(Partition(resolution, connected(ties, self._labels(ties, asked))))
                progress.advance()
        return found

    def _labels(self, ties: TieGraph, asked: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
        """A number for every vertex; one without a tie is not in the projection and stays alone."""
        labels = -1 - np.arange(ties.n_vertices, dtype=np.int64)
        try:
            with gds_faults(self.graph.address):
                rows = self.graph.read(statement("gds/communities"), **asked)
        except GraphDatabaseGdsError:
            # GDS fails where no two vertices belong together, but can count: as many communities as vertices
            if not self._all_alone(asked):
                raise
            return labels
        for row in rows:
            labels[row["vertices"]] = row["communities"]
        return labels

    def _all_alone(self, asked: dict[str, Any]) -> bool:
        with gds_faults(self.graph.address):
            (told,) = self.graph.read(statement("gds/counted"), **asked)
        return bool(told["n_communities"] == told["n_vertices"])
