"""One ring among some people, planted in a draft and not written: what tests of rings look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pydantic import TypeAdapter

from graphring.simulate.adversary import Adversary
from graphring.simulate.draft import Draft, Setting
from graphring.simulate.population import Population, plant_people
from graphring.simulate.rings import Ring

RING = TypeAdapter(Ring)
DAY_US = 86_400_000_000
COUNTS = {"accounts": 60, "addresses": 20, "cards": 8, "exchanges": 6_000}
STYLES = {
    "campaign": {},
    "ghosts": {"lasts": 20.0},
    "hydra": {},
    "load_balancer": {},
    "organisations": {},
    "pathways": {},
    "pivot": {},
    "plain": {},
    "pool": {"replaced": 10, "customers": 0.4, "customer_only": 0.1},
    "probing": {},
    "relay": {},
    "rotation": {},
    "stolen_keys": {"victims": 10, "stolen_exchanges": 2_000},
}
"""Every style, with what it takes to see it at work."""


def ring(style, **said):
    return RING.validate_python({**COUNTS, "style": style, "name": "ring", **STYLES[style], **said})


@dataclass(frozen=True)
class Planted:
    draft: Draft

    @cached_property
    def rows(self):
        """All exchanges, people's too."""
        return np.concatenate(list(self.draft.spool.batches()))

    def account(self, name):
        return np.concatenate([getattr(block, name) for block in self.draft.accounts])

    @cached_property
    def code(self):
        """Accounts of the ring."""
        return np.flatnonzero(self.account("ring") == "ring")

    @cached_property
    def victims(self):
        return np.flatnonzero(self.account("role") == "victim")

    @cached_property
    def sent(self):
        """Exchanges of the ring."""
        return self.rows[np.isin(self.rows["account"], self.code)]

    @cached_property
    def card(self):
        """Card of every account."""
        card = np.full(self.draft.n_accounts, -1)
        for account, paid in self.draft.payments:
            card[account] = paid
        return card

    @cached_property
    def pool(self):
        """Pool of the truth, of every account."""
        pool = np.full(self.draft.n_accounts, "", dtype=object)
        for told in self.draft.belongings:
            pool[told.account] = told.pool
        return pool

    def prompts(self, campaign="ring"):
        """Templates of the job."""
        return self.draft.campaigns[campaign]

    def mixed(self):
        return np.array([self.draft.mixed[code] for code in self.code.tolist() if code in self.draft.mixed])


def planted(*rings, seed=1, people=400, **efforts):
    """The rings among people; efforts are those of the world."""
    draft = Draft(seed, 45, 24, Setting(adversary=Adversary(**efforts)))
    plant_people(draft, Population(people=people))
    for one in rings:
        one.plant(draft)
    return Planted(draft)
