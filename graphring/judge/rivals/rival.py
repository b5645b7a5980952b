"""A rival explanation: its claim, its stated prior, the evidence for and against it, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from graphring.judge.findings import Finding
from graphring.judge.measures import Measures
from graphring.model.judged import HypothesisResult, HypothesisRow
from graphring.model.points import points


@dataclass(frozen=True)
class Rival:
    """A row of the hypotheses table; each piece of evidence is a function of the measures."""

    id: str
    name: str
    claim: str
    prior: float
    """log10 odds before anything is looked at."""
    settles: str
    evidence: tuple[Callable[[Measures], Finding | None], ...]

    def result(self, measures: Measures) -> HypothesisResult:
        """Support for a candidate: the prior plus every row, exactly."""
        rows = tuple(
            HypothesisRow(name=piece.__name__, points=points(found.points), detail=found.detail)
            for piece in self.evidence
            if (found := piece(measures)) is not None
        )
        prior = points(self.prior)
        return HypothesisResult(
            id=self.id, name=self.name, claim=self.claim, prior=prior,
            support=prior + sum((row.points for row in rows), Decimal(0)),
            rows=tuple(row for row in rows if row.points), settles=self.settles,
        )  # fmt: skip
