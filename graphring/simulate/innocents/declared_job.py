"""One declared firm's own job at volume: synthetic data for its own model, or explanations for its auditors."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.likeness import at_rhythm, behind, only_saying, with_client
from graphring.simulate.rhythm import MACHINE, WORKER

_OLD_DAYS = 400


class DeclaredJob(Crowd):
    """Few verified accounts of one organisation with one payer; every item is another."""

    prompts: int = Field(default=2, ge=1, le=3)
    hours: ClassVar[int]

    def plant_one(self, draft: Draft) -> None:
        """Put the firm's job into the world."""
        n, rng = self.accounts, draft.rng
        created = -(30 + rng.random(n) * _OLD_DAYS) * DAY_S
        verified = np.ones(n, dtype=bool)
        codes, habits = self.enrolled(draft, **self.one_firm(draft), created=created, verified=verified)
        draft.pay(codes, draft.cards(1).repeat(n))
        egress = draft.addresses.cloud(3, 1)
        habits = only_saying(behind(habits, egress, own=0.0), draft.templates(self.prompts))
        draft.act(exchanges(draft, with_client(at_rhythm(habits, self.hours), habits.client[0])))


class SyntheticData(DeclaredJob):
    """A firm that makes data to train or tune its own small model, round the clock."""

    kind: Literal["synthetic_data"]
    accounts: Count = 12
    volume: Volume = 300.0
    hours = MACHINE


class AuditProduct(DeclaredJob):
    """A product that asks for the reasons of decisions, one fixed prompt over all, in its clients' office hours."""

    kind: Literal["audit_product"]
    accounts: Count = 12
    volume: Volume = 150.0
    prompts: int = Field(default=1, ge=1, le=3)
    hours = WORKER
