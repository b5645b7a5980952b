"""The single step: a table of edges in, a table of communities out."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graphring.detect.edges import Edges, edges_of
from graphring.detect.graph import Int32s
from graphring.detect.leiden import Objective, leiden, made
from graphring.detect.profile import most_stable

# Starts among which the best is taken; on large graphs one start gets nearly as far and takes long.
_STARTS: Final = 5
_LARGE: Final = 500_000
_OBJECTIVES: Final[dict[str, Objective]] = {"cpm": "CPM", "modularity": "modularity"}


def communities(edges: Any, objective: str = "cpm", resolution: float | None = None, seed: int = 0) -> pa.Table:
    """Communities of an undirected graph by Leiden.

    `edges` has source and target (text or whole numbers) and maybe weight; repeated edges are summed up, self loops
    left out. With "cpm" (constant Potts model, mean weight scaled to 1) and no resolution, a profile of resolutions
    is made and the most stable partition returned (see `profile.most_stable`); with "modularity" the resolution is 1
    unless given. Returns node (text, sorted) and community, numbered by size, largest first, then by smallest node.
    Raises ValueError for another objective, a resolution that is not above zero, a seed that is no whole number of
    zero or more, and tables that don't fit.
    """
    if objective not in _OBJECTIVES:
        raise ValueError(f"the objective {objective!r} is not known; take one of {', '.join(_OBJECTIVES)}.")
    if resolution is not None and not _above_zero(resolution):
        raise ValueError(f"a resolution must be a finite number above zero, not {resolution!r}.")
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"a seed must be a whole number of zero or more, not {seed!r}.")
    given = edges_of(edges)
    found = _membership(given, _OBJECTIVES[objective], resolution, int(seed))
    return pa.table({"node": given.nodes, "community": pa.array(_by_size(found), pa.int64())})


def _above_zero(value: object) -> bool:
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    return number and math.isfinite(float(value)) and float(value) > 0  # type: ignore[arg-type]


def _membership(edges: Edges, objective: Objective, resolution: float | None, seed: int) -> Int32s:
    if not len(edges.source):
        return np.arange(len(edges.nodes), dtype=np.int32)
    if objective == "CPM" and resolution is None:
        return most_stable(edges, seed)
    weights = (edges.weight / edges.weight.mean()).tolist()
    graph = made(len(edges.nodes), edges.source, edges.target)
    starts = range(_STARTS if len(weights) <= _LARGE else 1)
    tried = [leiden(graph, objective, resolution or 1.0, -1, seed + start, weights=weights) for start in starts]
    return max(tried, key=lambda found: found.quality).membership


def _by_size(membership: Int32s) -> Int32s:
    """The same grouping numbered by size, largest first; equal ones by their first node."""
    _, first, inverse, counts = np.unique(membership, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), np.int32)
    rank[np.lexsort((first, -counts))] = np.arange(len(first), dtype=np.int32)
    return rank[inverse]
