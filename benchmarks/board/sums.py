"""Rows to sums: a method over the seeds of a world, and over worlds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peers import PEERS, peer

from board.rows import BOTH, OURS, RING, Figures, Row

METHODS = (OURS, *PEERS)
_Z = 1.959964  # of 95 %


@dataclass(frozen=True)
class Contender:
    """A method at a level of verdicts; peers have one level."""

    method: str
    level: str
    title: str


CONTENDERS = (
    Contender(OURS, RING, "graphring, ring"),
    Contender(OURS, BOTH, "graphring, ring and review"),
    *(Contender(name, RING, peer(name).TITLE) for name in PEERS),
)


@dataclass(frozen=True)
class Kinds:
    """Innocents of one kind over several rows."""

    kind: str
    n_accounts: int
    n_flagged: int
    false_rings: int

    @property
    def per_100k(self) -> float:
        return 1e5 * self.n_flagged / self.n_accounts

    def interval(self) -> tuple[float, float]:
        """Wilson's, of per_100k; accounts of one crowd are flagged together, so it is narrower than it should be."""
        n, p = self.n_accounts, self.n_flagged / self.n_accounts
        middle, half = p + _Z**2 / (2 * n), _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        low, high = ((middle + sign * half) / (1 + _Z**2 / n) for sign in (-1, 1))
        return max(0.0, 1e5 * low), 1e5 * high


def of(rows: Iterable[Row], contender: Contender) -> list[Row]:
    """Rows of a contender that have figures."""
    return [row for row in rows if row.method == contender.method and not row.failed]


def at(rows: Iterable[Row], contender: Contender) -> list[Figures]:
    """Its figures."""
    return [row.levels[contender.level] for row in of(rows, contender)]


def mean(values: Iterable[float | None]) -> float | None:
    """Of those that are told; None where none is."""
    told = [value for value in values if value is not None]
    return sum(told) / len(told) if told else None


def with_rings(rows: Iterable[Row]) -> list[Row]:
    """Rows of worlds in which a ring was planted; a failed row has none, as far as anyone can tell."""
    return [row for row in rows if row.failed or row.levels[RING].n_true]


def f1(figures: Figures) -> float:
    """Nothing found where a ring was planted is 0, not unknown."""
    return figures.f1 or 0.0


def by_world(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of each scenario or curve, by name."""
    made: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        made[row.world].append(row)
    return dict(sorted(made.items()))


def flagged(rows: Sequence[Row], contender: Contender) -> list[Kinds]:
    """Kinds of innocents with what was flagged of them, most per 100,000 first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in of(rows, contender):
        for kind in row.kinds:
            own = sums[kind.kind]
            own[0] += kind.n_accounts
            own[1] += kind.n_flagged[contender.level]
            own[2] += kind.false_rings[contender.level]
    made = [Kinds(kind, *own) for kind, own in sums.items() if own[0]]
    return sorted(made, key=lambda k: (-k.per_100k, -k.n_accounts, k.kind))


def all_flagged(rows: Sequence[Row], contender: Contender) -> Kinds | None:
    """All kinds together."""
    kinds = flagged(rows, contender)
    if not kinds:
        return None
    return Kinds("all", *(sum(getattr(k, name) for k in kinds) for name in ("n_accounts", "n_flagged", "false_rings")))
