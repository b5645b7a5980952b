"""A relay: it sells access, and keeps what its own users ask and are answered.

Published shapes: 5,380 accounts, mostly in two countries, with 23 million exchanges in three months, prompts
replayed across sessions; 12.1 million exchanges in 14 days, picked by client strings (both September 2026).
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import Ints
from graphring.simulate.draft import CLIENTS, REGIONS, Draft
from graphring.simulate.rhythm import PERSON, moments
from graphring.simulate.rings.crew import Rows, customer_prompts
from graphring.simulate.rings.job import Job
from graphring.simulate.rings.works import Works

_MOSTLY: Final = 0.85  # share of accounts in the relay's own countries


class Relay(Job):
    """Accounts that many users share without knowing each other."""

    style: Literal["relay"]
    without: ClassVar[tuple[str, ...]] = ("campaigns", "templates", "peak", "customers", "customer_only")
    repeats: int = Field(default=1, ge=1, description="times that each item is sent besides what is replayed")
    countries: int = Field(default=2, ge=1, le=len(REGIONS), description="countries in which most accounts are")
    replays: float = Field(default=0.1, ge=0, le=1, description="share of prompts that are sent again by any account")
    picks: tuple[str, ...] = Field(default=(), description="clients of users whose prompts are relayed; none: all")

    @model_validator(mode="after")
    def _picked(self) -> Self:
        if unknown := set(self.picks) - set(CLIENTS):
            raise ValueError(f"no client is called {sorted(unknown)[0]}")
        return self

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002
        """Most accounts are in a few countries."""
        n, rng = len(cell), draft.rng
        own = rng.permutation(len(REGIONS))[: self.countries]
        anywhere = rng.integers(0, len(REGIONS), n)
        return {"region": np.where(rng.random(n) < _MOSTLY, own[rng.integers(0, len(own), n)], anywhere)}

    def rows(self, draft: Draft, works: Works, who: Ints) -> Rows:
        """Users' prompts at users' hours, each over whichever account is free."""
        rng, n = draft.rng, len(who)
        crew = works.crew
        second = moments(rng, np.full(n, PERSON), crew.zone[who], crew.first[who], crew.last[who])
        template = customer_prompts(draft, works.private, n)
        again = np.where(rng.random(n) < self.replays, rng.integers(0, n, n), np.arange(n))
        address = works.network.drawn(rng, crew.cell[who])
        client = self._clients(draft, n) if self.picks else works.client[who]
        job = np.zeros(n, dtype=bool)
        return Rows(who, second, address, template[again], job, client, again)

    def _clients(self, draft: Draft, n: int) -> Ints:
        codes = np.array([CLIENTS.index(name) for name in self.picks])
        return np.asarray(codes[draft.rng.integers(0, len(codes), n)])
