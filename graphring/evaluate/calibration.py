"""Probabilities of groups held against what the groups are."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import wilson
from graphring.evaluate.labels import Flags
from graphring.model.measures import Calibration, ReliabilityRow

_TENTHS: Final = np.linspace(0.0, 1.0, 11)
Floats = npt.NDArray[np.float64]


def calibration_of(of: Held) -> Calibration | None:
    """Brier score, expected calibration error and reliability table; None where no group has a probability.

        Brier = mean of (p - y)²        ECE = sum over tenths of (groups in it / all) |mean p - share true|

    One row for each group with a probability and an account that the truth knows, whatever its verdict; y is 1 where at
    least half of these accounts belong to planted rings. Tenths hold their upper bound, the first one 0, too. With few
    groups ECE is biased upwards: look at the intervals of the reliability table. Brier, *Verification of forecasts
    expressed in terms of probability*, 1950; Naeini, Cooper and Hauskrecht, *Obtaining well calibrated probabilities
    using Bayesian binning*, 2015.
    """
    there = of.place >= 0
    n_known = of.groups.counts(there)
    n_innocent = of.groups.counts(there & of.truth.innocent)
    rated = ~np.isnan(of.found.probabilities) & (n_known > 0)
    if not rated.any():
        return None
    p, y = of.found.probabilities[rated], (2 * n_innocent <= n_known)[rated]
    rows = reliability(p, y)
    error = sum(r.n_groups * abs(r.mean_probability - r.share_true) for r in rows) / len(p)
    return Calibration(
        n_groups=len(p), brier=float(np.mean((p - y) ** 2)), expected_error=float(error), reliability=rows
    )


def reliability(p: Floats, y: Flags) -> tuple[ReliabilityRow, ...]:
    """The tenths that hold any group, lowest first."""
    tenth = np.searchsorted(_TENTHS[1:-1], p)
    return tuple(_row(int(i), p[tenth == i], y[tenth == i]) for i in np.unique(tenth))


def _row(tenth: int, p: Floats, y: Flags) -> ReliabilityRow:
    n_true = int(y.sum())
    return ReliabilityRow(
        low=tenth / 10, high=(tenth + 1) / 10, n_groups=len(p), mean_probability=float(p.mean()),
        share_true=n_true / len(p), interval=wilson(n_true, len(p)) or (0.0, 1.0),
    )  # fmt: skip
