"""People behind a carrier's NAT: hundreds on a few addresses, all else their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import CARRIER, HOME, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd


class Carrier(Crowd):
    """One carrier's customers."""

    kind: Literal["carrier_nat"]
    accounts: Count = 600
    addresses: int = Field(default=5, ge=1, le=1000)
    known: bool = Field(default=False, description="the platform knows that its addresses are a NAT")
    mobile_only: float = Field(default=0.6, ge=0, le=1, description="share without a line at home")

    def plant_one(self, draft: Draft) -> None:
        """Put the carrier's customers into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft)
        pool = draft.addresses.site(self.addresses)
        places, share = habits.places.copy(), habits.place_share.copy()
        places[:, CARRIER] = pool[rng.integers(0, len(pool), (n, 3))]
        share[:, CARRIER] = 0.8
        share[:, HOME] = (rng.random(n) > self.mobile_only) * 1.0
        draft.pay(codes, draft.cards(n))
        if self.known:
            draft.know("ip_address", pool, "nat", "carrier-grade NAT")
        draft.act(exchanges(draft, replace(habits, places=places, place_share=share)))
