"""A small campaign: one fixed prompt, a handful of accounts that take turns.

Published shape: 273 accounts, rotated, with 3.4 million exchanges in 17 days (September 2026, group D), scaled down.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphring.simulate.arrays import DAY_S
from graphring.simulate.draft import Draft
from graphring.simulate.rings.operation import Operation, dispatched

_OVERLAP = 2.2  # an account's turn lasts so many times the time until the next one begins
_FREE = 0.15  # share of exchanges that are something else


class Campaign(Operation):
    """Accounts in rotation."""

    style: Literal["campaign"]

    def plant(self, draft: Draft) -> None:
        """Put the campaign into the world."""
        rng, n = draft.rng, self.accounts
        step = (draft.end - 6 * DAY_S) / (n + _OVERLAP)
        begins = 4 * DAY_S + (np.arange(n) + rng.random(n) * 0.5) * step
        codes = self.enrolled(draft, begins - rng.random(n) * 5 * DAY_S, "rotated")
        draft.pay(codes, draft.cards(self.cards)[np.arange(n) % self.cards])
        who = np.arange(n).repeat(self.volumes(draft, n))
        second = begins[who] + rng.random(len(who)) * step * _OVERLAP
        pool, prompt = draft.addresses.homes(np.full(self.addresses, 0)), draft.templates(self.templates)
        template = np.where(rng.random(len(who)) < _FREE, -1, prompt[rng.integers(0, len(prompt), len(who))])
        draft.act(dispatched(draft, codes[who], second, pool[rng.integers(0, len(pool), len(who))], template))
