"""A hackathon: a weekend at one address, a starter kit for all, and a prompt that each team keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S
from graphring.simulate.draft import Draft
from graphring.simulate.habits import PUBLIC, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.likeness import behind, between, saying

_LASTS_H = 32.0
_BEGINS_H = 9.0
_SATURDAY = 5
_EARLY_S = 12 * HOUR_S  # most sign up in the night before


class Hackathon(Crowd):
    """People with mail and cards of their own; hours, not weeks."""

    kind: Literal["hackathon"]
    accounts: Count = 50
    volume: Volume = 20.0
    team: Count = Field(default=4, description="people of one team")

    def plant_one(self, draft: Draft) -> None:
        """Put the hackathon into the world."""
        n, rng = self.accounts, draft.rng
        weeks = max(1, int(draft.end // (7 * DAY_S)))
        begins = (rng.integers(0, weeks) * 7 + _SATURDAY) * DAY_S + _BEGINS_H * HOUR_S
        codes, habits = self.enrolled(draft, **self.one_region(draft), created=begins - rng.random(n) * _EARLY_S)
        draft.pay(codes, draft.cards(n))
        habits = between(habits, np.full(n, begins), np.full(n, begins + _LASTS_H * HOUR_S))
        teams = draft.templates(-(-n // self.team))
        there = saying(behind(habits, draft.addresses.site(1), own=0.15), draft.templates(1), 0.3)
        prompts = there.prompts.copy()
        prompts[:, PUBLIC + 1] = teams[np.arange(n) // self.team]
        draft.act(exchanges(draft, replace(there, prompts=prompts)))
