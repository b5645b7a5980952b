"""The array types that the generators speak."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Texts: TypeAlias = npt.NDArray[Any]
"""Object arrays of str."""

HOUR_S = 3600
DAY_S = 86_400


def texts(n: int, value: str = "") -> Texts:
    """The same text n times."""
    return np.full(n, value, dtype=object)


def picked(rng: np.random.Generator, share: Floats, row: Ints) -> Ints:
    """For each row number a column of `share`, drawn with that row's shares (rows need not add up to one)."""
    upto = np.cumsum(share, axis=1)
    drawn = rng.random(len(row)) * upto[row, -1]
    return np.asarray((drawn[:, None] >= upto[row]).sum(axis=1), dtype=np.int64)


def harmonic(n: int) -> Floats:
    """Popularity of n things, most popular first: shares 1, 1/2, 1/3 … scaled to one."""
    weight = 1.0 / np.arange(1, n + 1)
    return np.asarray(weight / weight.sum())


def chosen(rng: np.random.Generator, share: Floats, n: int) -> Ints:
    """N draws from one distribution."""
    upto = np.cumsum(share)
    return np.asarray(np.searchsorted(upto, rng.random(n) * upto[-1], side="right"), dtype=np.int64)
