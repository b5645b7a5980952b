"""Planted rings and found rings, pair by pair: how many accounts they have in common, and who is matched with whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from graphring.evaluate.held import Held
from graphring.evaluate.labels import Codes, pairs
from graphring.model.measures import Level

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overlaps:
    """Pairs of a planted and a found ring with accounts in common.

    Counted are planted ring accounts and innocents; those caught in a ring are left out on both sides.
    """

    planted: Codes
    found: Codes
    n_common: Codes
    planted_sizes: Codes
    found_sizes: Codes

    @cached_property
    def jaccard(self) -> Floats:
        """Common accounts by accounts in either, of each pair."""
        return self.n_common / (self.planted_sizes[self.planted] + self.found_sizes[self.found] - self.n_common)

    @cached_property
    def f1(self) -> Floats:
        """2 common / (planted + found), of each pair."""
        return 2 * self.n_common / (self.planted_sizes[self.planted] + self.found_sizes[self.found])

    def best(self, values: Floats) -> dict[int, int]:
        """For each planted ring with any pair the pair of the greatest value, the first of equal ones."""
        order = np.lexsort((self.found, -values, self.planted))
        _, first = np.unique(self.planted[order], return_index=True)
        return {int(self.planted[order[i]]): int(order[i]) for i in first}

    def matched(self, min_jaccard: float) -> list[int]:
        """Pairs of a one-to-one assignment, as places.

        Only pairs with a Jaccard of at least `min_jaccard` may be matched; of all such assignments one with most
        pairs, among those one with the greatest sum of Jaccards.
        """
        fit = np.flatnonzero(self.jaccard >= min_jaccard)
        n_rivals = np.bincount(self.planted[fit])[self.planted[fit]] + np.bincount(self.found[fit])[self.found[fit]]
        contested = n_rivals > 2  # the others are alone in their row and column
        return [*fit[~contested].tolist(), *self._assigned(fit[contested])]

    def _assigned(self, fit: Codes) -> list[int]:
        """The best assignment among these pairs."""
        if not len(fit):
            return []
        rows, row = np.unique(self.planted[fit], return_inverse=True)
        columns, column = np.unique(self.found[fit], return_inverse=True)
        worth = np.zeros((len(rows), len(columns)))
        worth[row, column] = min(worth.shape) + self.jaccard[fit]  # one more pair outweighs any overlap
        at: dict[tuple[int, int], int] = {(r, c): int(p) for r, c, p in zip(row, column, fit, strict=True)}
        chosen: Any = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
        return [at[pair] for pair in chosen if pair in at]


def overlaps(of: Held, level: Level) -> Overlaps:
    """All pairs at that level."""
    counted = of.truth.own | of.truth.innocent
    rings, found = np.where(of.truth.own, of.truth.rings.codes, -1), of.rings_at(level)
    both = (rings >= 0) & (found >= 0)
    planted_of_pair, found_of_pair, n_common = pairs(rings[both], found[both])
    return Overlaps(
        planted=planted_of_pair, found=found_of_pair, n_common=n_common,
        planted_sizes=of.truth.rings.counts(of.truth.own),
        found_sizes=of.groups.counts(counted & (found >= 0)),
    )  # fmt: skip
