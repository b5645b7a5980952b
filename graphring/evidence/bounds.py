"""How many pairs projection would make, before it makes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PairBound:
    """The largest entity that is projected into pairs, and how many pairs that makes at most."""

    max_degree: int
    n_pairs: int
    lowered: bool
    """True where the wanted degree would have made more pairs than allowed."""


def pair_bound(by_degree: list[tuple[int, int]], max_degree: int, max_pairs: int) -> PairBound:
    """The highest degree up to `max_degree` whose pairs, summed from below, stay within `max_pairs`.

    `by_degree` holds (accounts of the entity, pairs of all entities with so many), ascending. Entities above become
    stub hubs, with which the choice of degree hardly matters for what is found.
    """
    total, reached = 0, 1
    for degree, pairs in by_degree:
        if degree > max_degree:
            break
        if total + pairs > max_pairs:
            return PairBound(reached, total, lowered=True)
        total, reached = total + pairs, degree
    return PairBound(max_degree, total, lowered=False)
