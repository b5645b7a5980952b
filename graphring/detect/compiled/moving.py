"""Leiden's first phase: single vertices move to the community where the constant Potts model gains most."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from graphring.detect.compiled.level import Level
from graphring.detect.graph import Flags, Floats, Int32s
from graphring.machine_code import compiled

# A vertex moves for more than this share of what is weighed only: sums of floats in another order differ by less
# (some 1e-16 for each term), so that no two vertices can move to and fro for ever.
_WORTH: Final = 1e-9


class Groups(NamedTuple):
    """Community of every vertex; size and number of vertices of every community; scratch: `pull` (zeros) and `near`."""

    of: Int32s
    size: Floats
    n_vertices: Int32s
    pull: Floats
    near: Int32s


@compiled
def moved(level: Level, member: Int32s, order: Int32s, gamma: float, halted: Flags) -> None:
    """Change `member` (labels below the number of vertices) by moves that gain, or less when `halted[0]` is set.

    Vertices are visited in the given order, and again when a neighbour has left for another community: in the end
    few can still gain, those at communities that shrank later (nobody, once a call changes nothing).
    """
    n = len(order)
    groups = _groups(level, member)
    queue, waiting = order.copy(), np.ones(n, np.bool_)
    head, left, empty = 0, n, 0
    while left and not halted[0]:
        vertex = queue[head]
        head, left = head + 1 if head + 1 < n else 0, left - 1
        waiting[vertex] = False
        best = _best(level, groups, vertex, gamma)
        if best < 0:
            while groups.n_vertices[empty]:
                empty = empty + 1 if empty + 1 < n else 0
            best = empty
        if best == member[vertex]:
            continue
        _change(level, groups, vertex, best)
        for edge in range(level.starts[vertex], level.starts[vertex + 1]):
            other = level.others[edge]
            if not waiting[other] and member[other] != best:
                waiting[other] = True
                queue[head + left if head + left < n else head + left - n] = other
                left += 1


@compiled
def _groups(level: Level, member: Int32s) -> Groups:
    n = len(member)
    size, count = np.zeros(n), np.zeros(n, np.int32)
    for vertex in range(n):
        size[member[vertex]] += level.size[vertex]
        count[member[vertex]] += 1
    return Groups(member, size, count, np.zeros(n), np.empty(n, np.int32))


@compiled
def _best(level: Level, groups: Groups, vertex: int, gamma: float) -> int:
    """The community where the vertex gains most: its own unless another is better; -1 where it is better alone."""
    n_near, pull = 0, groups.pull
    for edge in range(level.starts[vertex], level.starts[vertex + 1]):
        group = groups.of[level.others[edge]]
        if pull[group] == 0.0:
            groups.near[n_near] = group
            n_near += 1
        pull[group] += level.weight[edge]
    own, price = groups.of[vertex], gamma * level.size[vertex]
    cost = price * (groups.size[own] - level.size[vertex])
    best, gain = own, pull[own] - cost + _WORTH * (pull[own] + cost)
    pull[own] = 0.0
    for group in groups.near[:n_near]:
        if group != own and pull[group] - price * groups.size[group] > gain:
            best, gain = group, pull[group] - price * groups.size[group]
        pull[group] = 0.0
    return -1 if gain < 0.0 and groups.n_vertices[own] > 1 else best


@compiled
def _change(level: Level, groups: Groups, vertex: int, group: int) -> None:
    own = groups.of[vertex]
    groups.size[own] -= level.size[vertex]
    groups.n_vertices[own] -= 1
    groups.size[group] += level.size[vertex]
    groups.n_vertices[group] += 1
    groups.of[vertex] = group
