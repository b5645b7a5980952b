"""A boot camp: accounts made on the first morning, one room and the same exercises for ten days, then little."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import REGIONS, Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.lessons import Lesson, lesson

_BEGINS_H = 9
_LASTS_H = 7.0
_SIGN_UP_S = 3000.0  # everybody signs up in the first lesson's first hour
_EACH = (1, 5)


class BootCamp(Crowd):
    """People with mail and cards of their own; a diverse tail at home."""

    kind: Literal["boot_camp"]
    accounts: Count = 24
    volume: Volume = 6.0
    lessons: int = Field(default=10, ge=1, le=60, description="days of teaching, Monday to Friday")
    exercises: Count = 20

    def plant_one(self, draft: Draft) -> None:
        """Put the boot camp into the world."""
        n, rng = self.accounts, draft.rng
        week = int(rng.integers(0, max(1, int(draft.end // (7 * DAY_S)) - 2)))
        region = self.one_region(draft)
        first_day = week * 7 * DAY_S + (_BEGINS_H - REGIONS[region["region"][0]].zone) * HOUR_S
        codes, habits = self.enrolled(draft, **region, created=first_day + rng.random(n) * _SIGN_UP_S - HOUR_S)
        draft.pay(codes, draft.cards(n))
        draft.act(exchanges(draft, replace(habits, volume=np.maximum(1, habits.volume // 2))))
        room = int(draft.addresses.site(1)[0])
        exercises, items = draft.templates(self.exercises), draft.items(self.exercises * 2)
        for number in range(self.lessons):
            begins = first_day + (number // 5 * 7 + number % 5) * DAY_S
            draft.act(lesson(draft, habits, Lesson(begins, _LASTS_H * HOUR_S, room, exercises, items, _EACH)))
