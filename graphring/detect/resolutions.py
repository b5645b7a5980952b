"""One graph, one resolution: Leiden on the constant Potts model, stub hubs without size, connected communities."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Int32s, Partition, TieGraph, canonical, pieces
from graphring.detect.leiden import leiden, made
from graphring.settings import Detect


class Prepared:
    """A graph as igraph wants it, made once for all resolutions."""

    def __init__(self, graph: TieGraph) -> None:
        self.graph = graph
        self._igraph = made(graph.n_vertices, graph.source, graph.target)
        self._given: dict[str, Any] = {
            "weights": (graph.weight / graph.scale).tolist(),
            "node_weights": [1] * graph.n_accounts + [0] * graph.n_stubs,
        }

    def partition(self, resolution: float, settings: Detect) -> Partition:
        """Communities at one resolution, mean tie weight scaled to 1."""
        if not self.graph.n_ties:
            return Partition(resolution, np.arange(self.graph.n_accounts, dtype=np.int32))
        found = leiden(self._igraph, "CPM", resolution, settings.iterations, settings.seed, **self._given)
        return Partition(resolution, connected(self.graph, found.membership))


def connected(graph: TieGraph, found: npt.NDArray[np.integer]) -> Int32s:
    """Communities of accounts, each connected by its own ties and stub hubs.

    Leiden promises that for vertices with a size; a stub hub without one may leave its community at no cost to it.
    """
    inside = found[graph.source] == found[graph.target]
    parts = pieces(graph.n_vertices, graph.source[inside], graph.target[inside])
    return canonical(parts[: graph.n_accounts])
