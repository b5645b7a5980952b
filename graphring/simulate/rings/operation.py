"""What all rings have in common: accounts that were made for it, cards, addresses, and work of their own."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graphring.simulate.arrays import DAY_S, HOUR_S, Floats, Ints, chosen, harmonic, texts
from graphring.simulate.draft import CLIENTS, Draft, Exchanges
from graphring.simulate.habits import attempts
from graphring.simulate.population import strangers, volumes

_AGED = 0.4  # share of accounts that were bought or kept for long
_YOUNG_DAYS = 60
_PATHWAYS = np.array([0.25, 0.62, 0.13])  # web, API, cloud marketplace


class Operation(BaseModel):
    """A ring of some style."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    style: str
    name: str = Field(min_length=1, description="name of the ring in truth.csv")
    accounts: int = Field(ge=2, le=1_000_000)
    addresses: int = Field(ge=1, le=1_000_000)
    cards: int = Field(ge=1, le=1_000_000)
    templates: int = Field(default=1, ge=1, le=10_000)
    volume: float = Field(default=25.0, gt=0, description="median exchanges of an account")

    @abstractmethod
    def plant(self, draft: Draft) -> None:
        """Put the ring into the world."""

    def enrolled(self, draft: Draft, born: Floats, role: str) -> Ints:
        """Accounts that look like anyone's, created at `born`; some of them long before."""
        n, rng = len(born), draft.rng
        aged = (rng.random(n) < _AGED) & (born < 10 * DAY_S)
        accounts = replace(
            strangers(draft, n, ""),
            created=np.where(aged, born - rng.random(n) * 800 * DAY_S, born),
            organisation=texts(n),
            pathway=np.array(["web", "api", "cloud"], dtype=object)[chosen(rng, _PATHWAYS, n)],
            verified=rng.random(n) < 0.45,
            ring=texts(n, self.name),
            role=texts(n, role),
        )
        return draft.enrol(accounts)

    def births(self, draft: Draft, n: int) -> Floats:
        """When accounts are made: one by one over two months, the last some days into the world."""
        return np.asarray(-draft.rng.random(n) * _YOUNG_DAYS * DAY_S + 6 * DAY_S)

    def volumes(self, draft: Draft, n: int) -> Ints:
        """Log-normal, as everybody's: volume tells nothing."""
        return np.maximum(4, volumes(draft, n, self.volume))


def dispatched(draft: Draft, who: Ints, second: Floats, address: Ints, template: Ints) -> Exchanges:
    """Exchanges of a job queue: each is about an item of its own, but for retries; an account keeps its client."""
    clients = chosen(draft.rng, harmonic(len(CLIENTS)), draft.n_accounts)
    return Exchanges(who, second, address, template, attempts(draft, who), clients[who])


def succession(draft: Draft, banned: Ints, until: Floats) -> Floats:
    """When the replacements of banned accounts are made: within a day, after an hour or more."""
    return np.asarray(until + HOUR_S + draft.rng.random(len(banned)) * 20 * HOUR_S)
