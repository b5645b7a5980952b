"""Weak sides of many communities, by the way that is quickest for the size of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphring.detect.bridges import pruned
from graphring.detect.firm import firm
from graphring.detect.graph import LARGE, Int32s, TieGraph


def slimmed(graph: TieGraph, sets: Sequence[Int32s]) -> Iterator[Int32s]:
    """What `pruned` leaves of each of these (sorted) sets of accounts, one after another."""
    if graph.n_ties >= LARGE:
        from graphring.detect.quickbody import quick_bodies

        bodies = quick_bodies(graph)
        yield from (pruned(graph, members, bodies) for members in sets)
    else:
        for members, whole in zip(sets, firm(graph, sets), strict=True):
            yield members if whole else pruned(graph, members)
