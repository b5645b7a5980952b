"""One customer in several regions: one account carries the load until its region fails, then the next one does."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, Ints
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.rhythm import WORKER, moments

_OLD_DAYS = 300
_FAILING = 3  # requests that fail before the client turns to the next region
_UNAVAILABLE = 503


class Failover(Crowd):
    """One organisation and payer; a server error triggers each change, never a refusal."""

    kind: Literal["failover"]
    accounts: Count = 12
    volume: Volume = 300.0
    every_days: float = Field(default=1.5, gt=0, description="days between two outages")

    def plant_one(self, draft: Draft) -> None:
        """Put the customer into the world."""
        n, rng = self.accounts, draft.rng
        created = -(20 + rng.random(n) * _OLD_DAYS) * DAY_S
        codes, habits = self.enrolled(draft, **self.one_firm(draft), created=created)
        draft.pay(codes, draft.cards(1).repeat(n))
        total = int(habits.volume.sum())
        utc = np.zeros(total, dtype=np.int64)
        second = np.sort(moments(rng, utc + WORKER, utc, np.zeros(total), np.full(total, draft.end)))
        n_outages = min(total, max(1, int(draft.end / DAY_S / self.every_days)))
        outages = np.sort(rng.choice(total, n_outages, replace=False))
        account, status = self._served(np.arange(total), outages)
        egress = np.concatenate([draft.addresses.cloud(1, 1) for _ in range(n)])
        draft.act(
            Exchanges(
                account=codes[account],
                second=second,
                address=egress[account],
                template=rng.choice(draft.templates(3), total),
                item=draft.items(total),
                client=np.full(total, habits.client[0]),
                status=status,
            )
        )

    def _served(self, request: Ints, outages: Ints) -> tuple[Ints, Ints]:
        """Which account serves each request, in order, and with what status."""
        passed = np.searchsorted(outages, request, side="right")
        since = request - outages[np.maximum(passed - 1, 0)]
        failing = (passed > 0) & (since < _FAILING)
        turn = np.where(failing, passed - 1, passed) % self.accounts
        return turn.astype(np.int64), np.where(failing, _UNAVAILABLE, 0).astype(np.int64)
