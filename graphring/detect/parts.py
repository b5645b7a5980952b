"""The firmly joined parts of a community and the few edges between them: where a weak cut can run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import igraph
import numpy as np
import numpy.typing as npt
from scipy import sparse

Ints = npt.NDArray[np.integer]

# Stoer and Wagner's minimum cut takes some seconds here, and grows with the square.
_EXACT: Final = 2_000


@dataclass(frozen=True)
class Parts:
    """`part_of`: part of every account; `ids`: the parts still there; `edges`: counts between these, symmetric."""

    part_of: Ints
    ids: Ints
    edges: sparse.csr_array

    @property
    def n_accounts(self) -> int:
        """Accounts in the parts still there."""
        return int(self._sizes().sum())

    def weak_side(self, weak: int) -> list[int]:
        """Places of the parts on the smaller side of a cut of at most `weak` edges; empty where there is none."""
        if len(self.ids) < 2 or not weak:
            return []
        return self._smallest_cut(weak) if len(self.ids) <= _EXACT else self._bridge()

    def without(self, side: list[int]) -> Parts:
        """What stays when a side is dropped."""
        stays = np.setdiff1d(np.arange(len(self.ids)), side)
        return Parts(self.part_of, self.ids[stays], self.edges[stays][:, stays])

    def _sizes(self) -> Ints:
        return np.bincount(self.part_of, minlength=int(self.ids.max(initial=-1)) + 1)[self.ids]

    def _igraph(self) -> tuple[igraph.Graph, list[int]]:
        ends = sparse.triu(self.edges, format="coo")
        pairs = list(zip(ends.row.tolist(), ends.col.tolist(), strict=True))
        return igraph.Graph(n=len(self.ids), edges=pairs), ends.data.tolist()

    def _smallest_cut(self, weak: int) -> list[int]:
        graph, capacity = self._igraph()
        cut = graph.mincut(capacity=capacity)
        return self._smaller(cut.partition[0]) if cut.value <= weak else []

    def _bridge(self) -> list[int]:
        """The side of the most lopsided bridge; only the place of a part that hangs on it is looked at."""
        graph, capacity = self._igraph()
        single = [edge for edge in graph.bridges() if capacity[edge] == 1]
        if not single:
            return []
        graph.delete_edges(single)
        label = np.array(graph.connected_components().membership)
        accounts = np.bincount(label, self._sizes())
        ends = sparse.triu(self.edges, format="coo")
        crossing = label[ends.row] != label[ends.col]
        hung = np.bincount(np.concatenate([label[ends.row[crossing]], label[ends.col[crossing]]]))
        leaf = np.flatnonzero(hung == 1)
        return np.flatnonzero(label == leaf[np.argmin(accounts[leaf])]).tolist()

    def _smaller(self, side: list[int]) -> list[int]:
        """The side with fewer accounts, of equal ones that without the first account; none if it has no account."""
        there = np.zeros(len(self.ids), np.bool_)
        there[side] = True
        sizes = self._sizes()
        one, other = int(sizes[there].sum()), int(sizes[~there].sum())
        first = there[np.flatnonzero(np.isin(self.ids, self.part_of[np.isin(self.part_of, self.ids)][:1]))[0]]
        drop = there if (one, first) < (other, not first) else ~there
        return np.flatnonzero(drop).tolist() if min(one, other) else []
