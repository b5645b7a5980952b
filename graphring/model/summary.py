"""RingSummary: everything that is known of one group, the one thing that every report is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from pydantic import Field

from graphring.model.judged import Confidence, Frozen, HypothesisResult, SignalRow, Tier, Verdict
from graphring.model.kinds import Family
from graphring.model.points import Points

SUMMARY_SCHEMA: Final = "graphring.ring-summary/1"


class Member(Frozen):
    """An account of the group."""

    account_id: str
    tier: Tier
    role: str = Field(default="", description="empty until something has judged roles")
    first_seen: datetime | None
    last_seen: datetime | None
    created_at: datetime | None
    n_exchanges: int
    n_specific: int = Field(description="specific entities that it shares with other members")
    families: tuple[Family, ...] = Field(description="families in which it shares something specific")
    organisation: str | None = None
    email_domain: str | None = None
    enforced: bool = Field(description="an enforcement action against it is on file")
    trusted: bool = Field(description="in the trusted cohort")
    shares: tuple[int, ...] = Field(
        default=(), description="places, from 0, in the summary's `entities` of those that it has"
    )


class SharedEntity(Frozen):
    """An entity that members share, how common it is elsewhere, and what it weighs."""

    kind: str
    title: str = Field(description="what a reader calls this kind")
    entity_id: str = Field(description="as stored; a keyed hash for payment instruments")
    family: Family
    entity_class: str | None = Field(description="class of a hub, None for an ordinary entity")
    class_reason: str | None = None
    n_members: int
    n_outside: int = Field(description="accounts outside the group that have it")
    n_trusted_outside: int | None = Field(description="of these in the trusted cohort, None without a cohort")
    share_outside: float = Field(description="rarity outside the group, 0-1")
    weight: float = Field(description="natural log weight of sharing it, 0 when it tells nothing")
    specific: bool = Field(description="rare enough outside and shared above chance inside: it counts as evidence")
    first_seen: datetime | None
    last_seen: datetime | None


class TieRow(Frozen):
    """One row of a tie's weight: an item that both share, a cap, or the halving for a single family."""

    what: str
    weight: float


class Tie(Frozen):
    """Two members joined by what they share; `rows` add up to `weight`."""

    account_a: str
    account_b: str
    weight: float
    families: tuple[Family, ...]
    rows: tuple[TieRow, ...]


class Bystander(Frozen):
    """An account outside the group that uses something of it; not a suspect."""

    account_id: str
    n_shared: int
    shared: str = Field(description="what it has in common, in words")


class Day(Frozen):
    """Activity of the members on one day (UTC)."""

    day: date
    n_exchanges: int
    n_accounts: int


class FamilyEvidence(Frozen):
    """What one family of evidence says about the group."""

    family: Family
    coverage: float = Field(description="share of members that share something specific of this family, 0-1")
    n_members: int
    n_entities: int = Field(description="specific entities of this family")
    weight: float = Field(description="mean weight over covered members, nats, after the family's cap")
    observed: bool = Field(description="False where the data has nothing of this family: missing, not absent")
    counts: bool = Field(description="counts as a family of evidence for the verdict (rule 1)")
    why_not: str = Field(default="", description="why it does not count, where it was observed and does not")


class Method(Frozen):
    """How the result was made: what a reader needs to repeat it."""

    run_id: str
    graphring_version: str
    settings: dict[str, object]
    settings_sha256: str
    inputs: tuple[str, ...] = Field(description="name and SHA-256 of each input file")
    resolution: float = Field(description="CPM resolution at which the group was found")
    stability: float | None = Field(description="mean best Jaccard over bootstraps, 0-1")
    n_accounts: int
    n_trusted: int | None = Field(description="accounts in the trusted cohort, None where there is none")
    data_first: datetime | None
    data_last: datetime | None


class RingSummary(Frozen):
    """One group with everything said about it. Reports, `why` and the Python face show nothing that is not in here."""

    schema_name: str = SUMMARY_SCHEMA
    ring_id: str
    title: str = Field(description="a short name made of the evidence, e.g. '40 accounts on 6 payment instruments'")
    verdict: Verdict
    verdict_reason: str = Field(description="one sentence: which rule led to this verdict")
    score: Points = Field(description="log10 odds: prior plus the points of all signals, exactly")
    prior: Points
    probability: float | None = Field(default=None, description="empty until calibrated")
    confidence: Confidence
    confidence_reasons: tuple[str, ...]
    bottom_line: tuple[str, str] = Field(description="what it is, and what else it could be: two sentences")
    n_members: int
    n_exchanges: int
    first_seen: datetime | None
    last_seen: datetime | None
    gaps: tuple[tuple[date, date], ...] = Field(description="days without data between first and last, inclusive")
    signals: tuple[SignalRow, ...]
    families: tuple[FamilyEvidence, ...]
    entities: tuple[SharedEntity, ...] = Field(description="most telling first, at most the setting's number")
    n_entities: int = Field(description="how many there are in all")
    hubs: tuple[SharedEntity, ...] = Field(description="hubs that members share, counted low or not at all")
    hypotheses: tuple[HypothesisResult, ...] = Field(description="best supported first")
    settles: str = Field(description="what would settle the question against the best rival")
    members: tuple[Member, ...] = Field(description="core first, then by account id")
    n_ties: int
    ties: tuple[Tie, ...] = Field(description="strongest first, at most the setting's number")
    bystanders: tuple[Bystander, ...]
    n_bystanders: int | None = Field(description="how many there are in all; null in weak groups: not looked for")
    days: tuple[Day, ...]
    hours: tuple[int, ...] = Field(description="exchanges by hour of day, UTC, 24 numbers")
    missing: tuple[str, ...] = Field(description="what the data does not tell")
    would_change: tuple[str, ...] = Field(description="findings that would change the verdict")
    method: Method

    @property
    def best_rival(self) -> HypothesisResult:
        """The best supported innocent explanation."""
        return self.hypotheses[0]
