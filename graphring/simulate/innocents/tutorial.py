"""Newcomers who follow one tutorial step by step in their first hour, and then go their own ways."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import HOME, Habits, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume

_STEP_S = (60.0, 600.0)


class Tutorial(Crowd):
    """The same prompts about the same examples, in the same order, from homes all over the world."""

    kind: Literal["tutorial"]
    accounts: Count = 150
    volume: Volume = 6.0
    steps: Count = 5
    known: bool = Field(default=False, description="the platform knows that its prompts are public")

    def plant_one(self, draft: Draft) -> None:
        """Put the newcomers into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft, created=rng.random(n) * (draft.end - 2 * DAY_S))
        draft.pay(codes, draft.cards(n))
        prompts = draft.templates(self.steps)
        if self.known:
            draft.know("prompt_template", prompts, "public_template", "published tutorial")
        draft.act(self._followed(draft, habits, prompts))
        draft.act(exchanges(draft, habits))

    def _followed(self, draft: Draft, habits: Habits, prompts: np.ndarray) -> Exchanges:
        n, rng = self.accounts, draft.rng
        took = np.cumsum(rng.uniform(*_STEP_S, (n, self.steps)), axis=1)
        step = np.tile(np.arange(self.steps), n)
        return Exchanges(
            account=habits.account.repeat(self.steps),
            second=(habits.first[:, None] + took).ravel(),
            address=habits.places[:, HOME].repeat(self.steps),
            template=prompts[step],
            item=draft.items(self.steps)[step],
            client=habits.client.repeat(self.steps),
        )
