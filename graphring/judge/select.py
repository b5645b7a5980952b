"""Groups without overlap, best first; the rest of the accounts filled in from the finest resolution."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

import numpy as np

from graphring.judge.candidates import Index, groups_of
from graphring.judge.group import Group


def chosen(groups: Sequence[Group], n_accounts: int, settle: Callable[[Group], Group] | None = None) -> list[Group]:
    """Best first, each account in one group at most. A group that overlaps a better one is dropped as a whole.

    Groups may be hopeful: `settle` makes of one what it really is, never better, and is only asked when it would be
    taken. The result is the same as if all had been settled first.
    """
    taken = np.zeros(n_accounts, bool)
    queue = [(group.merit(), i, settle is None, group) for i, group in enumerate(groups)]
    heapq.heapify(queue)
    kept = []
    while queue:
        _, i, settled, group = heapq.heappop(queue)
        if taken[group.candidate.members].any():
            continue
        if settled:
            taken[group.candidate.members] = True
            kept.append(group)
        elif settle is not None:
            real = settle(group)
            heapq.heappush(queue, (real.merit(), i, True, real))
    return kept


def filled(kept: Sequence[Group], level: Index) -> Index:
    """The flat partition: chosen groups as they are, everybody else as in `level`; numbered from zero."""
    flat = np.full(len(level), -1, np.int64)
    for number, group in enumerate(kept):
        flat[group.candidate.members] = number
    rest = flat < 0
    flat[rest] = len(kept) + level[rest]
    return np.unique(flat, return_inverse=True)[1].astype(np.int32)


def left_over(kept: Sequence[Group], flat: Index, least: int) -> list[Index]:
    """Communities of the flat partition that no chosen group is, with at least `least` members."""
    known = {group.candidate.key() for group in kept}
    return [members for members in groups_of(flat, least) if members.tobytes() not in known]
