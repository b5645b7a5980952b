"""A community as a body: its accounts, the stub hubs among them, and the edges that hold them together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from graphring.detect.graph import Int32s, TieGraph, pieces
from graphring.detect.leiden import made
from graphring.detect.parts import Parts
from graphring.detect.stability import reached

Ints = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Body:
    """Vertices 0 … n_accounts-1 are the accounts in their order, then stub hubs; `edges` counts, symmetric."""

    n_accounts: int
    edges: sparse.csr_array

    @classmethod
    def of(cls, graph: TieGraph, accounts: Int32s, weak: int) -> Body:
        """The body of some (sorted) accounts; a hub with at most `weak` + 1 of them becomes ties between these."""
        others, edges = reached(graph, accounts)
        here = np.where(graph.source[edges] == others, graph.target[edges], graph.source[edges])
        source = np.searchsorted(accounts, here)
        inside = np.isin(others, accounts)
        place = np.searchsorted(accounts, others[inside])
        half = source[inside] < place
        pairs = [np.stack([source[inside][half], place[half]])]
        on_hub = others >= graph.n_accounts
        _, hub, users = np.unique(others[on_hub], return_inverse=True, return_counts=True)
        small = users <= weak + 1
        pairs.append(_paired(hub[small[hub]], source[on_hub][small[hub]]))
        rank = np.cumsum(~small) - 1
        pairs.append(np.stack([source[on_hub][~small[hub]], len(accounts) + rank[hub[~small[hub]]]]))
        size = len(accounts) + int((~small).sum())
        return cls(len(accounts), symmetric(np.concatenate(pairs, axis=1), size))

    def largest_piece(self) -> Ints:
        """The accounts of the connected piece with most of them (the one with the first account among equals)."""
        ends = self.edges.tocoo()
        label = pieces(self.edges.shape[0], ends.row, ends.col)[: self.n_accounts]
        return np.flatnonzero(label == _most(label))

    def core(self, weak: int) -> Ints:
        """The accounts that stay when those with at most `weak` edges are dropped, over and over."""
        there = np.ones(self.edges.shape[0], np.int64)
        while True:
            loose = np.flatnonzero((self.edges @ there <= weak)[: self.n_accounts] & (there[: self.n_accounts] > 0))
            if not len(loose):
                return np.flatnonzero(there[: self.n_accounts])
            there[loose] = 0

    def loosest(self, weak: int) -> Ints:
        """The accounts with at most `weak` edges, loosest first, later ones first among equals."""
        degree = np.asarray(self.edges.sum(axis=1)).ravel()[: self.n_accounts]
        loose = np.flatnonzero(degree <= weak)[::-1]
        return loose[np.argsort(degree[loose], kind="stable")]

    def parts(self, weak: int) -> Parts:
        """The body with much of what no cut of `weak` edges can take apart taken as one part; no more than that."""
        label, edges = np.arange(self.edges.shape[0]), self.edges
        if weak == 1:
            found = _unbridged(edges)
            return Parts(found[: self.n_accounts], np.arange(int(found.max()) + 1), _merged(edges, found))
        forward = True
        while True:
            found = _firm(edges, weak, forward=forward)
            if int(found.max(initial=-1)) + 1 < edges.shape[0]:
                label, edges, forward = found[label], _merged(edges, found), True
            elif forward:
                forward = False
            else:
                return Parts(label[: self.n_accounts], np.arange(edges.shape[0]), edges)


def _firm(edges: sparse.csr_array, weak: int, *, forward: bool) -> Int32s:
    """A group for every vertex, such that every cut between two of one group has more than `weak` edges.

    Spanning forests are taken out one after another. An edge that is left after `weak` of them joins two vertices
    that each forest joins as well, by paths that share no edge: no cut of `weak` edges parts them (Menger; the idea
    of Nagamochi and Ibaraki 1992, doi 10.1007/BF01758778). `forward`: which edges the forests take first.
    """
    ends = sparse.triu(edges, format="coo")
    numbers = np.arange(1, len(ends.data) + 1, dtype=np.float64)
    left = np.minimum(ends.data, weak + 1)
    for _ in range(weak):
        there = left > 0
        order = numbers[there] if forward else len(numbers) + 1 - numbers[there]
        graph = sparse.csr_array((order, (ends.row[there], ends.col[there])), shape=edges.shape)
        taken = csgraph.minimum_spanning_tree(graph).data.astype(np.int64)
        left[(taken if forward else len(numbers) + 1 - taken) - 1] -= 1
    return pieces(edges.shape[0], ends.row[left > 0], ends.col[left > 0])


def _unbridged(edges: sparse.csr_array) -> Int32s:
    """A group for every vertex: what stays connected without the bridges. The same as `_firm` for one edge, faster."""
    ends = sparse.triu(edges, format="coo")
    graph = made(edges.shape[0], ends.row, ends.col)
    graph.delete_edges([edge for edge in graph.bridges() if ends.data[edge] == 1])
    return np.asarray(graph.connected_components().membership, dtype=np.int32)


def _most(label: Ints) -> int:
    values, first, counts = np.unique(label, return_index=True, return_counts=True)
    return int(values[np.lexsort((first, -counts))[0]])


def _paired(group: Ints, element: Ints) -> npt.NDArray[np.int64]:
    """All pairs of elements of one group, as two rows."""
    order = np.argsort(group, kind="stable")
    group, element = group[order], element[order]
    found: list[npt.NDArray[np.int64]] = [np.empty((2, 0), np.int64)]
    for step in range(1, int(np.bincount(group).max(initial=1))):
        same = group[step:] == group[:-step]
        found.append(np.stack([element[:-step][same], element[step:][same]]))
    return np.concatenate(found, axis=1)


def symmetric(pairs: npt.NDArray[np.int64], size: int) -> sparse.csr_array:
    """How often each edge is there, in both directions; `pairs`: both ends as two rows."""
    both = np.concatenate([pairs, pairs[::-1]], axis=1)
    return sparse.csr_array((np.ones(both.shape[1], np.int64), (both[0], both[1])), shape=(size, size))


def _merged(edges: sparse.csr_array, label: Ints) -> sparse.csr_array:
    """The edges between groups of vertices, summed up; those within a group are gone."""
    size = int(label.max()) + 1
    ends = edges.tocoo()
    row, col = label[ends.row], label[ends.col]
    apart = row != col
    return sparse.csr_array((ends.data[apart], (row[apart], col[apart])), shape=(size, size))
