"""A firm that pays for everyone with one card; its people work from wherever they are."""

from __future__ import annotations

from typing import Literal

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd


class CorporateCard(Crowd):
    """One payer, one organisation, one domain, nothing else in common."""

    kind: Literal["corporate_card"]
    accounts: Count = 150

    def plant_one(self, draft: Draft) -> None:
        """Put the firm into the world."""
        codes, habits = self.enrolled(draft, **self.one_firm(draft))
        draft.pay(codes, draft.cards(1).repeat(self.accounts))
        draft.act(exchanges(draft, habits))
