"""A weighted graph as machine code wants it: all neighbours of a vertex in one stretch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Floats, Int32s
from graphring.machine_code import compiled

Int64s = npt.NDArray[np.int64]


class Level(NamedTuple):
    """Vertex v is tied to `others[starts[v]:starts[v + 1]]`, with those weights; `size`: accounts in it (0: a hub)."""

    starts: Int64s
    others: Int32s
    weight: Floats
    size: Floats


@compiled
def level_of(source: Int32s, target: Int32s, weight: Floats, size: Floats) -> Level:
    """The level of a graph in which each tie comes once; neighbours in the order of ties."""
    starts = _starts(source, target, len(size))
    place = starts[:-1].copy()
    others = np.empty(2 * len(source), np.int32)
    weights = np.empty(2 * len(source), np.float64)
    for tie in range(len(source)):
        one, other = source[tie], target[tie]
        others[place[one]], weights[place[one]] = other, weight[tie]
        place[one] += 1
        others[place[other]], weights[place[other]] = one, weight[tie]
        place[other] += 1
    return Level(starts, others, weights, size)


@compiled
def _starts(source: Int32s, target: Int32s, n_vertices: int) -> Int64s:
    starts = np.zeros(n_vertices + 1, np.int64)
    for tie in range(len(source)):
        starts[source[tie] + 1] += 1
        starts[target[tie] + 1] += 1
    return np.cumsum(starts)


@compiled
def joined(level: Level, group: Int32s, n_groups: int) -> Level:
    """The graph whose vertices are the groups: ties between two groups are summed up, those within one are gone."""
    first, inside = _by_group(group, n_groups)
    starts, size = np.zeros(n_groups + 1, np.int64), np.zeros(n_groups)
    others = np.empty(len(level.others), np.int32)
    weights = np.empty(len(level.others), np.float64)
    pull, near = np.zeros(n_groups), np.empty(n_groups, np.int32)
    at = 0
    for one in range(n_groups):
        n_near = 0
        for vertex in inside[first[one] : first[one + 1]]:
            size[one] += level.size[vertex]
            for edge in range(level.starts[vertex], level.starts[vertex + 1]):
                other = group[level.others[edge]]
                if other == one:
                    continue
                if pull[other] == 0.0:
                    near[n_near] = other
                    n_near += 1
                pull[other] += level.weight[edge]
        for other in near[:n_near]:
            others[at], weights[at] = other, pull[other]
            pull[other] = 0.0
            at += 1
        starts[one + 1] = at
    return Level(starts, others[:at].copy(), weights[:at].copy(), size)


@compiled
def _by_group(group: Int32s, n_groups: int) -> tuple[Int64s, Int32s]:
    """Vertices sorted by group, and where each group begins among them."""
    first = np.zeros(n_groups + 1, np.int64)
    for one in group:
        first[one + 1] += 1
    first = np.cumsum(first)
    place, inside = first[:-1].copy(), np.empty(len(group), np.int32)
    for vertex in range(len(group)):
        inside[place[group[vertex]]] = vertex
        place[group[vertex]] += 1
    return first, inside


@compiled
def renumbered(label: Int32s, bound: int) -> tuple[Int32s, int]:
    """The same grouping, numbered in the order of first elements, and how many groups; labels are below `bound`."""
    rank, found = np.full(bound, -1, np.int32), np.empty(len(label), np.int32)
    n_groups = 0
    for vertex in range(len(label)):
        if rank[label[vertex]] < 0:
            rank[label[vertex]] = n_groups
            n_groups += 1
        found[vertex] = rank[label[vertex]]
    return found, n_groups
