"""Leiden on the constant Potts model (Traag, Waltman, van Eck 2019, doi 10.1038/s41598-019-41695-z), compiled."""

from __future__ import annotations

import numpy as np

from graphring.detect.compiled.level import Level, joined, renumbered
from graphring.detect.compiled.moving import moved
from graphring.detect.compiled.refining import refined
from graphring.detect.graph import Flags, Int32s

# Many vertices are shuffled in blocks: neighbours in memory stay neighbours, a fifth of the time is saved. Few fit into
# the processor's cache anyway.
_BLOCK, _MANY = 64, 30_000


class Stopped(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The work was broken off from outside."""


def leiden(level: Level, gamma: float, iterations: int, seed: int, halted: Flags) -> Int32s:
    """The community of every vertex, numbered in the order of first vertices; `Stopped` once `halted[0]` is set."""
    chance = np.random.default_rng(seed)
    member = np.arange(len(level.size), dtype=np.int32)
    for _ in range(iterations):
        member = _iterated(level, member, gamma, chance, halted)
    return member


def _iterated(level: Level, member: Int32s, gamma: float, chance: np.random.Generator, halted: Flags) -> Int32s:
    """Move, refine, join the parts to vertices of a smaller graph; again there, until nothing is joined any more."""
    vertex = np.arange(len(member), dtype=np.int32)  # of the smaller graph, for each vertex of the first
    member = member.copy()
    while True:
        n = len(level.size)
        order = _shuffled(n, chance)
        moved(level, member, order, gamma, halted)
        part, n_parts = renumbered(refined(level, member, order, gamma), n)
        if halted[0]:
            raise Stopped
        if n_parts == n:
            return renumbered(member[vertex], n)[0]
        above = np.empty(n_parts, np.int32)
        above[part] = member
        level, member, vertex = joined(level, part, n_parts), renumbered(above, n)[0], part[vertex]


def _shuffled(n: int, chance: np.random.Generator) -> Int32s:
    block = _BLOCK if n >= _MANY else 1
    places = chance.permutation(-(-n // block))[:, np.newaxis] * block + np.arange(block)
    order: Int32s = places[places < n].astype(np.int32)
    return order
