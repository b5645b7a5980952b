"""What every format says in the same words: verdicts, how far the evidence reaches, dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from graphring.model.judged import RING_VERDICTS, Tier, Verdict
from graphring.model.summary import RingSummary
from graphring.report.about import About

VERDICT_WORDS: Final[dict[Verdict, tuple[str, str]]] = {
    "ring": ("Ring", "independent evidence says that these accounts act as one"),
    "review": ("Review", "a person must look before anything follows"),
    "explained": ("Explained", "an innocent explanation fits better; this is not a ring"),
    "weak": ("Weak", "not enough evidence; this is not a ring"),
}
TIER_WORDS: Final[dict[Tier, str]] = {
    "core": "tied in by every family it takes",
    "likely": "tied in by one family that counts",
    "peripheral": "found near the others, not tied in by a family that counts",
}
NOT_CALIBRATED: Final = "not calibrated yet"
NOT_SUSPECTS: Final = (
    "These accounts are not suspects and not part of the group. They are listed so that nobody mistakes them for "
    "members, because they use something that members use, too."
)
INVISIBLE: Final = "Accounts that share nothing on file can't be found this way; their absence here says nothing."


@dataclass(frozen=True)
class Matter:
    """One of the four things that a report keeps apart."""

    name: str
    stand: str
    says: str


def matters(summary: RingSummary) -> tuple[Matter, ...]:
    """Technique, contract, access and attribution: what this report says of each, and where it stops."""
    acted = summary.verdict == "ring"
    return (
        Matter(
            "Technique", "neutral",
            "What the prompts are for is not judged. Learning from a model's answers is a common technique, and most "
            "people who send such prompts are innocent; content corroborates, it never carries a verdict.",
        ),
        Matter(
            "Breach of contract", "not judged",
            "Whether any terms were broken is for a person who reads the contract of these accounts; volume and "
            "rhythm alone do not show it.",
        ),
        Matter(
            "Fraudulent access", "not judged",
            "Sharing shows that accounts belong together, not that a card, a key or an identity was stolen or false. "
            "Owners of stolen keys would be victims here.",
        ),
        Matter(
            "Attribution", "coordinated, no further" if acted else "none",
            ("The ladder is: coordinated, purpose, common operator, named organisation. This report stops at "
             "“coordinated”." if acted else "This report does not say that these accounts are coordinated.")
            + " No operator is named. Naming one takes a statement that a person signs; none is on file.",
        ),
    )  # fmt: skip


def signed(value: Decimal) -> str:
    """Points as they are printed: always a sign, two decimals."""
    return f"{value:+.2f}"


def moment(value: datetime | None) -> str:
    """A time to the minute, UTC; a dash where there is none."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if value else "–"


def day(value: datetime | None) -> str:
    """A date, UTC; a dash where there is none."""
    return value.astimezone(UTC).strftime("%Y-%m-%d") if value else "–"


def percent(share: float) -> str:
    """A share (0-1) in percent, small ones with enough digits to differ from nothing."""
    if share == 0:
        return "0%"
    if share >= 0.995:
        return f"{share:.0%}" if share == 1 else "> 99%"
    return (
        f"{share:.0%}"
        if share >= 0.1
        else f"{share:.1%}"
        if share >= 0.001
        else f"{share:.4%}"
        if share >= 1e-6
        else "< 0.0001%"
    )


def thresholds(summary: RingSummary) -> str:
    """From which scores on a verdict is possible, as the settings of the run say; empty where they do not."""
    judge = summary.method.settings.get("judge")
    if not isinstance(judge, dict):
        return ""
    ring, review = judge.get("ring_score"), judge.get("review_score")
    if not isinstance(ring, int | float) or not isinstance(review, int | float):
        return ""
    first = f"A ring needs {ring:+.2f} and two families of evidence that cover the same members"
    return f"{first}; from {review:+.2f} a person must look."


def common(outside: int, trusted: int | None) -> str:
    """How common an entity is outside the group, in words."""
    told = f"{outside:,} other account{'s' * (outside != 1)}" if outside else "nobody else"
    return f"{told}, {trusted:,} of them trusted" if trusted and outside else told


def active_span(summary: RingSummary) -> str:
    """First to last day with how many there are between."""
    if not summary.first_seen or not summary.last_seen:
        return "not known"
    n = (summary.last_seen.date() - summary.first_seen.date()).days + 1
    return f"{n:,} day{'s' * (n != 1)}"


def headline(summaries: Sequence[RingSummary]) -> str:
    """How many groups of which verdict an index lists."""
    rings = sum(s.verdict == "ring" for s in summaries)
    reviews = sum(s.verdict == "review" for s in summaries)
    told = [f"{n:,} {word}" for n, word in ((rings, f"ring{'s' * (rings != 1)}"), (reviews, "for review")) if n]
    return " and ".join(told) if told else "No ring was found"


def index_line(summaries: Sequence[RingSummary], about: About) -> str:
    """The bottom line of an index in two sentences."""
    n_members = sum(s.n_members for s in summaries if s.verdict in RING_VERDICTS)
    cleared = about.counts.get("explained", 0) + about.counts.get("weak", 0)
    first = (
        f"{n_members:,} accounts are in groups that a person should look at."
        if n_members
        else "No group of accounts asks for a look."
    )
    return f"{first} {cleared:,} more groups were judged and came out as explained or weak; they are not rings."
