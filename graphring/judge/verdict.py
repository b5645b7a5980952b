"""From rows to a verdict: what a score, the family rule and the best rival allow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from graphring.judge.measures import Measures
from graphring.judge.rivals import Standing
from graphring.judge.rules import corroborated, counting
from graphring.judge.signals import Weight, incriminating
from graphring.model.judged import Confidence, Verdict
from graphring.model.points import points
from graphring.settings import Judge

MARGIN = Decimal("1.00")
"""A ring must be ten times better supported than its best rival, and a rival must be itself likely to explain."""

LIKELY = Decimal("0.50")
"""A rival that is itself three times likelier than not keeps a group from being a ring, however high its score."""

SETTLED: Final = 0.8
"""From this share of members whose accounts a person has cleared or allowed, the matter is settled."""

ASKED_AGAIN: Final = 0.2
"""From this share on a person must look, whatever the score."""


class Ruling(NamedTuple):
    """A verdict and the one sentence that says which rule led to it."""

    verdict: Verdict
    reason: str


def score_of(weights: Sequence[Weight], prior: float) -> Decimal:
    """The prior plus the points of the signals, exactly."""
    return sum((weight.points for weight in weights), points(prior))


def ruling(weights: Sequence[Weight], rival: Standing, measures: Measures, settings: Judge) -> Ruling:
    """The verdict; when in doubt `review`, not `ring`."""
    families, score = counting(measures, settings), score_of(weights, settings.prior)
    if not families:
        return Ruling("weak", "no family of evidence covers enough of the members with enough weight.")
    if incriminating(weights, settings.prior) < points(settings.review_score):
        return Ruling("weak", "what the members share is too little to need an explanation.")
    if settled(measures):
        return Ruling("explained", f"{_told_acquitted(measures)}; that stands until it ends or is withdrawn.")
    if rival.support >= MARGIN and rival.support >= score:
        words = f"{rival.id} ({rival.name}) is supported {rival.support:+.2f}, the ring itself {score:+.2f}"
        return Ruling("explained", f"an innocent explanation wins: {words}.")
    if score < points(settings.review_score):
        return Ruling(
            "weak", f"the score {score:+.2f} is below {settings.review_score:+.2f}, from which a person must look."
        )
    doubt = _doubt(score, rival, measures, settings)
    if doubt:
        return Ruling("review", f"a person must look: {doubt}.")
    together = " and ".join((", ".join(families[:-1]), families[-1]))
    return Ruling("ring", f"{together} cover the same members, and no rival explanation comes near.")


def last_doubt(found: Ruling, measures: Measures, settings: Judge) -> Ruling:
    """The verdict of a group that was chosen: one that hardly comes out again when ties are left out is no `ring`.

    Only then: while groups compete, a true part of an unstable whole must not lose to a larger mixture for it.
    """
    if found.verdict != "ring" or not 0 < (measures.stability or 0) < settings.ring_stability:  # 0: no bootstraps
        return found
    told = f"its stability is {measures.stability:.2f}, {settings.ring_stability:.2f} is asked of a ring"
    return Ruling("review", f"a person must look: {told}.")


def settled(measures: Measures) -> str:
    """What a person has settled about nearly all members, as words; empty where it is open."""
    return _told_acquitted(measures) if _acquitted(measures) >= SETTLED else ""


def _acquitted(measures: Measures) -> float:
    """Share of members whose own accounts persons have cleared or allowed; 0 where one is confirmed.

    Not what they are behind: a listed address or prompt, or a name that is declared, can be used by a ring as well.
    """
    people = measures.people
    return 0.0 if people.n_confirmed else people.n_cleared / measures.size


def _told_acquitted(measures: Measures) -> str:
    return f"{measures.people.n_cleared:,} of {measures.size:,} members were cleared by a person"


def _doubt(score: Decimal, rival: Standing, measures: Measures, settings: Judge) -> str:
    """What keeps a group from being a `ring`; empty where nothing does."""
    if score < points(settings.ring_score):
        return f"the score {score:+.2f} is below {settings.ring_score:+.2f}, which a ring needs"
    if measures.size < settings.ring_members:
        return f"{measures.size} members are fewer than the {settings.ring_members} that a ring needs"
    if len(counting(measures, settings)) < 2:
        return "only one family of evidence counts"
    if not corroborated(measures, settings):
        return "no two families cover the same members without leaning on one single thing"
    if _acquitted(measures) >= ASKED_AGAIN:
        return _told_acquitted(measures)
    if rival.support > score - MARGIN or rival.support >= LIKELY:
        return f"{rival.id} ({rival.name}) is supported {rival.support:+.2f}"
    return ""


def confidence(measures: Measures, settings: Judge) -> tuple[Confidence, tuple[str, ...]]:
    """How well founded the verdict is, and why: independent families, stability, completeness of the data."""
    n_families = len(counting(measures, settings))
    stable = measures.stability is not None and measures.stability >= settings.stability
    missing = [n for n in ("payment", "network", "content") if not measures.is_observed(n)]
    stability = "not measured" if measures.stability is None else f"{measures.stability:.2f}"
    reasons = (
        f"{n_families} independent {'family' if n_families == 1 else 'families'} of evidence",
        f"stability {stability}, {settings.stability:.2f} is asked for high confidence",
        f"the data says nothing of {', '.join(missing)}" if missing else "payment, network and content are all on file",
        "rarity rests on a trusted cohort" if measures.population.n_trusted else "there is no trusted cohort",
    )
    if n_families >= 3 and stable and not missing:
        return "high", reasons
    return ("moderate" if n_families >= 2 and stable else "low"), reasons
