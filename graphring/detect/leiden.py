"""The one call to igraph's Leiden (Traag, Waltman, van Eck 2019, doi 10.1038/s41598-019-41695-z), made repeatable."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import igraph
import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Int32s

Objective = Literal["CPM", "modularity"]

# igraph has one generator for the whole process.
_generator = threading.Lock()


def made(n_vertices: int, source: npt.NDArray[np.integer], target: npt.NDArray[np.integer]) -> Any:
    """An undirected igraph graph with vertices and edges in the given order."""
    graph = igraph.Graph(n=n_vertices, directed=False)
    if len(source):
        graph.add_edges(np.stack([source, target], axis=1).astype(np.int64))
    return graph


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator of ours, and give it back its usual one, Python's `random`."""
    with _generator:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


@dataclass(frozen=True)
class Found:
    """A partition of all vertices and the quality that Leiden gave it."""

    membership: Int32s
    quality: float


def leiden(graph: Any, objective: Objective, resolution: float, iterations: int, seed: int, **given: Any) -> Found:
    """The community of every vertex. `given`: weights and node_weights as lists; negative iterations: until no gain."""
    with drawn_from(seed):
        found = graph.community_leiden(
            objective_function=objective, resolution=resolution, n_iterations=iterations, **given
        )
    return Found(np.asarray(found.membership, dtype=np.int32), float(found.quality))
