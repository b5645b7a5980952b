"""Does a community come back when a fifth of its neighbourhood's ties is taken away?"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Flags, Floats, Int32s, TieGraph
from graphring.detect.leiden import leiden, made
from graphring.settings import Detect

# The neighbourhood ends at so many vertices per member, and never below the least: what competes for the members of a
# community is near it, and a stub hub would let in everybody. Around very large ones the nearest are enough: without
# the last bound one community of 36,000 accounts took as long as all others of a run together.
_PER_MEMBER: Final = 4
_AT_LEAST: Final = 300
_OTHERS_AT_MOST: Final = 20_000


def stability(graph: TieGraph, members: npt.NDArray[np.integer], resolution: float, settings: Detect) -> float:
    """Mean best Jaccard of a community over bootstraps, 0 to 1.

    In each bootstrap 80 % (`kept_edges`) of the edges of the neighbourhood are kept, Leiden runs at the resolution
    times that share, and the community found nearest to the members counts with |both| / |either|. The neighbourhood
    is the members and what lies up to two ties away, strongest first, bounded. The right scale gives about .98,
    fragments of a larger whole .34 (measured on synthetic populations). Without bootstraps nothing is shown
    to be stable: 0. Raises ValueError when members are not accounts of the graph.
    """
    chosen = accounts_of(graph, members)
    if not len(chosen) or not settings.bootstraps:
        return 0.0
    near = _Neighbourhood(graph, chosen)
    kept = round(settings.kept_edges * len(near.weight))
    found = []
    for bootstrap in range(settings.bootstraps):
        draw = np.random.default_rng([settings.seed, bootstrap])
        edges = np.sort(draw.permutation(len(near.weight))[:kept])
        found.append(near.best_jaccard(edges, resolution * settings.kept_edges, settings, bootstrap))
    return float(np.mean(found))


def accounts_of(graph: TieGraph, members: npt.NDArray[np.integer]) -> Int32s:
    """The members, sorted and distinct; ValueError when one is not an account of the graph."""
    chosen = np.unique(np.asarray(members))
    if len(chosen) and (chosen.dtype.kind not in "iu" or chosen[0] < 0 or chosen[-1] >= graph.n_accounts):
        raise ValueError(f"members must be accounts of the graph, numbers from 0 to {graph.n_accounts - 1}.")
    return chosen.astype(np.int32)


class _Neighbourhood:
    """The part of a graph around some members, vertices in the order of the whole."""

    def __init__(self, graph: TieGraph, members: Int32s) -> None:
        vertices = _around(graph, members)
        edges = edges_inside(graph, vertices)
        self.source = np.searchsorted(vertices, graph.source[edges])
        self.target = np.searchsorted(vertices, graph.target[edges])
        self.weight: Floats = graph.weight[edges] / graph.scale
        self.is_account: Flags = vertices < graph.n_accounts
        self.is_member: Flags = np.isin(vertices, members)

    def best_jaccard(self, edges: npt.NDArray[np.int64], resolution: float, settings: Detect, bootstrap: int) -> float:
        """How near the nearest community comes when only these edges are there."""
        graph = made(len(self.is_account), self.source[edges], self.target[edges])
        given: dict[str, Any] = {
            "weights": self.weight[edges].tolist(),
            "node_weights": self.is_account.astype(int).tolist(),
        }
        found = leiden(graph, "CPM", resolution, settings.iterations, settings.seed + bootstrap, **given).membership
        sizes = np.bincount(found[self.is_account], minlength=len(found))
        both = np.bincount(found[self.is_member], minlength=len(found))
        return float((both / np.maximum(1, sizes + self.is_member.sum() - both)).max())


def _around(graph: TieGraph, members: Int32s) -> Int32s:
    """The members and the vertices one and two ties away, as many as the bound lets in, strongest tied first."""
    bound = min(max(_AT_LEAST, _PER_MEMBER * len(members)), len(members) + _OTHERS_AT_MOST)
    vertices = members
    for _ in range(2):
        others, edges = reached(graph, vertices)
        found, place = np.unique(others, return_inverse=True)
        pull = np.bincount(place, graph.weight[edges], minlength=len(found))
        fresh = ~np.isin(found, vertices)
        found, pull = found[fresh], pull[fresh]
        nearest = np.argsort(-pull, kind="stable")[: max(0, bound - len(vertices))]
        vertices = np.sort(np.concatenate([vertices, found[nearest]]))
    return vertices


def reached(graph: TieGraph, vertices: Int32s) -> tuple[Int32s, Int32s]:
    """The other end and the number of every edge at these vertices."""
    starts, others, edges = graph.neighbours
    counts = starts[vertices + 1] - starts[vertices]
    offset = np.repeat(starts[vertices] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    places = offset + np.arange(int(counts.sum()))
    return others[places], edges[places]


def edges_inside(graph: TieGraph, vertices: Int32s) -> Int32s:
    """The edges with both ends among these (sorted) vertices, in the order of the graph."""
    others, edges = reached(graph, vertices)
    return np.unique(edges[np.isin(others, vertices)])
