"""A proxy network that sells access: few cards, an address pool of its own, extraction mixed with customers' traffic.

Published shape: more than 20,000 accounts at once; a banned account is replaced by another (February 2026).
"""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import DAY_S, Flags, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rhythm import PERSON, moments
from graphring.simulate.rings.crew import Crew, Rows, belong, crew, customer_prompts
from graphring.simulate.rings.disguise import disguise
from graphring.simulate.rings.ground import Ground, network, paid
from graphring.simulate.rings.operation import Operation, succession

_BAN_DAYS = 16.0  # bans come in waves this far apart, nearer in a short world
_CUSTOMER_PROMPTS = 3  # prompts of one's own that a customer sends, for each account of the pool


class Hydra(Operation):
    """A pool of accounts behind one operator."""

    style: Literal["hydra"]
    counts: ClassVar[dict[str, int]] = {**Operation.counts, "replaced": 0, "homes": 0}
    customers: float = Field(default=0.45, ge=0, le=1, description="share of exchanges that are customers' traffic")
    customer_only: float = Field(default=0.1, ge=0, lt=1, description="share of accounts without the operator's job")
    replaced: int = Field(default=20, ge=0, description="accounts that are banned and replaced on the same card")
    homes: int = Field(default=3, ge=0, description="addresses that are the homes of unknowing people")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.replaced * 2 > self.accounts or self.homes >= self.addresses:
            raise ValueError("replaced may be half of the accounts at most, homes fewer than the addresses")
        return self

    def plant(self, draft: Draft) -> None:
        """Put the pool into the world."""
        self.sized()._planted(draft)

    def _planted(self, draft: Draft) -> None:
        rng, first_wave = draft.rng, self.accounts - self.replaced
        born = self.births(draft, first_wave)
        until = np.full(first_wave, draft.end)
        apart = min(_BAN_DAYS * DAY_S, draft.end / 3)
        waves = 1 + np.arange(self.replaced) % (int(draft.end / apart) - 1)
        until[: self.replaced] = waves * apart + rng.random(self.replaced) * 9 * 3600
        again = succession(draft, np.arange(self.replaced), until[: self.replaced])
        only = int(first_wave * self.customer_only)
        codes = np.concatenate(
            [
                self.enrolled(draft, born[: first_wave - only], "operated"),
                self.enrolled(draft, born[first_wave - only :], "proxy_customer"),
                self.enrolled(draft, again, "rotated"),
            ]
        )
        draft.ban(codes[: self.replaced], until[: self.replaced], "terms")
        draft.succeed(codes[: self.replaced], codes[first_wave:])
        on = self.ground(draft, first_wave)
        card, cell = paid(draft, on, rng.permutation(first_wave), self.replaced, self.efforts(draft).own_cards)
        draft.pay(codes, card)
        job = np.ones(self.accounts, dtype=bool)
        job[first_wave - only : first_wave] = False
        begins = np.maximum(0.0, np.concatenate([born, again]) + 900)
        ends = np.concatenate([until, np.full(self.replaced, draft.end)])
        workers = crew(draft, codes, (begins, ends), cell)
        belong(draft, self.name, workers, (self.name,))
        self._traffic(draft, workers, on, job)

    def _traffic(self, draft: Draft, workers: Crew, on: Ground, job: Flags) -> None:
        rng, ends = draft.rng, workers.last
        who = np.arange(self.accounts).repeat(self.volumes(draft, self.accounts))
        n = len(who)
        first = workers.first[who]
        bought = (rng.random(n) < self.customers) | ~job[who]
        # Customers keep the hours of people anywhere; the operator's own job runs at all hours.
        zone = rng.integers(-8, 10, n)
        humans = moments(rng, np.full(n, PERSON), zone, first, ends[who])
        second = np.where(bought, humans, first + rng.random(n) * (ends[who] - first))
        pool = network(draft, self._pool(draft), on)
        own = draft.templates(self.templates)
        private = draft.templates(self.accounts * _CUSTOMER_PROMPTS)
        draft.family(own, self.name)
        template = np.where(bought, customer_prompts(draft, private, n), own[rng.integers(0, len(own), n)])
        rows = Rows(who, second, pool.drawn(rng, workers.cell[who]), template, bought)
        self.send(draft, disguise(draft, workers, self.efforts(draft), self.name), rows)

    def _pool(self, draft: Draft) -> Ints:
        n_homes = min(self.homes, self.addresses - 1)
        fresh = draft.addresses.homes(draft.rng.integers(0, len(draft.carriers), self.addresses - n_homes))
        owners, homes = (np.concatenate(part) for part in zip(*draft.homes, strict=True))
        used = draft.rng.choice(len(homes), n_homes, replace=False)
        draft.bystanders.update(owners[used].tolist())
        return np.concatenate([fresh, homes[used]])
