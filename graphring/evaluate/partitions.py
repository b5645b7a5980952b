"""Partitions of the same accounts compared: V-measure, adjusted Rand index, element-centric similarity."""

from __future__ import annotations

import numpy as np

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import harmonic
from graphring.evaluate.labels import Codes, pairs
from graphring.model.measures import Level, Partition


def partition_figures(of: Held, level: Level) -> Partition:
    """V-measure and adjusted Rand index over the planted ring accounts; one that was not found stands alone.

    They say nothing of innocents in found rings: for that see precision, and B-cubed.
    """
    own = of.truth.own
    planted, found = of.truth.rings.codes[own], alone(of.rings_at(level)[own])
    if not len(planted):
        return Partition(n_accounts=0, homogeneity=None, completeness=None, v_measure=None, adjusted_rand=None)
    homogeneity, completeness = explained(planted, found), explained(found, planted)
    return Partition(
        n_accounts=len(planted), homogeneity=homogeneity, completeness=completeness,
        v_measure=harmonic(homogeneity, completeness), adjusted_rand=adjusted_rand(planted, found),
    )  # fmt: skip


def alone(codes: Codes) -> Codes:
    """The codes, with one of its own for each that is below zero."""
    none = codes < 0
    made = codes.copy()
    made[none] = codes.max(initial=-1) + 1 + np.arange(int(none.sum()))
    return made


def explained(of: Codes, by: Codes) -> float:
    """Share of the entropy of one partition that another explains, 0 to 1; 1 where there is none to explain.

        1 - H(of | by) / H(of)

    Homogeneity is that of the planted rings by the found ones, completeness the other way round, V their harmonic mean.
    Rosenberg and Hirschberg, *V-measure: a conditional entropy-based external cluster evaluation measure*, 2007.
    """
    whole = _entropy(of)
    if whole == 0:
        return 1.0
    _, inner, n = pairs(of, by)
    sizes = np.bincount(by)
    left = -float(np.sum(n * np.log(n / sizes[inner]))) / len(of)
    return min(1.0, max(0.0, 1 - left / whole))


def _entropy(codes: Codes) -> float:
    sizes = np.bincount(codes)
    p = sizes[sizes > 0] / len(codes)
    return float(-np.sum(p * np.log(p)))


def adjusted_rand(first: Codes, second: Codes) -> float:
    """Pairs of accounts on which two partitions agree, beyond chance: 1 the same, 0 chance, below it less than chance.

        2 (a d - b c) / ((a + b)(b + d) + (a + c)(c + d))     pairs together in both a, in one b, c, in none d

    1 where the partitions are the same, also for a single account. Computed in whole numbers. Hubert and Arabie,
    *Comparing partitions*, 1985.
    """
    _, _, n = pairs(first, second)
    both, one, two = (_pairs_within(sizes) for sizes in (n, np.bincount(first), np.bincount(second)))
    a, b, c = both, one - both, two - both
    d = len(first) * (len(first) - 1) // 2 - a - b - c
    if b == 0 and c == 0:
        return 1.0
    return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))


def _pairs_within(sizes: Codes) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.tolist())


def element_centric(first: Codes, second: Codes) -> float | None:
    """Element-centric similarity of two partitions, 0 to 1; None for no account.

        mean over accounts i of    |A(i) & B(i)| / max(|A(i)|, |B(i)|)       A(i), B(i): the parts that hold i

    which is what the general definition (personalised PageRank on the graph of the parts) gives where parts do not
    overlap, whatever its alpha. Unlike the adjusted Rand index it is not ruled by the largest parts. Gates, Wood,
    Hetrick and Ahn, *Element-centric clustering comparison unifies overlaps and hierarchy*, 2019.
    """
    if not len(first):
        return None
    a, b, n = pairs(first, second)
    larger = np.maximum(np.bincount(first)[a], np.bincount(second)[b])
    return float(np.sum(n * (n / larger)) / len(first))
