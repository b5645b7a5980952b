"""Strangers' scheduled jobs: everybody's crontab says midnight, two or three, on the minute."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import HOME, PUBLIC, Habits, attempts
from graphring.simulate.innocents.crowd import Count, Crowd

# Hours and minutes of a crontab, as a habit of people: midnight and the full hour most of all. A guess.
_HOURS = np.array([0, 0, 0, 1, 2, 2, 3, 4, 6])
_MINUTES = np.array([0, 0, 0, 0, 0, 0, 30, 15])
_STARTS_S = 20.0  # until a job's first request: start of the program, a read of the database


class NightlyJobs(Crowd):
    """Firms with a card, a server and a prompt of their own, which act in the same second."""

    kind: Literal["nightly_jobs"]
    accounts: Count = 120
    calls: Count = Field(default=2, description="exchanges of a job in a night")

    def plant_one(self, draft: Draft) -> None:
        """Put the jobs into the world."""
        codes, habits = self.enrolled(draft, **self.many_firms(draft))
        draft.pay(codes, draft.cards(self.accounts))
        draft.act(self._nights(draft, habits))

    def _nights(self, draft: Draft, habits: Habits) -> Exchanges:
        n, rng, nights = self.accounts, draft.rng, int(draft.end // DAY_S)
        at = rng.choice(_HOURS, n) * HOUR_S + rng.choice(_MINUTES, n) * 60
        who = np.arange(n).repeat(nights * self.calls)
        night = np.tile(np.arange(nights).repeat(self.calls), n)
        second = night * DAY_S + at[who] + rng.exponential(_STARTS_S, len(who))
        kept = second >= habits.first[who]
        who, second = who[kept], second[kept]
        return Exchanges(
            account=habits.account[who],
            second=second,
            address=habits.places[who, HOME],
            template=habits.prompts[who, PUBLIC + 1],
            item=attempts(draft, who),
            client=habits.client[who],
        )
