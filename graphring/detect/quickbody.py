"""A community as a body, as `Body` is, for graphs so large that the many small matrices of `Body` cost most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graphring.detect.body import Body, Ints, symmetric
from graphring.detect.compiled.peeling import Nearness, connected_most, core, degrees, edges_within
from graphring.detect.graph import Int32s, TieGraph
from graphring.detect.parts import Parts


@dataclass(frozen=True)
class QuickBody:
    """Vertices as in `Body`; an edge that is there several times is there several times."""

    n_accounts: int
    n_vertices: int
    one: Int32s
    other: Int32s

    def largest_piece(self) -> Ints:
        """As `Body.largest_piece`."""
        return np.flatnonzero(connected_most(self.one, self.other, self.n_vertices, self.n_accounts))

    def core(self, weak: int) -> Ints:
        """As `Body.core`."""
        return np.flatnonzero(core((self.one, self.other), self.n_vertices, self.n_accounts, weak))

    def loosest(self, weak: int) -> Ints:
        """As `Body.loosest`."""
        degree = degrees(self.one, self.other, self.n_vertices)[: self.n_accounts]
        loose = np.flatnonzero(degree <= weak)[::-1]
        return loose[np.argsort(degree[loose], kind="stable")]

    def parts(self, weak: int) -> Parts:
        """As `Body.parts`."""
        pairs = np.stack([self.one, self.other]).astype(np.int64)
        return Body(self.n_accounts, symmetric(pairs, self.n_vertices)).parts(weak)


def quick_bodies(graph: TieGraph) -> Callable[[Int32s, int], QuickBody]:
    """What makes bodies of this graph; not for two threads at once."""
    starts, others, _ = graph.neighbours
    place, users = np.full(graph.n_vertices, -1, np.int32), np.zeros(graph.n_vertices, np.int32)
    near = Nearness(starts, others, graph.n_accounts, place, users)

    def made(accounts: Int32s, weak: int) -> QuickBody:
        one, other, n_vertices = edges_within(near, accounts, weak)
        return QuickBody(len(accounts), n_vertices, one, other)

    return made
