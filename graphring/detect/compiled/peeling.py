"""Accounts that hang on by few edges, or not at all, peeled off a community: all of pruning but minimum cuts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graphring.detect.graph import Flags, Int32s
from graphring.machine_code import compiled

Int64s = npt.NDArray[np.int64]


class Nearness(NamedTuple):
    """Vertex v is tied to `others[starts[v]:starts[v + 1]]`; accounts come before hubs. Scratch, given back as it was:
    `place` (-1 for every vertex) and `users` (zeros)."""

    starts: Int64s
    others: Int32s
    n_accounts: int
    place: Int32s
    users: Int32s


@compiled
def edges_within(near: Nearness, chosen: Int32s, weak: int) -> tuple[Int32s, Int32s, int]:
    """Both ends of every edge of the body of some (sorted) accounts, and how many vertices it has: see `Body`.

    Vertices are the accounts in their order, then hubs with more than `weak` + 1 of them by number. A hub with fewer is
    an edge between every two of its accounts.
    """
    hubs = _placed(near, chosen)
    n_hubs, first = _ranked(near, hubs, len(chosen), weak)
    upto, own = first[:-1].copy(), np.empty(first[-1], np.int32)
    room = _degrees(near, chosen) + (weak + 1) * len(own)
    one, other = np.empty(room, np.int32), np.empty(room, np.int32)
    at = 0
    for i in range(len(chosen)):
        for edge in range(near.starts[chosen[i]], near.starts[chosen[i] + 1]):
            there = near.place[near.others[edge]]
            if there > i:
                one[at], other[at] = i, there
                at += 1
            elif there < -1:
                own[upto[-2 - there]] = i
                upto[-2 - there] += 1
    for few in range(len(first) - 1):
        for i in range(first[few], first[few + 1]):
            for j in range(i + 1, first[few + 1]):
                one[at], other[at] = own[i], own[j]
                at += 1
    _cleared(near, chosen, hubs)
    return one[:at].copy(), other[:at].copy(), len(chosen) + n_hubs


@compiled
def _placed(near: Nearness, chosen: Int32s) -> Int32s:
    """Give the accounts their places and count the users of their hubs; returns these hubs, ascending."""
    for i in range(len(chosen)):
        near.place[chosen[i]] = i
    met, n_met = np.empty(_degrees(near, chosen), np.int32), 0
    for account in chosen:
        for edge in range(near.starts[account], near.starts[account + 1]):
            other = near.others[edge]
            if other >= near.n_accounts:
                if near.users[other] == 0:
                    met[n_met] = other
                    n_met += 1
                near.users[other] += 1
    return np.sort(met[:n_met])


@compiled
def _ranked(near: Nearness, hubs: Int32s, n_chosen: int, weak: int) -> tuple[int, Int64s]:
    """Give hubs their places: behind the accounts, or -2, -3, … where few use them. How many of the first there are,
    and where the users of each of the others begin in a row of them all."""
    n_hubs, n_few = 0, 0
    first = np.zeros(len(hubs) + 1, np.int64)
    for hub in hubs:
        if near.users[hub] > weak + 1:
            near.place[hub] = n_chosen + n_hubs
            n_hubs += 1
        else:
            near.place[hub] = -2 - n_few
            n_few += 1
            first[n_few] = first[n_few - 1] + near.users[hub]
    return n_hubs, first[: n_few + 1]


@compiled
def _degrees(near: Nearness, chosen: Int32s) -> int:
    total = 0
    for account in chosen:
        total += near.starts[account + 1] - near.starts[account]
    return total


@compiled
def _cleared(near: Nearness, chosen: Int32s, hubs: Int32s) -> None:
    for account in chosen:
        near.place[account] = -1
    for hub in hubs:
        near.place[hub] = -1
        near.users[hub] = 0


@compiled
def connected_most(one: Int32s, other: Int32s, n_vertices: int, n_accounts: int) -> Flags:
    """Which accounts are in the connected piece with most of them (the one with the first account among equals)."""
    root = np.arange(n_vertices)
    for edge in range(len(one)):
        a, b = _root(root, one[edge]), _root(root, other[edge])
        root[max(a, b)] = min(a, b)
    count = np.zeros(n_vertices, np.int64)
    for account in range(n_accounts):
        count[_root(root, account)] += 1
    best = 0
    for vertex in range(n_vertices):
        if count[vertex] > count[best]:
            best = vertex
    there = np.zeros(n_accounts, np.bool_)
    for account in range(n_accounts):
        there[account] = _root(root, account) == best
    return there


@compiled
def _root(root: Int64s, vertex: int) -> int:
    while root[vertex] != vertex:
        root[vertex] = root[root[vertex]]
        vertex = root[vertex]
    return vertex


@compiled
def degrees(one: Int32s, other: Int32s, n_vertices: int) -> Int64s:
    """How many edges every vertex has."""
    found = np.zeros(n_vertices, np.int64)
    for edge in range(len(one)):
        found[one[edge]] += 1
        found[other[edge]] += 1
    return found


@compiled
def core(ends: tuple[Int32s, Int32s], n_vertices: int, n_accounts: int, weak: int) -> Flags:
    """Which accounts stay when those with at most `weak` edges are dropped, over and over; hubs stay."""
    one, other = ends
    degree = degrees(one, other, n_vertices)
    there = np.ones(n_vertices, np.bool_)
    changed = True
    while changed:
        changed = False
        for account in range(n_accounts):
            if there[account] and degree[account] <= weak:
                there[account] = False
                changed = True
        if changed:
            degree[:] = 0
            for edge in range(len(one)):
                if there[one[edge]] and there[other[edge]]:
                    degree[one[edge]] += 1
                    degree[other[edge]] += 1
    return there[:n_accounts]
