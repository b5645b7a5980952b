"""Prompts to families: seeds of telling shingles, then every prompt to the family it is nearest to, then families
that are alike made one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from scipy import sparse

from graphring.machine_code import compiled
from graphring.templates.kept import Int32s
from graphring.templates.telling import Floats, as_units, coherence, rarity
from graphring.templates.text import Int64s

ALIKE: Final = 0.5
"""From which likeness on two families are one, of 1 where they are drawn alike; see docs/method.md."""
_ROUNDS: Final = 6
_JOINS: Final = 12
_NONE: Final = -1
_LEAST: Final = 1e-6


def families(matrix: sparse.csr_matrix) -> Int64s:
    """The family of every row, -1 for rows without a shingle."""
    rare = rarity(matrix)
    near = coherence(matrix, rare)
    n = np.bincount(matrix.indices, minlength=matrix.shape[1])
    units = as_units((matrix @ sparse.diags(rare * near)).tocsr())
    family = _best((matrix @ sparse.diags(near * np.log1p(n))).tocsr())
    for _ in range(_ROUNDS):
        family = _nearest(units, family)
        family = _joined(units, family)
    return _nearest(units, family)


def _nearest(units: sparse.csr_matrix, family: Int64s) -> Int64s:
    centres, names = _centres(units, family)
    best = _best((units @ centres.T.tocsr()).tocsr())
    return np.where(best < 0, _NONE, names[best]) if len(names) else best


def _joined(units: sparse.csr_matrix, family: Int64s) -> Int64s:
    """Families that are each other's nearest, and alike, become one, until there are none."""
    for _ in range(_JOINS):
        alike, names = _likeness(units, family)
        best = _best(alike)
        own = np.arange(len(names))
        mutual = (best >= 0) & (best[best] == own)
        if not mutual.any():
            break
        to = names[np.where(mutual, np.minimum(own, best), own)]
        place = np.minimum(np.searchsorted(names, np.maximum(family, 0)), max(len(names) - 1, 0))
        family = np.where((family >= 0) & (names[place] == family), to[place], family)
    return family


def _likeness(units: sparse.csr_matrix, family: Int64s) -> tuple[sparse.csr_matrix, Int64s]:
    """How alike families of two and more rows are, where that is `ALIKE` or more.

    The mean cosine between a row of the one and a row of the other, over the geometric mean of what it is within each
    (pairs of different rows): 1 where both are drawn from the same template, however much of it each row has lost.
    E.g. .02 between and .016 and .025 within: .02 / .02 = 1.
    """
    total, names, n = _totals(units, family)
    many = n > 1
    total, names, n = total[many], names[many], n[many]
    squares = np.asarray(total.multiply(total).sum(axis=1)).ravel()
    within = np.maximum((squares - n) / (n * (n - 1)), _LEAST)
    scaled = sparse.diags(1 / (n * np.sqrt(within))) @ total
    alike = (scaled @ scaled.T).tocsr()
    alike.setdiag(0)
    alike.data[alike.data < ALIKE] = 0
    alike.eliminate_zeros()
    return alike, names


def _centres(units: sparse.csr_matrix, family: Int64s) -> tuple[sparse.csr_matrix, Int64s]:
    """The mean direction of each family, and the families' names in that order."""
    total, names, _ = _totals(units, family)
    return as_units(total), names


def _totals(units: sparse.csr_matrix, family: Int64s) -> tuple[sparse.csr_matrix, Int64s, Int64s]:
    """The sum of the rows of each family, its name, how many rows it has."""
    rows = np.flatnonzero(family >= 0)
    names, place, n = np.unique(family[rows], return_inverse=True, return_counts=True)
    shape = (len(names), len(family))
    members = sparse.csr_matrix((np.ones(len(rows)), (place, rows)), shape=shape)
    return (members @ units).tocsr(), names, n


def _best(matrix: sparse.csr_matrix) -> Int64s:
    matrix.sort_indices()
    best: Int64s = _greatest(matrix.indptr, matrix.indices, matrix.data)
    return best


@compiled
def _greatest(starts: Int32s, columns: Int32s, values: Floats) -> Any:
    """The column of the greatest value above zero in each row, the first of equals; -1 where there is none."""
    best = np.full(len(starts) - 1, -1, np.int64)
    for row in range(len(best)):
        most = 0.0
        for at in range(starts[row], starts[row + 1]):
            if values[at] > most:
                best[row], most = columns[at], values[at]
    return best
