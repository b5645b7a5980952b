"""A reseller of access: its customers' accounts are paid with its card and reached through its gateway."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import HOME, MOVED, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd


class Reseller(Crowd):
    """One card, one gateway; many organisations and domains, everyone's own prompts."""

    kind: Literal["reseller"]
    accounts: Count = 80
    per_organisation: int = Field(default=2, ge=1, le=1000, description="accounts of one customer")

    def plant_one(self, draft: Draft) -> None:
        """Put the reseller's customers into the world."""
        n = self.accounts
        codes, habits = self.enrolled(draft, **self.many_firms(draft, self.per_organisation))
        draft.pay(codes, draft.cards(1).repeat(n))
        places, share = habits.places.copy(), habits.place_share * 0.05
        places[:, HOME] = places[:, MOVED] = draft.addresses.cloud(1, 1)[0]
        share[:, HOME] = 1.0
        client = np.full(n, draft.rng.choice(habits.client))
        draft.act(exchanges(draft, replace(habits, places=places, place_share=share, client=client)))
