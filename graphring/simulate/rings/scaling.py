"""Published figures to a world of another size, and to parts that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from graphring.simulate.arrays import SLICE, Ints, slices

_UNEQUAL: Final = 1.0  # sigma of the log-normal weights by which a total is shared out: as unequal as people are


def scaled(n: int, scale: float, least: int = 1) -> int:
    """A count in a world `scale` times the size; rounded down, but never below `least` (nor made larger by it)."""
    # The tiny addend mends products such as 300 * 0.07 that fall just short of a whole number.
    return max(min(n, least), int(n * scale + 1e-6))


def allotted(rng: np.random.Generator, total: int, n: int) -> Ints:
    """A total shared out over n accounts, log-normally and exactly; everyone gets one where there are enough."""
    if not n:
        return np.empty(0, dtype=np.int64)
    least = 1 if total >= n else 0
    weight = rng.lognormal(0.0, _UNEQUAL, n)
    exact = (total - least * n) * weight / weight.sum()
    share = np.floor(exact).astype(np.int64)
    rest = total - least * n - int(share.sum())
    share[np.argsort(share - exact, kind="stable")[:rest]] += 1
    return np.asarray(share + least, dtype=np.int64)


def sliced(volume: Ints, most: int = SLICE) -> Iterator[Ints]:
    """For each exchange the number of its account, in slices of `most` exchanges or less; no account in two slices."""
    for part in slices(volume, most):
        who = np.arange(part.start, part.stop, dtype=np.int64).repeat(volume[part])
        if len(who):
            yield who
