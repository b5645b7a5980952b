"""A plain ring: new accounts on a few cards and addresses, round the clock; some are banned and replaced."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.rings.crew import Rows, belong, crew
from graphring.simulate.rings.disguise import disguise
from graphring.simulate.rings.ground import data_centre, network, paid
from graphring.simulate.rings.operation import Operation, succession

_BAN_DAYS = 10.0  # bans come one by one: a single wave would give the ring away by its last exchanges alone


class Plain(Operation):
    """One pool, one job, shared by all accounts."""

    style: Literal["plain"]
    counts: ClassVar[dict[str, int]] = {**Operation.counts, "banned": 0}
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
        self.sized()._planted(draft)

    def _planted(self, draft: Draft) -> None:
        rng, first_wave = draft.rng, self.accounts - self.banned
        born = self.births(draft, first_wave)
        until = np.full(first_wave, draft.end)
        until[: self.banned] = (self.ban_day + rng.random(self.banned) * _BAN_DAYS) * DAY_S
        again = succession(draft, np.arange(self.banned), until[: self.banned])
        codes = np.concatenate([self.enrolled(draft, born, "operated"), self.enrolled(draft, again, "rotated")])
        draft.ban(codes[: self.banned], until[: self.banned], "terms")
        draft.succeed(codes[: self.banned], codes[first_wave:])
        on = self.ground(draft, first_wave)
        card, cell = paid(draft, on, np.arange(first_wave), self.banned, self.efforts(draft).own_cards)
        draft.pay(codes, card)
        begins = np.maximum(0.0, np.concatenate([born, again]) + 600)
        ends = np.concatenate([until, np.full(self.banned, draft.end)])
        workers = crew(draft, codes, (begins, ends), cell)
        belong(draft, self.name, workers, (self.name,))
        who = np.arange(self.accounts).repeat(self.volumes(draft, self.accounts))
        second = begins[who] + rng.random(len(who)) * (ends[who] - begins[who])
        base, job = data_centre(draft, self.addresses, 3), draft.templates(self.templates)
        draft.family(job, self.name)
        pool = network(draft, base, on)
        template = job[rng.integers(0, len(job), len(who))]
        # Accounts differ in it, and half is free-form: else the share without a template alone would tell the ring.
        rate, free = 2 * self.camouflage * rng.random(self.accounts), rng.random(len(who)) < 0.5
        public = np.where(free, -1, draft.public[rng.integers(0, len(draft.public), len(who))])
        other = rng.random(len(who)) < rate[who]
        template = np.where(other, public, template)
        rows = Rows(who, second, pool.drawn(rng, cell[who]), template, other)
        self.send(draft, disguise(draft, workers, self.efforts(draft), self.name), rows)
