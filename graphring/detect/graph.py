"""The graph that detection gets: accounts of size one, stub hubs of size zero, weighted ties between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Int32s = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LARGE: Final = 200_000
"""From so many ties on numba is worth its start: half a second, and once for a machine some seconds of compiling."""


@dataclass(frozen=True, eq=False)
class TieGraph:
    """Ties by number of their ends: 0 … n_accounts-1 are accounts, the n_stubs after them are stub hubs.

    Every tie comes once, in either direction. The order of ties is part of the graph: give them sorted, and the same
    graph gives the same communities. Raises ValueError for ends out of range, self loops, weights that are not
    finite and above zero, arrays of unlike length.
    """

    n_accounts: int
    n_stubs: int
    source: Int32s
    target: Int32s
    weight: Floats

    def __post_init__(self) -> None:
        if self.n_accounts < 0 or self.n_stubs < 0 or self.n_vertices > np.iinfo(np.int32).max:
            raise ValueError(f"a graph can't have {self.n_accounts} accounts and {self.n_stubs} stub hubs.")
        for name, kind in (("source", np.int32), ("target", np.int32), ("weight", np.float64)):
            object.__setattr__(self, name, _typed(getattr(self, name), name, np.dtype(kind)))
        if not len(self.source) == len(self.target) == len(self.weight):
            raise ValueError("source, target and weight of a graph must be equally long.")
        ends = np.concatenate([self.source, self.target])
        if len(ends) and (int(ends.min()) < 0 or int(ends.max()) >= self.n_vertices):
            raise ValueError(f"an end of a tie lies outside 0 … {self.n_vertices - 1}.")
        if bool((self.source == self.target).any()):
            raise ValueError("a tie joins a vertex with itself; leave self loops out.")
        if not bool((np.isfinite(self.weight) & (self.weight > 0)).all()):
            raise ValueError("the weight of a tie must be finite and above zero.")

    @property
    def n_vertices(self) -> int:
        """Accounts and stub hubs."""
        return self.n_accounts + self.n_stubs

    @property
    def n_ties(self) -> int:
        """Edges, those to stub hubs included."""
        return len(self.source)

    @cached_property
    def scale(self) -> float:
        """Mean weight of the ties between accounts (of all edges where there is none): the unit of resolutions."""
        between = (self.source < self.n_accounts) & (self.target < self.n_accounts)
        weights = self.weight[between] if between.any() else self.weight
        return float(weights.mean()) if len(weights) else 1.0

    @cached_property
    def neighbours(self) -> tuple[npt.NDArray[np.int64], Int32s, Int32s]:
        """For each vertex the start of its stretch; the vertices it is tied to; by which edge."""
        ends = np.concatenate([self.source, self.target])
        order = np.argsort(ends, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=self.n_vertices))])
        others = np.concatenate([self.target, self.source])[order]
        edges = np.tile(np.arange(self.n_ties, dtype=np.int32), 2)[order]
        return starts.astype(np.int64), others, edges


@dataclass(frozen=True, eq=False)
class Partition:
    """Communities at one resolution: a number for every account, counted up by the smallest account in each."""

    resolution: float
    membership: Int32s

    @property
    def n_communities(self) -> int:
        """How many communities there are, single accounts included."""
        return int(self.membership.max(initial=-1)) + 1


def canonical(labels: npt.NDArray[np.integer]) -> Int32s:
    """The same grouping with groups numbered in the order of their first element."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first), dtype=np.int32)
    return rank[inverse]


def pieces(n_vertices: int, source: npt.NDArray[np.integer], target: npt.NDArray[np.integer]) -> Int32s:
    """The connected component of every vertex."""
    ones = np.ones(len(source), np.int8)
    joined = sparse.coo_array((ones, (source, target)), shape=(n_vertices, n_vertices))
    found: Int32s = csgraph.connected_components(joined, directed=False)[1]
    return found


def _typed(values: npt.ArrayLike, name: str, kind: np.dtype[np.generic]) -> npt.NDArray[np.generic]:
    """A read-only array of the kind; whole numbers stay exact."""
    given = np.asarray(values)
    if given.ndim != 1 or (len(given) and kind.kind == "i" and given.dtype.kind not in "iu"):
        raise ValueError(f"{name} of a graph must be one row of {'whole ' if kind.kind == 'i' else ''}numbers.")
    if len(given) and kind.kind == "i" and (int(given.min()) < 0 or int(given.max()) > np.iinfo(np.int32).max):
        raise ValueError(f"{name} of a graph has a number that is no vertex.")
    made = given.astype(kind, copy=not given.flags.c_contiguous or given.dtype != kind)
    return np.ascontiguousarray(made)
