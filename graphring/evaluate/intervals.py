"""Shares with their uncertainty."""

from __future__ import annotations

from math import sqrt
from typing import Final

from graphring.model.measures import Interval

_Z: Final = 1.959963984540054  # the normal quantile that leaves 2.5 % on each side


def wilson(k: int, n: int) -> Interval | None:
    """The 95 % interval of a share of k in n after Wilson; None for n = 0.

        (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)      with p = k/n, z = 1.96

    0 of 1,000 gives 0 to 0.0038. Takes the n for independent; accounts come in groups, so that what is told of
    accounts is too narrow where few groups hold many of them. Wilson, *Probable inference, the law of succession, and
    statistical inference*, 1927.
    """
    if n == 0:
        return None
    p, zz = k / n, _Z * _Z
    middle = p + zz / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + zz / (4 * n * n))
    # The bounds at no and at all are exactly 0 and 1, which rounding would miss.
    low = 0.0 if k == 0 else max(0.0, (middle - reach) / (1 + zz / n))
    high = 1.0 if k == n else min(1.0, (middle + reach) / (1 + zz / n))
    return low, high


def share(k: int, n: int) -> float | None:
    """k of n; None for n = 0."""
    return k / n if n else None


def f1(n_right: int, n_true: int, n_found: int) -> float | None:
    """Harmonic mean of precision and recall as 2 right / (true + found); None where nothing is planted nor found."""
    return share(2 * n_right, n_true + n_found)


def f1_interval(n_right: int, n_true: int, n_found: int) -> Interval | None:
    """The 95 % interval of F1, made of that of J = right / (true or found), with which it grows: F1 = 2J / (1 + J)."""
    bounds = wilson(n_right, n_true + n_found - n_right)
    if bounds is None:
        return None
    low, high = (2 * j / (1 + j) for j in bounds)
    return low, high


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """Harmonic mean of two shares; None where one is missing, 0 where both are 0."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
