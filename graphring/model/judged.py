"""What judgement says of a group: verdict, tiers, signals with their reasons, rival hypotheses."""

from __future__ import annotations

from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graphring.model.kinds import Family
from graphring.model.points import Points

Verdict = Literal["ring", "review", "explained", "weak"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
RING_VERDICTS: Final[tuple[Verdict, ...]] = ("ring", "review")
"""Only groups with these verdicts are called rings where a person or a query could act on them."""

Tier = Literal["core", "likely", "peripheral"]
TIERS: Final[tuple[Tier, ...]] = get_args(Tier)
Confidence = Literal["low", "moderate", "high"]


class Frozen(BaseModel):
    """Base of all frozen records: unknown fields are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SignalRow(Frozen):
    """One row of a score: a named reason, what was measured, what it weighs, and what innocent thing causes it."""

    name: str = Field(description="name in the signals table")
    title: str = Field(description="one sentence: what was looked at")
    family: Family | None = Field(description="family of evidence, none for what describes the group as a whole")
    points: Points = Field(description="log10 odds that this row adds to the score")
    value: float | None = Field(description="the measured value, usually a share (0-1)")
    detail: str = Field(description="the measurement in words, with counts; says if a cap applied")
    n_members: int | None = Field(default=None, description="members it rests on")
    innocent_reasons: tuple[str, ...] = Field(description="ordinary causes of the same thing")


class HypothesisRow(Frozen):
    """One piece of evidence for (positive) or against (negative) a rival hypothesis."""

    name: str
    points: Points = Field(description="log10 odds for (+) or against (-) the hypothesis")
    detail: str


class HypothesisResult(Frozen):
    """A rival explanation tested against a group."""

    id: str = Field(description="H2 … H8")
    name: str
    claim: str = Field(description="what it says, in one sentence")
    support: Points = Field(description="stated prior plus the rows, exactly")
    prior: Points
    rows: tuple[HypothesisRow, ...]
    settles: str = Field(description="what a person could look up to settle it")

    @property
    def rows_for(self) -> tuple[HypothesisRow, ...]:
        """The evidence for it, strongest first."""
        return tuple(sorted((r for r in self.rows if r.points > 0), key=lambda r: (-r.points, r.name)))

    @property
    def rows_against(self) -> tuple[HypothesisRow, ...]:
        """The evidence against it, strongest first."""
        return tuple(sorted((r for r in self.rows if r.points < 0), key=lambda r: (r.points, r.name)))
