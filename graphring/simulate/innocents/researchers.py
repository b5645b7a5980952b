"""Security research: a lab with thousands of variants of a prompt, and a contracted red team under cover."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.likeness import behind, between, only_saying
from graphring.simulate.naming import opaque

_PROGRAMME_DAYS = 90  # after the world's end: the listing expires


class SecurityResearch(Crowd):
    """One declared lab; nearly every request is another technique, so nearly every template another."""

    kind: Literal["security_research"]
    accounts: Count = 8
    volume: Volume = 250.0
    listed: bool = Field(default=True, description="its programme is on the allow-list, with an expiry")

    def plant_one(self, draft: Draft) -> None:
        """Put the lab into the world."""
        n, firm = self.accounts, self.one_firm(draft)
        codes, habits = self.enrolled(draft, **firm, created=-(draft.rng.random(n) * 300 + 5) * DAY_S)
        draft.pay(codes, draft.cards(1).repeat(n))
        if self.listed:
            until = draft.end + _PROGRAMME_DAYS * DAY_S
            draft.allow_organisation(firm["organisation"][0], "security research programme", until)
        run = exchanges(draft, behind(habits, draft.addresses.cloud(2, 1), own=0.0))
        draft.act(replace(run, template=draft.templates(len(run.template))))


class RedTeam(Crowd):
    """Hired to act like an attacker: fresh accounts, prepaid cards, one campaign of ten days. Only the list tells."""

    kind: Literal["red_team"]
    accounts: Count = 8
    volume: Volume = 120.0
    days: Count = 10
    variants: Count = Field(default=30, description="prompts that the team shares")
    listed: bool = Field(default=True, description="its accounts are on the allow-list, with an expiry")

    def plant_one(self, draft: Draft) -> None:
        """Put the team into the world."""
        n, rng = self.accounts, draft.rng
        begins = (0.1 + 0.4 * rng.random()) * draft.end
        codes, habits = self.enrolled(draft, created=begins - rng.random(n) * 3 * DAY_S)
        draft.pay(codes, draft.cards(n, opaque(rng, "", 1, 6)[0]))
        if self.listed:
            draft.allow(codes, "contracted red team", draft.end + _PROGRAMME_DAYS * DAY_S)
        hired = between(habits, np.full(n, begins), np.full(n, begins + self.days * DAY_S))
        shared = draft.templates(self.variants)
        run = exchanges(draft, only_saying(behind(hired, draft.addresses.cloud(5), own=0.0), shared[:1]))
        draft.act(_shuffled(draft, run, shared))


def _shuffled(draft: Draft, run: Exchanges, shared: np.ndarray) -> Exchanges:
    return replace(run, template=draft.rng.choice(shared, len(run.template)))
