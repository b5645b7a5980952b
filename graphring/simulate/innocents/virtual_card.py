"""Customers of a virtual-card issuer: their cards begin alike, and that is all."""

from __future__ import annotations

from typing import Literal

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.naming import opaque


class VirtualCard(Crowd):
    """Strangers with the same issuer."""

    kind: Literal["virtual_card"]
    accounts: Count = 150

    def plant_one(self, draft: Draft) -> None:
        """Put them into the world."""
        codes, habits = self.enrolled(draft)
        draft.pay(codes, draft.cards(self.accounts, issuer=opaque(draft.rng, "", 1, 6)[0]))
        draft.act(exchanges(draft, habits))
