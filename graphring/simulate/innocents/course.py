"""A course: one campus address, one domain, the same exercises on two or three evenings."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S, Ints, texts
from graphring.simulate.draft import REGIONS, Draft
from graphring.simulate.habits import WORK, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.lessons import Lesson, lesson
from graphring.simulate.naming import domains

_BEGINS_H = 17
_LASTS_H = 2.5
_EACH = (2, 9)


class Course(Crowd):
    """Participants who otherwise do what they like."""

    kind: Literal["course"]
    accounts: Count = 100
    volume: Volume = 7.0
    evenings: int = Field(default=3, ge=1, le=14)
    exercises: int = Field(default=6, ge=1, le=1000)

    def plant_one(self, draft: Draft) -> None:
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
        days = draft.rng.choice(self._weeks(draft), self.evenings, replace=False)
        local_h = _BEGINS_H - int(habits.zone[0])
        for begins in np.sort(days) * DAY_S + local_h * HOUR_S:
            plan = Lesson(float(begins), _LASTS_H * HOUR_S, int(campus), exercises, items, _EACH)
            draft.act(lesson(draft, habits, plan))

    def _weeks(self, draft: Draft) -> Ints:
        """Days to choose evenings from: neither the first week nor the last, unless there are too few."""
        days = int(draft.end // DAY_S)
        inner = np.arange(8, days - 6)
        return inner if len(inner) >= self.evenings else np.arange(days)
