"""Sides of a community that hang on by a few edges only are cut off: as pruning, not as rejection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from graphring.detect.body import Body, Ints
from graphring.detect.graph import Int32s, TieGraph
from graphring.detect.parts import Parts
from graphring.detect.stability import accounts_of

# A rule that leaves less than this share, or fewer accounts than the least, found no weak sides but a community that
# is thin throughout (say, 300 accounts on two stub hubs: each hangs on by two edges); then fewer edges are called weak.
_BODY_SHARE: Final = 0.1
_BODY_LEAST: Final = 5


class AnyBody(Protocol):
    """What pruning asks of a body: see `Body`."""

    def largest_piece(self) -> Ints: ...  # noqa: D102
    def core(self, weak: int) -> Ints: ...  # noqa: D102
    def loosest(self, weak: int) -> Ints: ...  # noqa: D102
    def parts(self, weak: int) -> Parts: ...  # noqa: D102


Bodies = Callable[[Int32s, int], AnyBody]
"""Makes the body of some sorted accounts, where so many edges are weak."""


def pruned(graph: TieGraph, members: npt.NDArray[np.integer], bodies: Bodies | None = None) -> Int32s:
    """The members that stay when the smaller side of every cut of at most log10(n) edges is dropped, over and over.

    n is the number of accounts still there: below 10 only what is not connected at all is dropped, below 100 what
    hangs on one edge, below 1,000 on two. Each edge counts one whatever its weight; stub hubs of the neighbourhood
    connect too, several stub edges as several; one with few of the members counts as ties between these. Where the
    rule would leave less than a tenth, it is run with one edge less. Cuts are exact as long as the community, its
    firmly joined parts taken as one, has at most 2,000 parts (larger ones have, unless accounts have fewer than about
    eight edges each); beyond that only single accounts and bridges are cut.
    `bodies`: what makes the bodies of this graph. Raises ValueError when members are not accounts of the graph.

    Source: Park et al. 2024, well-connected communities: an edge cut must have more than log10(n) edges.
    """
    chosen = accounts_of(graph, members)
    if not len(chosen):
        return chosen
    made = bodies or partial(Body.of, graph)
    enough = max(_BODY_LEAST, _BODY_SHARE * len(chosen))
    for most in range(_weak(len(chosen)), 0, -1):
        body = made(chosen, most)
        if len(body.core(most)) >= enough:
            left = _Pruning(made, most).of(chosen, body)
            if len(left) >= enough:
                return left
    return _Pruning(made, 0).of(chosen, made(chosen, 0))


def _weak(n_accounts: int) -> int:
    """So many edges are a weak cut of a community of that size: the whole number below log10(n)."""
    return len(str(n_accounts)) - 1


@dataclass(frozen=True)
class _Pruning:
    made: Bodies
    most: int

    def weak(self, n_accounts: int) -> int:
        return min(self.most, _weak(n_accounts))

    def of(self, chosen: Int32s, body: AnyBody) -> Int32s:
        """Drop sides until nothing changes; `body` is that of the chosen accounts."""
        while True:
            left = self._next(chosen, body)
            if len(left) == len(chosen):
                return left
            chosen = left
            body = self.made(chosen, self.weak(len(chosen)))

    def _next(self, chosen: Int32s, body: AnyBody) -> Int32s:
        weak = self.weak(len(chosen))
        largest = body.largest_piece()
        if len(largest) < len(chosen) or not weak:
            return chosen[largest]
        # As many as keep n large enough for `weak` edges to be few, until the last one.
        room = len(chosen) - 10**weak + 1
        core = body.core(weak)
        if len(core) < len(chosen):
            return chosen[core] if len(chosen) - len(core) <= room else np.delete(chosen, body.loosest(weak)[:room])
        parts = body.parts(weak)
        while side := parts.weak_side(self.weak(parts.n_accounts)):
            parts = parts.without(side)
        return chosen[np.isin(parts.part_of, parts.ids)]
