"""Buyers of prepaid cards from one kiosk chain: the same prefix, a new card when the old one is empty."""

from __future__ import annotations

from typing import Literal

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.naming import opaque

_ANOTHER = (0.6, 0.3, 0.1)  # share of accounts that buy a second, third and fourth card


class Prepaid(Crowd):
    """Strangers, mostly unverified, who share an issuer's prefix and never a card."""

    kind: Literal["prepaid"]
    accounts: Count = 120
    volume: Volume = 6.0

    def plant_one(self, draft: Draft) -> None:
        """Put them into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft, verified=rng.random(n) < 0.2)
        issuer = opaque(rng, "", 1, 6)[0]
        draft.pay(codes, draft.cards(n, issuer))
        for share in _ANOTHER:
            buyers = codes[rng.random(n) < share]
            draft.pay(buyers, draft.cards(len(buyers), issuer))
        draft.act(exchanges(draft, habits))
