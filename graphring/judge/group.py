"""A judged candidate: who, how it scored, which verdict, and what else it could be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from graphring.judge.candidates import Candidate
from graphring.judge.measures import Measures
from graphring.judge.rivals import Standing, ranked
from graphring.judge.rules import counting
from graphring.judge.signals import SIGNALS, Signal, Weight, stable, weighed
from graphring.judge.verdict import Ruling, last_doubt, ruling, score_of
from graphring.model.judged import VERDICTS, HypothesisResult, SignalRow
from graphring.settings import Judge

_UNSTABLE: Final = 0.1
"""What is left of the weight of a group that does not come out again at all; all that counts without bootstraps."""


@dataclass(frozen=True)
class Group:
    """A candidate with everything that judgement says of it."""

    candidate: Candidate
    measures: Measures
    weights: tuple[Weight, ...]
    score: Decimal
    standings: tuple[Standing, ...]
    ruling: Ruling
    settings: Judge

    @cached_property
    def rows(self) -> tuple[SignalRow, ...]:
        """The signals as readers see them; they add up to the score."""
        return tuple(weight.row() for weight in self.weights)

    @cached_property
    def rivals(self) -> tuple[HypothesisResult, ...]:
        """The rival explanations as readers see them, best supported first."""
        return tuple(standing.result() for standing in self.standings)

    def mass(self) -> float:
        """Members that the evidence covers less those that it does not: one covered by two families that count is 1,
        by one of several nothing, by none minus one. A group grows heavier while what it takes in belongs to it."""
        counted = set(counting(self.measures, self.settings))
        worth = {0: -1.0, 1: 0.0 if len(counted) > 1 else 1.0}
        shares = ((len(families & counted), share) for families, share in self.measures.joint.items())
        return self.measures.size * sum(worth.get(n, 1.0) * share for n, share in shares) - self.n_bare()

    def n_bare(self) -> int:
        """Members whom no family covers: they share nothing specific with the others."""
        return self.measures.size - round(self.measures.size * sum(self.measures.joint.values()))

    def held_twice(self) -> float:
        """Members that two families cover which count, or more."""
        counted = set(counting(self.measures, self.settings))
        shares = (share for families, share in self.measures.joint.items() if len(families & counted) > 1)
        return self.measures.size * sum(shares)

    def steadied(self, stability: float | None) -> Group:
        """The same with another stability, which one signal looks at and no rival does."""
        measures = replace(self.measures, stability=stability)
        told = ((weight, weight.signal.function is stable) for weight in self.weights)
        weights = tuple(
            w for weight, anew in told for w in (weighed(measures, (weight.signal,)) if anew else (weight,))
        )
        found = ruling(weights, self.standings[0], measures, self.settings)
        score = score_of(weights, self.settings.prior)
        return Group(self.candidate, measures, weights, score, self.standings, found, self.settings)

    def doubted(self) -> Group:
        """The same with the verdict that it has once it was chosen."""
        return replace(self, ruling=last_doubt(self.ruling, self.measures, self.settings))

    def merit(self) -> tuple[float, ...]:
        """What selection orders by, best first: verdict, then mass at the right scale, then score and place.

        A whole ring and its fragments score alike; the whole is the better answer as long as it is all of one piece.
        The right scale is the one that comes out again when ties are left out, hence the stability.
        """
        steady = self.measures.stability if self.measures.stability is not None else 0.0
        heavy = round(self.mass() * (_UNSTABLE + steady), 6)
        return (VERDICTS.index(self.ruling.verdict), -heavy, -float(self.score), int(self.candidate.members[0]))


def judged(candidate: Candidate, measures: Measures, settings: Judge, signals: tuple[Signal, ...] = SIGNALS) -> Group:
    """Score a candidate, test its rivals and rule."""
    weights = weighed(measures, signals)
    score = score_of(weights, settings.prior)
    rivals = ranked(measures)
    return Group(candidate, measures, weights, score, rivals, ruling(weights, rivals[0], measures, settings), settings)
