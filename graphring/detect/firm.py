"""Which communities are firm as they are, told for many at once: one by one, making small matrices costs most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Flags, Int32s, TieGraph, pieces
from graphring.detect.leiden import made
from graphring.detect.stability import reached

_AT_ONCE: Final = 100_000
"""Members looked at together."""
_LESS_THAN: Final = 100
"""Communities of that size and larger are not looked at: there two edges are a weak cut."""

_Ends = npt.NDArray[np.int64]


def firm(graph: TieGraph, sets: Sequence[Int32s]) -> Flags:
    """Of which of these (sorted) sets of accounts `pruned` leaves everybody; False also means not known.

    A set of fewer than ten accounts is firm where it is connected, one of fewer than a hundred where it has no bridge.
    """
    found = np.zeros(len(sets), bool)
    for numbers in _blocks([len(members) for members in sets]):
        found[numbers] = _firm(graph, [sets[number] for number in numbers])
    return found


def _blocks(sizes: list[int]) -> Iterator[list[int]]:
    block: list[int] = []
    members = 0
    for number, size in enumerate(sizes):
        if not 0 < size < _LESS_THAN:
            continue
        block.append(number)
        members += size
        if members >= _AT_ONCE:
            yield block
            block, members = [], 0
    if block:
        yield block


def _firm(graph: TieGraph, sets: list[Int32s]) -> Flags:
    sizes = np.array([len(members) for members in sets])
    owner = np.repeat(np.arange(len(sets)), sizes)
    weak = (sizes >= 10).astype(np.int64)
    n_vertices, ends, counts = _bodies(graph, np.concatenate(sets), owner, weak)
    label = pieces(n_vertices, *ends)[: len(owner)]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    connected = np.logical_and.reduceat(label == label[first][owner], first)
    bridges = np.array(made(n_vertices, *ends).bridges(), np.int64)
    cut = owner[ends[0][bridges[counts[bridges] == 1]]]
    held = np.ones(len(sets), bool)
    held[cut] = weak[cut] == 0
    return connected & held


def _bodies(graph: TieGraph, accounts: Int32s, owner: _Ends, weak: _Ends) -> tuple[int, _Ends, _Ends]:
    """All sets side by side, as `Body` makes them: how many vertices, ends of the edges, how often each is there."""
    others, _ = reached(graph, accounts)
    starts = graph.neighbours[0]
    place = np.repeat(np.arange(len(accounts)), starts[accounts + 1] - starts[accounts])
    key = owner[place] * graph.n_vertices + others
    own = owner * graph.n_vertices + accounts
    there = np.minimum(np.searchsorted(own, key), len(own) - 1)
    tied = (own[there] == key) & (place < there)
    on_hub = others >= graph.n_accounts
    _, hub, users = np.unique(key[on_hub], return_inverse=True, return_counts=True)
    few = users <= weak[_first_owner(hub, owner[place[on_hub]], len(users))] + 1
    small = few[hub]
    rank = len(accounts) + np.cumsum(~few) - 1
    ends = np.concatenate([
        np.stack([place[tied], there[tied]]),
        _couples(hub[small], place[on_hub][small]),
        np.stack([place[on_hub][~small], rank[hub[~small]]]),
    ], axis=1)  # fmt: skip
    n_vertices = len(accounts) + int((~few).sum())
    distinct, counts = np.unique(ends[0] * n_vertices + ends[1], return_counts=True)
    return n_vertices, np.stack([distinct // n_vertices, distinct % n_vertices]), counts


def _first_owner(hub: _Ends, owner: _Ends, n_hubs: int) -> _Ends:
    """The set that each hub is counted in."""
    found = np.zeros(n_hubs, np.int64)
    found[hub] = owner
    return found


def _couples(hub: _Ends, place: _Ends) -> _Ends:
    """The two accounts of each small hub that has two, the first of them first."""
    order = np.lexsort((place, hub))
    hub, place = hub[order], place[order]
    both = hub[1:] == hub[:-1]
    return np.stack([place[:-1][both], place[1:][both]])
