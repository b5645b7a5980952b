"""One job spread over accounts: batches at any hour, each request sent by another account, items never repeated.

Published shape: more than 150,000 exchanges, synchronised over accounts, shared payment methods (February 2026).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphring.simulate.arrays import DAY_S, HOUR_S, Floats
from graphring.simulate.draft import Draft
from graphring.simulate.rings.operation import Operation, dispatched

_BATCHES_A_DAY = 1.2
_BATCH_H = (0.5, 5.0)
_JOB = 0.85  # share of exchanges that belong to the job; the rest are tries, free-form or with public templates


class LoadBalancer(Operation):
    """Accounts that share the load of one queue."""

    style: Literal["load_balancer"]

    def plant(self, draft: Draft) -> None:
        """Put the ring into the world."""
        rng, n = draft.rng, self.accounts
        born = self.births(draft, n)
        codes = self.enrolled(draft, born, "operated")
        draft.pay(codes, draft.cards(self.cards)[rng.permutation(n) % self.cards])
        who = np.arange(n).repeat(self.volumes(draft, n))
        second = self._batches(draft, len(who))
        # An account that is not there yet leaves its part to a later batch.
        late = second < born[who] + 900
        second[late] = np.maximum(0.0, born[who[late]] + 900) + rng.random(late.sum()) * 20 * DAY_S
        pool, job = draft.addresses.cloud(self.addresses, 2), draft.templates(self.templates)
        popular = np.where(rng.random(len(who)) < 0.4, -1, draft.public[rng.integers(0, 12, len(who))])
        template = np.where(rng.random(len(who)) < _JOB, job[rng.integers(0, len(job), len(who))], popular)
        draft.act(dispatched(draft, codes[who], second, pool[rng.integers(0, len(pool), len(who))], template))

    def _batches(self, draft: Draft, n: int) -> Floats:
        rng = draft.rng
        n_batches = max(1, int(draft.end / DAY_S * _BATCHES_A_DAY))
        begins = rng.random(n_batches) * (draft.end - _BATCH_H[1] * HOUR_S)
        lasts = (_BATCH_H[0] + rng.random(n_batches) * (_BATCH_H[1] - _BATCH_H[0])) * HOUR_S
        batch = rng.integers(0, n_batches, n)
        return np.asarray(begins[batch] + rng.random(n) * lasts[batch])
