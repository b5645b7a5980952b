"""A university: one domain, a few campus addresses, assignments that a class shares, all term long."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share, Volume
from graphring.simulate.innocents.likeness import behind, saying

_PER_CLASS = 30


class University(Crowd):
    """Students and staff: low volume, a diverse tail, cards of their own."""

    kind: Literal["university"]
    accounts: Count = 150
    volume: Volume = 7.0
    addresses: Count = 4
    known: bool = Field(default=False, description="the platform knows that its addresses are a campus")
    assignments: Share = Field(default=0.12, lt=1, description="share of what is sent that is an assignment")

    def plant_one(self, draft: Draft) -> None:
        """Put the university into the world."""
        n, rng = self.accounts, draft.rng
        changes = {"domain": self.one_firm(draft)["domain"], **self.one_region(draft)}
        codes, habits = self.enrolled(draft, **changes)
        draft.pay(codes, draft.cards(n))
        campus = draft.addresses.site(self.addresses)
        if self.known:
            draft.know("ip_address", campus, "campus", "university network")
        classes = draft.templates(-(-n // _PER_CLASS))
        habits = behind(habits, rng.choice(campus, (n, 2)), own=0.55)
        draft.act(exchanges(draft, saying(habits, rng.choice(classes, n), self.assignments)))
