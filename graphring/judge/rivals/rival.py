"""A rival explanation: its claim, its stated prior, the evidence for and against it, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

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

    def standing(self, measures: Measures) -> Standing:
        """Support for a candidate: the prior plus every piece of evidence, exactly."""
        told = ((piece.__name__, piece(measures)) for piece in self.evidence)
        pieces = tuple((name, points(found.points), found.detail) for name, found in told if found is not None)
        return Standing(self, sum((piece[1] for piece in pieces), points(self.prior)), pieces)

    def result(self, measures: Measures) -> HypothesisResult:
        """The standing with a claim and a row for every piece of evidence, for readers."""
        return self.standing(measures).result()


class Standing(NamedTuple):
    """How well a rival is supported; rows are made of it only where somebody will read them."""

    rival: Rival
    support: Decimal
    pieces: tuple[tuple[str, Decimal, str], ...]
    """Name, points and detail of each piece of evidence."""

    @property
    def id(self) -> str:
        """H2 … H8."""
        return self.rival.id

    @property
    def name(self) -> str:
        """What readers call it."""
        return self.rival.name

    def result(self) -> HypothesisResult:
        """What readers see."""
        rival = self.rival
        return HypothesisResult(
            id=rival.id, name=rival.name, claim=rival.claim, prior=points(rival.prior), support=self.support,
            rows=tuple(HypothesisRow(name=n, points=p, detail=d) for n, p, d in self.pieces if p),
            settles=rival.settles,
        )  # fmt: skip
