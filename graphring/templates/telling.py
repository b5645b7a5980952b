"""How telling a shingle is: rare, and its prompts have more than it in common."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]

_LOOKED_AT: Final = 64
"""Prompts of a shingle that are compared with each other."""
_LEAST: Final = 1e-6


def rarity(matrix: sparse.csr_matrix) -> Floats:
    """ln(1 + prompts / prompts with the shingle): what everybody has, such as a harness's own prompt, says little."""
    n = np.maximum(np.bincount(matrix.indices, minlength=matrix.shape[1]), 1)
    return np.asarray(np.log1p(matrix.shape[0] / n))


def coherence(matrix: sparse.csr_matrix, rare: Floats) -> Floats:
    """Mean cosine between two prompts that have the shingle: near 1 within a template, small for a turn of phrase.

    With unit vectors u of n prompts and s their sum: (s·s − n) / (n (n − 1)). E.g. two equal prompts: (4 − 2) / 2 = 1.
    """
    unit = as_units(matrix @ sparse.diags(rare))
    looked_at = _first_rows(matrix.tocsc())
    n = np.diff(looked_at.indptr)
    total = looked_at @ unit
    squares = np.asarray(total.multiply(total).sum(axis=1)).ravel()
    mean: Floats = np.maximum((squares - n) / np.maximum(n * (n - 1), 1), _LEAST)
    return mean


def as_units(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same rows, each of length 1."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(length, 1e-12)) @ matrix).tocsr()


def _first_rows(columns: sparse.csc_matrix) -> sparse.csr_matrix:
    """The first rows of every column: rows are in the order of a hash, so these are as good as drawn."""
    columns.sort_indices()
    place = np.arange(len(columns.indices)) - np.repeat(columns.indptr[:-1], np.diff(columns.indptr))
    mine = place < _LOOKED_AT
    column = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
    shape = (columns.shape[1], columns.shape[0])
    return sparse.csr_matrix((np.ones(int(mine.sum())), (column[mine], columns.indices[mine])), shape=shape)
