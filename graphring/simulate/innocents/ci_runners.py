"""Firms' builds on hosted CI runners: one credential from many data-centre addresses that strangers use, too."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.innocents.likeness import at_rhythm, behind
from graphring.simulate.rhythm import WORKER

_RUNNERS = 7  # addresses that one account is seen at: each build gets another runner


class CiRunners(Crowd):
    """Builds follow the hours in which people push; each firm has a card and prompts of its own."""

    kind: Literal["ci_runners"]
    accounts: Count = 120
    addresses: Count = Field(default=30, description="runners of the pool")

    def plant_one(self, draft: Draft) -> None:
        """Put the firms' build accounts into the world."""
        n = self.accounts
        codes, habits = self.enrolled(draft, **self.many_firms(draft))
        draft.pay(codes, draft.cards(n))
        pool = draft.addresses.cloud(self.addresses, 3)
        runners = draft.rng.choice(pool, (n, _RUNNERS))
        draft.act(exchanges(draft, at_rhythm(behind(habits, runners, own=0.0), WORKER)))
