"""A firm that is billed by invoice: departments at several sites joined over two years, one instrument for all."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.innocents.likeness import at_rhythm, behind
from graphring.simulate.rhythm import WORKER

_RAMP_DAYS = 700
_PER_SITE = 20


class Invoiced(Crowd):
    """One organisation and domain, a slow ramp, everyone's own prompts."""

    kind: Literal["invoiced"]
    accounts: Count = 100
    sites: Count = Field(default=3, description="offices at most, each with an address")

    def plant_one(self, draft: Draft) -> None:
        """Put the firm into the world."""
        n, rng = self.accounts, draft.rng
        joined = -np.sort(rng.random(n))[::-1] * _RAMP_DAYS * DAY_S
        codes, habits = self.enrolled(draft, **self.one_firm(draft), created=joined)
        draft.pay(codes, draft.cards(1).repeat(n))
        sites = draft.addresses.homes(rng.integers(0, len(draft.carriers), min(self.sites, -(-n // _PER_SITE))))
        office = rng.choice(sites, (n, 1))
        draft.act(exchanges(draft, at_rhythm(behind(habits, office, own=0.4), WORKER)))
