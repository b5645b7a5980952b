"""An agency that runs its clients' accounts: one office and one client program, each account its own in all else."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from graphring.simulate.draft import Draft
from graphring.simulate.habits import HOME, MOVED, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.rhythm import WORKER


class Agency(Crowd):
    """Accounts of many organisations, used from one place."""

    kind: Literal["agency"]
    accounts: Count = 48

    def plant_one(self, draft: Draft) -> None:
        """Put the agency into the world."""
        n = self.accounts
        codes, habits = self.enrolled(draft, **self.many_firms(draft))
        draft.pay(codes, draft.cards(n))
        places, share = habits.places.copy(), habits.place_share * 0.1
        places[:, HOME] = places[:, MOVED] = draft.addresses.site(1)[0]
        share[:, HOME] = 1.0
        same = {"rhythm": np.full(n, WORKER), "client": np.full(n, habits.client[0])}
        draft.act(exchanges(draft, replace(habits, places=places, place_share=share, **same)))
