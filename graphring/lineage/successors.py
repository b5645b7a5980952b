"""The best successor of every earlier group, by members and by what they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csgraph

from graphring.lineage.ids import birth_id

LEAST: Final = 0.35
"""Score from which a group is the same group a run later (measured on synthetic successions)."""


@dataclass(frozen=True)
class Trace:
    """What a group is recognised by."""

    members: frozenset[str]
    entities: frozenset[str] = frozenset()
    """Specific entities, as kind and id."""


def score(one: Trace, other: Trace) -> float:
    """max(Jaccard of members, mean of the overlap coefficients of members and of specific entities), 0-1."""
    return max(_jaccard(one.members, other.members), _mean_overlap(one, other))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _mean_overlap(one: Trace, other: Trace) -> float:
    return (_overlap(one.members, other.members) + _overlap(one.entities, other.entities)) / 2


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def carried(earlier: dict[str, Trace], now: Sequence[Trace], used: frozenset[str]) -> list[str]:
    """An id for each group of `now`: its predecessor's where one fits, else a new one that is not in `used`.

    `earlier` holds the last trace of every id of the runs looked back to. Predecessors and successors are assigned
    one to one so that the scores are best in sum; a split keeps the id on the better child.
    """
    names = sorted(earlier)
    heirs = _assigned(_scores([earlier[name] for name in names], now))
    taken = set(used)
    ids: list[str] = []
    for i, trace in enumerate(now):
        ids.append(names[heirs[i]] if i in heirs else birth_id(trace.members, taken))
        taken.add(ids[-1])
    return ids


def _scores(earlier: Sequence[Trace], now: Sequence[Trace]) -> dict[tuple[int, int], float]:
    """Scores from LEAST on, by (now, earlier); only pairs that have a member or an entity in common are looked at."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, trace in enumerate(earlier):
        for mark in _marks(trace):
            places[mark].append(j)
    found = {}
    for i, trace in enumerate(now):
        near = Counter(j for mark in _marks(trace) for j in places.get(mark, ()))
        for j in sorted(near):
            value = score(trace, earlier[j])
            if value >= LEAST:
                found[i, j] = value
    return found


def _marks(trace: Trace) -> list[str]:
    return [f"a{m}" for m in trace.members] + [f"e{e}" for e in trace.entities]


def _assigned(scores: dict[tuple[int, int], float]) -> dict[int, int]:
    """One to one, best in sum, piece by piece of the graph of possible pairs."""
    if not scores:
        return {}
    rows, columns = sorted({i for i, _ in scores}), sorted({j for _, j in scores})
    row_at, column_at = {i: k for k, i in enumerate(rows)}, {j: k for k, j in enumerate(columns)}
    pairs = sorted(scores)
    ends = ([row_at[i] for i, _ in pairs], [len(rows) + column_at[j] for _, j in pairs])
    n = len(rows) + len(columns)
    piece = csgraph.connected_components(sparse.coo_array((np.ones(len(pairs)), ends), shape=(n, n)), directed=False)[1]
    by_piece: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        by_piece[int(piece[row_at[pair[0]]])].append(pair)
    return {i: j for own in by_piece.values() for i, j in _best(own, scores)}


def _best(pairs: list[tuple[int, int]], scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    rows, columns = sorted({i for i, _ in pairs}), sorted({j for _, j in pairs})
    matrix = np.array([[scores.get((i, j), 0.0) for j in columns] for i in rows])
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    return [(rows[a], columns[b]) for a, b in chosen if (rows[a], columns[b]) in scores]
