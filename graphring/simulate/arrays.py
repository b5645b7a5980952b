"""The array types that the generators speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Texts: TypeAlias = npt.NDArray[Any]
"""Object arrays of str."""

HOUR_S = 3600
DAY_S = 86_400
_BLOCK: Final = 250_000  # rows of a matrix at once: some ten columns of them are 20 MB
SLICE: Final = 500_000
"""Exchanges that are made at once: with all that is drawn for them about 150 MB."""


def texts(n: int, value: str = "") -> Texts:
    """The same text n times."""
    return np.full(n, value, dtype=object)


def picked(rng: np.random.Generator, share: Floats, row: Ints) -> Ints:
    """For each row number a column of `share`, drawn with that row's shares (rows need not add up to one)."""
    upto, drawn = np.cumsum(share, axis=1), rng.random(len(row))
    column = np.empty(len(row), dtype=np.int64)
    for begin in range(0, len(row), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        edges = upto[row[part]]
        column[part] = ((drawn[part] * edges[:, -1])[:, None] >= edges).sum(axis=1)
    return column


def slices(volume: Ints, most: int = SLICE) -> Iterator[slice]:
    """Consecutive rows whose volumes add up to `most` or less; a row that has more stands alone."""
    upto, begin = np.cumsum(volume), 0
    while begin < len(volume):
        before = int(upto[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(upto, before + most, side="right")))
        yield slice(begin, end)
        begin = end


def harmonic(n: int) -> Floats:
    """Popularity of n things, most popular first: shares 1, 1/2, 1/3 … scaled to one."""
    weight = 1.0 / np.arange(1, n + 1)
    return np.asarray(weight / weight.sum())


def chosen(rng: np.random.Generator, share: Floats, n: int) -> Ints:
    """N draws from one distribution."""
    upto = np.cumsum(share)
    return np.asarray(np.searchsorted(upto, rng.random(n) * upto[-1], side="right"), dtype=np.int64)
