"""A plain ring: new accounts on a few cards and addresses, round the clock; some are banned and replaced."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.rings.operation import Operation, dispatched, succession

_BAN_DAYS = 10.0  # bans come one by one: a single wave would give the ring away by its last exchanges alone


class Plain(Operation):
    """One pool, one job, shared by all accounts."""

    style: Literal["plain"]
    banned: int = Field(default=8, ge=0, description="accounts that are banned, each replaced within a day")
    ban_day: float = Field(default=10.0, gt=0, description="day of the first ban")
    camouflage: float = Field(default=0.2, ge=0, le=1, description="share of exchanges with public templates")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.banned * 2 > self.accounts:
            raise ValueError("banned may be half of the accounts at most")
        return self

    def plant(self, draft: Draft) -> None:
        """Put the ring into the world."""
        rng, first_wave = draft.rng, self.accounts - self.banned
        born = self.births(draft, first_wave)
        until = np.full(first_wave, draft.end)
        until[: self.banned] = (self.ban_day + rng.random(self.banned) * _BAN_DAYS) * DAY_S
        again = succession(draft, np.arange(self.banned), until[: self.banned])
        codes = np.concatenate([self.enrolled(draft, born, "operated"), self.enrolled(draft, again, "rotated")])
        draft.ban(codes[: self.banned], until[: self.banned], "terms")
        card = np.arange(first_wave) % self.cards
        draft.pay(codes, draft.cards(self.cards)[np.concatenate([card, card[: self.banned]])])
        begins = np.concatenate([born, again])
        ends = np.concatenate([until, np.full(self.banned, draft.end)])
        who = np.arange(self.accounts).repeat(self.volumes(draft, self.accounts))
        first = np.maximum(0.0, begins[who] + 600)
        second = first + rng.random(len(who)) * (ends[who] - first)
        pool, job = draft.addresses.cloud(self.addresses, 3), draft.templates(self.templates)
        template = job[rng.integers(0, len(job), len(who))]
        # Accounts differ in it, and half is free-form: else the share without a template alone would tell the ring.
        rate, free = 2 * self.camouflage * rng.random(self.accounts), rng.random(len(who)) < 0.5
        public = np.where(free, -1, draft.public[rng.integers(0, len(draft.public), len(who))])
        template = np.where(rng.random(len(who)) < rate[who], public, template)
        draft.act(dispatched(draft, codes[who], second, pool[rng.integers(0, len(pool), len(who))], template))
