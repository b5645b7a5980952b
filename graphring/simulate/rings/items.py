"""What a job's exchanges are about."""

from __future__ import annotations

import numpy as np

from graphring.simulate.arrays import Ints
from graphring.simulate.draft import Draft
from graphring.simulate.habits import attempts
from graphring.simulate.rings.crew import Rows


def dealt(draft: Draft, rows: Rows, repeats: int, sharding: float) -> Ints:
    """Items: each exchange is about one of its own, but for retries; a job's are sent `repeats` times in all.

    Sharding is the share of the job whose items are dealt out once each all the same.
    """
    item = attempts(draft, rows.who)
    again = ~rows.bought if repeats > 1 else np.zeros(len(item), dtype=bool)
    if sharding and repeats > 1:
        again &= draft.rng.random(len(item)) >= sharding
    n = int(again.sum())
    if n:
        item = item.copy()
        item[again] = draft.items(-(-n // repeats))[draft.rng.permutation(n) // repeats]
    return item[rows.replayed] if len(rows.replayed) else item
