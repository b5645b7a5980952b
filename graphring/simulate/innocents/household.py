"""Families and flat-shares: two to four people with one line at home, perhaps one card."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import HOME, MOVED, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd


class Household(Crowd):
    """Many households; `accounts` counts the people in them."""

    kind: Literal["household"]
    accounts: Count = 800
    one_card: float = Field(default=0.5, ge=0, le=1, description="share of households that pay with one card")

    def plant_one(self, draft: Draft) -> None:
        """Put the households into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft)
        home = np.arange(n).repeat(rng.integers(2, 5, n))[:n]
        head = np.searchsorted(home, home)
        places = habits.places.copy()
        places[:, HOME], places[:, MOVED] = places[head, HOME], places[head, MOVED]
        cards, shared = draft.cards(n), (rng.random(n) < self.one_card)[head]
        draft.pay(codes, np.where(shared, cards[head], cards))
        zone, moves = habits.zone[head], habits.moves[head]
        draft.act(exchanges(draft, replace(habits, places=places, zone=zone, moves=moves)))
