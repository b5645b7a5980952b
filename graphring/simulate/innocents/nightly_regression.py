"""A product's regression suite: the same items night after night, from one firm's two runners."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.innocents.crowd import Count, Crowd

_BEGINS_H = 2.0
_LASTS_S = 2400.0


class NightlyRegression(Crowd):
    """Few accounts, one payer; what they ask never changes."""

    kind: Literal["nightly_regression"]
    accounts: Count = 12
    items: Count = Field(default=60, description="cases of the suite; each is run once a night")
    prompts: Count = 3

    def plant_one(self, draft: Draft) -> None:
        """Put the team into the world."""
        n, rng = self.accounts, draft.rng
        created = -rng.random(n) * 300 * DAY_S - DAY_S
        codes, habits = self.enrolled(draft, **self.one_firm(draft), created=created)
        draft.pay(codes, draft.cards(1).repeat(n))
        nights = int(draft.end // DAY_S)
        night, case = np.repeat(np.arange(nights), self.items), np.tile(np.arange(self.items), nights)
        runner = rng.integers(0, n, len(case))
        begins = np.minimum(rng.normal(0, 40, nights), 90)[night] + night * DAY_S + _BEGINS_H * HOUR_S
        draft.act(
            Exchanges(
                account=codes[runner],
                second=begins + rng.random(len(case)) * _LASTS_S,
                address=rng.choice(draft.addresses.cloud(2, 1), len(case)),
                template=draft.templates(self.prompts)[case % self.prompts],
                item=draft.items(self.items)[case],
                client=np.full(len(case), habits.client[0]),
            )
        )
