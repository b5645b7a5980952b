"""A course: one campus address, one domain, the same exercises on two or three evenings."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S, texts
from graphring.simulate.draft import REGIONS, Draft, Exchanges
from graphring.simulate.habits import WORK, Habits, exchanges
from graphring.simulate.innocents.crowd import Crowd
from graphring.simulate.naming import domains

_BEGINS_H = 17
_LASTS_H = 2.5
_EACH = (2, 9)  # exchanges of a participant in an evening, from and below


class Course(Crowd):
    """Participants who otherwise do what they like."""

    kind: Literal["course"]
    volume: float = Field(default=7.0, gt=0)
    evenings: int = Field(default=3, ge=1, le=30)
    exercises: int = Field(default=6, ge=1, le=1000)

    def plant(self, draft: Draft) -> None:
        """Put the course into the world."""
        n = self.accounts
        one_region = np.full(n, draft.rng.integers(0, len(REGIONS)))
        codes, habits = self.enrolled(draft, domain=texts(n, domains(draft.rng, 1)[0]), region=one_region)
        draft.pay(codes, draft.cards(n))
        campus = draft.addresses.site(1)[0]
        places, share = habits.places.copy(), habits.place_share.copy()
        places[:, WORK] = campus
        share[:, WORK] = draft.rng.random(n) * 0.5
        draft.act(exchanges(draft, replace(habits, places=places, place_share=share)))
        exercises, items = draft.templates(self.exercises), draft.items(self.exercises * 2)
        for day in np.sort(draft.rng.choice(np.arange(8, int(draft.end // DAY_S) - 6), self.evenings, replace=False)):
            draft.act(_evening(draft, habits, float(day) * DAY_S, (int(campus), exercises, items)))


def _evening(draft: Draft, habits: Habits, day: float, room: tuple[int, np.ndarray, np.ndarray]) -> Exchanges:
    campus, exercises, items = room
    begins = day + (_BEGINS_H - int(habits.zone[0])) * HOUR_S
    present = np.flatnonzero((draft.rng.random(len(habits.account)) < 0.9) & (habits.first < begins))
    who = present.repeat(draft.rng.integers(*_EACH, len(present)))
    exercise = draft.rng.integers(0, len(exercises), len(who))
    return Exchanges(
        account=habits.account[who],
        second=begins + draft.rng.random(len(who)) * _LASTS_H * HOUR_S,
        address=np.full(len(who), campus),
        template=exercises[exercise],
        item=items[exercise * 2 + draft.rng.integers(0, 2, len(who))],
        client=habits.client[who],
    )
