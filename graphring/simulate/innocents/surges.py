"""Many new accounts in hours with one template, and few of them a week later: a launch, a viral demo."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share, Volume
from graphring.simulate.innocents.likeness import between, saying


class Surge(Crowd):
    """Strangers from everywhere with cards and networks of their own, who come for the same thing."""

    share: Share = Field(default=0.6, gt=0, lt=1, description="share of exchanges with what everybody came for")
    come_h: ClassVar[float]
    """Hours in which most sign up."""
    stay_days: ClassVar[float]

    def plant_one(self, draft: Draft) -> None:
        """Put the newcomers into the world."""
        n, rng = self.accounts, draft.rng
        begins = (0.15 + 0.6 * rng.random()) * draft.end
        created = np.minimum(begins + rng.exponential(self.come_h * HOUR_S, n), draft.end - 2 * DAY_S)
        codes, habits = self.enrolled(draft, created=created)
        draft.pay(codes, draft.cards(n))
        stays = HOUR_S + rng.exponential(self.stay_days * DAY_S, n)
        stayed = between(habits, habits.first, habits.first + stays)
        draft.act(exchanges(draft, saying(stayed, draft.templates(1), self.share)))


class Launch(Surge):
    """A product's launch day: its starter kit brings its own prompt."""

    kind: Literal["launch"]
    accounts: Count = 100
    volume: Volume = 6.0
    come_h = 10.0
    stay_days = 4.0


class ViralDemo(Surge):
    """A demonstration that everybody passes on: one prompt, tried a few times, forgotten."""

    kind: Literal["viral_demo"]
    accounts: Count = 100
    volume: Volume = 3.0
    share: Share = Field(default=0.9, gt=0, lt=1, description="share of exchanges with the demonstration's prompt")
    come_h = 5.0
    stay_days = 0.7
