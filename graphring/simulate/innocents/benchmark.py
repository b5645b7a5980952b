"""A benchmark team: few accounts, one payer, the same items again and again, all of them on release day."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import HOME, MOVED, PUBLIC, Habits, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.rhythm import MACHINE

_RELEASE_RUN = 0.35  # share of what a team sends that belongs to the run on a new model
_HARNESS_PROMPTS = 3


class Benchmark(Crowd):
    """One team with one harness."""

    kind: Literal["benchmark"]
    accounts: Count = 16
    volume: float = Field(default=40.0, gt=0)
    items: int = Field(default=60, ge=2, le=100_000, description="tasks of the benchmark")

    def plant_one(self, draft: Draft) -> None:
        """Put the team into the world."""
        n = self.accounts
        pivot = draft.release + draft.rng.random(n) * DAY_S
        codes, habits = self.enrolled(draft, **self.one_firm(draft), adopts=pivot)
        draft.pay(codes, draft.cards(1).repeat(n))
        tasks, team = draft.items(self.items), self._harness(draft, habits)
        late = replace(
            team,
            volume=np.maximum(1, (team.volume * _RELEASE_RUN).astype(np.int64)),
            first=np.maximum(pivot, team.first),
            last=np.maximum(pivot, team.first) + DAY_S,
        )
        for part in (team, late):
            run = exchanges(draft, part)
            draft.act(replace(run, item=tasks[draft.rng.integers(0, len(tasks), len(run.item))]))

    def _harness(self, draft: Draft, habits: Habits) -> Habits:
        n = self.accounts
        runners = draft.addresses.cloud(max(2, n // 40), 1)
        places, share = habits.places.copy(), habits.place_share * 0.05
        places[:, HOME] = places[:, MOVED] = runners[draft.rng.integers(0, len(runners), n)]
        share[:, HOME] = 1.0
        prompts, prompt_share = habits.prompts.copy(), np.zeros_like(habits.prompt_share)
        prompts[:, PUBLIC + 1 :] = draft.templates(_HARNESS_PROMPTS)
        prompt_share[:, PUBLIC + 1 :] = 1.0
        return replace(
            habits,
            rhythm=np.full(n, MACHINE),
            places=places,
            place_share=share,
            prompts=prompts,
            prompt_share=prompt_share,
            client=np.full(n, habits.client[0]),
        )
