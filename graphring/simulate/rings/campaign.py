"""A small campaign: one fixed prompt, a handful of accounts that take turns.

Published shape: 273 accounts, rotated, with 3.4 million exchanges in 17 days (September 2026, group D), scaled down.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.rings.crew import Rows, belong, crew
from graphring.simulate.rings.disguise import disguise
from graphring.simulate.rings.ground import network, paid
from graphring.simulate.rings.operation import Operation

_OVERLAP = 2.2  # an account's turn lasts so many times the time until the next one begins
_FREE = 0.15  # share of exchanges that are something else


class Campaign(Operation):
    """Accounts in rotation."""

    style: Literal["campaign"]

    def plant(self, draft: Draft) -> None:
        """Put the campaign into the world."""
        self.sized()._planted(draft)

    def _planted(self, draft: Draft) -> None:
        rng, n = draft.rng, self.accounts
        step = (draft.end - 6 * DAY_S) / (n + _OVERLAP)
        begins = 4 * DAY_S + (np.arange(n) + rng.random(n) * 0.5) * step
        codes = self.enrolled(draft, begins - rng.random(n) * 5 * DAY_S, "rotated")
        on = self.ground(draft, n)
        card, cell = paid(draft, on, np.arange(n), 0, 0.0)
        draft.pay(codes, card)
        workers = crew(draft, codes, (begins, begins + step * _OVERLAP), cell)
        belong(draft, self.name, workers, (self.name,))
        who = np.arange(n).repeat(self.volumes(draft, n))
        second = begins[who] + rng.random(len(who)) * step * _OVERLAP
        base, prompt = draft.addresses.homes(np.full(self.addresses, 0)), draft.templates(self.templates)
        draft.family(prompt, self.name)
        pool = network(draft, base, on)
        other = rng.random(len(who)) < _FREE
        template = np.where(other, -1, prompt[rng.integers(0, len(prompt), len(who))])
        rows = Rows(who, second, pool.drawn(rng, cell[who]), template, other)
        self.send(draft, disguise(draft, workers, self.efforts(draft), self.name), rows)
