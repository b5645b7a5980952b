"""A firm that buys seats: accounts made by the dozen in one minute, one card, people who start one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.innocents.likeness import at_rhythm
from graphring.simulate.rhythm import WORKER

_BOUGHT_DAYS = 150  # before the world's start, the earliest
_IMPORT_S = 90.0  # an administrator's list is read in this time
_START_DAYS = 6.0  # until a person first signs in, on average


class Seats(Crowd):
    """One organisation and domain; everybody works from home, with prompts of their own."""

    kind: Literal["seats"]
    accounts: Count = 150
    batches: Count = Field(default=3, description="purchases of seats")

    def plant_one(self, draft: Draft) -> None:
        """Put the firm into the world."""
        n, rng = self.accounts, draft.rng
        bought = rng.random(self.batches) * (draft.end + (_BOUGHT_DAYS - 10) * DAY_S) - _BOUGHT_DAYS * DAY_S
        created = rng.choice(bought, n) + rng.random(n) * _IMPORT_S
        codes, habits = self.enrolled(draft, **self.one_firm(draft), created=created)
        draft.pay(codes, draft.cards(1).repeat(n))
        starts = created + 600.0 + rng.exponential(_START_DAYS, n) * DAY_S
        habits = replace(habits, first=np.clip(starts, 0.0, draft.end - DAY_S))
        draft.act(exchanges(draft, at_rhythm(habits, WORKER)))
