"""Innocent accounts in found rings, by kind."""

from __future__ import annotations

from collections import Counter
from typing import Final

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import wilson
from graphring.evaluate.rings import false_rings
from graphring.evaluate.truth import kinds_of
from graphring.model.measures import LEVELS, Flagged, InnocentRow, Level

PER: Final = 100_000


def innocent_rows(of: Held) -> tuple[InnocentRow, ...]:
    """One row for each kind, most falsely flagged of 100,000 first.

    A kind is what the truth calls it, `innocent` where it calls it nothing. The rows' flagged accounts add up to those
    wrongly found. Customers, bystanders and victims inside a planted ring are not here but among the roles. Intervals
    are Wilson's and take accounts for independent.
    """
    kinds = kinds_of(of.truth)
    sizes = kinds.counts(kinds.codes >= 0).tolist()
    told = {level: _flagged(of, level) for level in LEVELS}
    rows = [
        InnocentRow(kind=name, n_accounts=n, ring=told["ring"][name], **told["ring+review"][name].model_dump())
        for name, n in zip(kinds.names, sizes, strict=True) if n
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (-r.per_100k, -r.n_flagged, r.kind)))


def _flagged(of: Held, level: Level) -> dict[str, Flagged]:
    kinds = kinds_of(of.truth)
    n_false = Counter(ring.kind for ring in false_rings(of, level))
    sizes, found = kinds.counts(kinds.codes >= 0).tolist(), kinds.counts(of.at(level)).tolist()
    return {
        name: _of_kind(k, n, n_false[name]) for name, k, n in zip(kinds.names, found, sizes, strict=True) if n
    }  # fmt: skip


def _of_kind(k: int, n: int, n_false: int) -> Flagged:
    low, high = wilson(k, n) or (0.0, 1.0)
    return Flagged(n_flagged=k, per_100k=PER * k / n, low=PER * low, high=PER * high, false_rings=n_false)
