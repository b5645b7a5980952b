"""One job spread over accounts: batches at any hour, each request sent by another account, items never repeated.

Published shape: more than 150,000 exchanges, synchronised over accounts, shared payment methods (February 2026).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphring.simulate.arrays import DAY_S, HOUR_S, Floats
from graphring.simulate.draft import Draft
from graphring.simulate.rings.crew import Rows, belong, crew
from graphring.simulate.rings.disguise import disguise
from graphring.simulate.rings.ground import data_centre, network, paid
from graphring.simulate.rings.operation import Operation

_BATCHES_A_DAY = 1.2
_BATCH_H = (0.5, 5.0)
_LATER_DAYS = 20
_JOB = 0.85  # share of exchanges that belong to the job; the rest are tries, free-form or with public templates


class LoadBalancer(Operation):
    """Accounts that share the load of one queue."""

    style: Literal["load_balancer"]

    def plant(self, draft: Draft) -> None:
        """Put the ring into the world."""
        self.sized()._planted(draft)

    def _planted(self, draft: Draft) -> None:
        rng, n = draft.rng, self.accounts
        born = self.births(draft, n)
        codes = self.enrolled(draft, born, "operated")
        on = self.ground(draft, n)
        card, cell = paid(draft, on, rng.permutation(n), 0, 0.0)
        draft.pay(codes, card)
        workers = crew(draft, codes, (np.maximum(0.0, born + 900), np.full(n, draft.end)), cell)
        belong(draft, self.name, workers, (self.name,))
        who = np.arange(n).repeat(self.volumes(draft, n))
        second = self._batches(draft, len(who))
        # An account that is not there yet leaves its part to a later batch.
        late = second < born[who] + 900
        begins = workers.first[who[late]]
        second[late] = begins + rng.random(late.sum()) * np.minimum(_LATER_DAYS * DAY_S, draft.end - begins)
        base, job = data_centre(draft, self.addresses, 2), draft.templates(self.templates)
        draft.family(job, self.name)
        pool = network(draft, base, on)
        popular = np.where(rng.random(len(who)) < 0.4, -1, draft.public[rng.integers(0, 12, len(who))])
        other = rng.random(len(who)) >= _JOB
        template = np.where(other, popular, job[rng.integers(0, len(job), len(who))])
        rows = Rows(who, second, pool.drawn(rng, cell[who]), template, other)
        self.send(draft, disguise(draft, workers, self.efforts(draft), self.name), rows)

    def _batches(self, draft: Draft, n: int) -> Floats:
        rng = draft.rng
        n_batches = max(1, int(draft.end / DAY_S * _BATCHES_A_DAY))
        begins = rng.random(n_batches) * (draft.end - _BATCH_H[1] * HOUR_S)
        lasts = (_BATCH_H[0] + rng.random(n_batches) * (_BATCH_H[1] - _BATCH_H[0])) * HOUR_S
        batch = rng.integers(0, n_batches, n)
        return np.asarray(begins[batch] + rng.random(n) * lasts[batch])
