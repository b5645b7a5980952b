"""A proxy network that sells access: few cards, an address pool of its own, extraction mixed with customers' traffic.

Published shape: more than 20,000 accounts at once; a banned account is replaced by another (February 2026).
"""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import DAY_S, Floats, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rhythm import PERSON, moments
from graphring.simulate.rings.operation import Operation, dispatched, succession

_BAN_DAYS = 16.0  # bans come in waves this far apart, nearer in a short world
_CUSTOMER_PROMPTS = 3  # prompts of one's own that a customer sends, for each account of the pool


class Hydra(Operation):
    """A pool of accounts behind one operator."""

    style: Literal["hydra"]
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
        card = rng.permutation(first_wave) % self.cards
        draft.pay(codes, draft.cards(self.cards)[np.concatenate([card, card[: self.replaced]])])
        job = np.ones(self.accounts, dtype=bool)
        job[first_wave - only : first_wave] = False
        ends = np.concatenate([until, np.full(self.replaced, draft.end)])
        self._traffic(draft, codes, np.concatenate([born, again]), ends, job)

    def _traffic(self, draft: Draft, codes: Ints, begins: Floats, ends: Floats, job: np.ndarray) -> None:
        rng = draft.rng
        who = np.arange(self.accounts).repeat(self.volumes(draft, self.accounts))
        n = len(who)
        first = np.maximum(0.0, begins[who] + 900)
        bought = (rng.random(n) < self.customers) | ~job[who]
        # Customers keep the hours of people anywhere; the operator's own job runs at all hours.
        zone = rng.integers(-8, 10, n)
        humans = moments(rng, np.full(n, PERSON), zone, first, ends[who])
        second = np.where(bought, humans, first + rng.random(n) * (ends[who] - first))
        pool = self._pool(draft)
        own = draft.templates(self.templates)
        private = draft.templates(self.accounts * _CUSTOMER_PROMPTS)
        popular = draft.public[np.searchsorted(np.cumsum(draft.public_share), rng.random(n) * 0.999)]
        kind = rng.random(n)
        customers = np.where(kind < 0.3, -1, np.where(kind < 0.6, popular, private[rng.integers(0, len(private), n)]))
        template = np.where(bought, customers, own[rng.integers(0, len(own), n)])
        draft.act(dispatched(draft, codes[who], second, pool[rng.integers(0, len(pool), n)], template))

    def _pool(self, draft: Draft) -> Ints:
        fresh = draft.addresses.homes(draft.rng.integers(0, len(draft.carriers), self.addresses - self.homes))
        owners, homes = (np.concatenate(part) for part in zip(*draft.homes, strict=True))
        used = draft.rng.choice(len(homes), self.homes, replace=False)
        draft.bystanders.update(owners[used].tolist())
        return np.concatenate([fresh, homes[used]])
