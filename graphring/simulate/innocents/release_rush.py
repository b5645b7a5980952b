"""The rush of a release day: strangers who all turn to the new model within hours and try the same prompts."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import PUBLIC, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.innocents.likeness import between

_WITHIN_H = 12.0


class ReleaseRush(Crowd):
    """People who had an account before and keep it after."""

    kind: Literal["release_rush"]
    accounts: Count = 150
    rush: float = Field(default=0.4, ge=0, le=0.9, description="share of what they send that they send on the day")

    def plant_one(self, draft: Draft) -> None:
        """Put the eager into the world."""
        n, rng = self.accounts, draft.rng
        created = draft.release - (1 + rng.random(n) * 400) * DAY_S
        eager = draft.release + rng.random(n) * _WITHIN_H * HOUR_S
        codes, habits = self.enrolled(draft, created=created, adopts=eager)
        draft.pay(codes, draft.cards(n))
        draft.act(exchanges(draft, habits))
        share = habits.prompt_share.copy()
        share[:, PUBLIC] = share.sum(axis=1)
        tried = np.maximum(1, (habits.volume * self.rush / (1 - self.rush)).astype(np.int64))
        day = replace(habits, volume=tried, prompt_share=share)
        draft.act(exchanges(draft, between(day, eager, eager + DAY_S)))
