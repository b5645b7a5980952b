"""A room full of people who do the same exercises for a few hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphring.simulate.arrays import Ints
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import Habits

_PRESENT = 0.9


@dataclass(frozen=True)
class Lesson:
    """When, how long, where; two items for each exercise, and how many exchanges each has, from and below."""

    begins: float
    lasts_s: float
    address: int
    exercises: Ints
    items: Ints
    each: tuple[int, int]


def lesson(draft: Draft, habits: Habits, plan: Lesson) -> Exchanges:
    """What those present send, if they have an account by then."""
    rng = draft.rng
    present = np.flatnonzero((rng.random(len(habits.account)) < _PRESENT) & (habits.first < plan.begins))
    who = present.repeat(rng.integers(*plan.each, len(present)))
    exercise = rng.integers(0, len(plan.exercises), len(who))
    return Exchanges(
        account=habits.account[who],
        second=plan.begins + rng.random(len(who)) * plan.lasts_s,
        address=np.full(len(who), plan.address),
        template=plan.exercises[exercise],
        item=plan.items[exercise * 2 + rng.integers(0, 2, len(who))],
        client=habits.client[who],
    )
