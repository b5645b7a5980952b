"""Small cliques of people who know nothing of each other: a library's computer, a café."""

from __future__ import annotations

from typing import Literal

from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.likeness import at_rhythm, behind, with_client
from graphring.simulate.rhythm import PERSON, WORKER


class SharedDevice(Crowd):
    """People of one town at one machine: its address and its client, in opening hours."""

    kind: Literal["shared_device"]
    accounts: Count = 60
    volume: Volume = 5.0

    def plant_one(self, draft: Draft) -> None:
        """Put them into the world."""
        codes, habits = self.enrolled(draft, **self.one_region(draft))
        draft.pay(codes, draft.cards(self.accounts))
        there = with_client(behind(habits, draft.addresses.site(1), own=0.2), habits.client[0])
        draft.act(exchanges(draft, at_rhythm(there, WORKER)))


class Cafe(Crowd):
    """Guests who bring their own machines and sit there now and then."""

    kind: Literal["cafe"]
    accounts: Count = 120

    def plant_one(self, draft: Draft) -> None:
        """Put the guests into the world."""
        codes, habits = self.enrolled(draft, **self.one_region(draft))
        draft.pay(codes, draft.cards(self.accounts))
        draft.act(exchanges(draft, at_rhythm(behind(habits, draft.addresses.site(1), own=0.65), PERSON)))
