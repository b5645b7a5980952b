"""Jobs of many firms behind one cloud's egress or CI runners: shared data-centre addresses, round the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import CARRIER, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.rhythm import MACHINE


class CloudEgress(Crowd):
    """Strangers' jobs on the same runners."""

    kind: Literal["cloud_egress"]
    accounts: Count = 200
    addresses: int = Field(default=4, ge=1, le=1000)

    def plant_one(self, draft: Draft) -> None:
        """Put the jobs into the world."""
        n = self.accounts
        codes, habits = self.enrolled(draft, **self.many_firms(draft))
        draft.pay(codes, draft.cards(n))
        runners = draft.addresses.cloud(self.addresses, 1)
        places, share = habits.places.copy(), habits.place_share * 0.2
        places[:, CARRIER] = runners[draft.rng.integers(0, len(runners), (n, 3))]
        share[:, CARRIER] = 1.0
        draft.act(exchanges(draft, replace(habits, places=places, place_share=share, rhythm=np.full(n, MACHINE))))
