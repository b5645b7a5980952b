"""A job that turns to a new model the moment it is out.

Published shape: 13 million exchanges; half of its traffic moved to a new model within 24 hours (February 2026).
"""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rings.job import Job

_LATER_DAYS: Final = (6.0, 30.0)  # after the release, for the accounts that don't turn at once


class Pivot(Job):
    """A pool whose accounts turn at once, or much later."""

    style: Literal["pivot"]
    pivots: float = Field(default=0.5, ge=0, le=1, description="share of the traffic on the new model after a day")

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002
        """Accounts with the given share of the volume turn within a day."""
        n = len(volume)
        order = draft.rng.permutation(n)
        done = np.empty(n)
        done[order] = np.cumsum(volume[order]) - volume[order] / 2
        low, high = _LATER_DAYS
        soon = draft.rng.random(n) * 0.95
        later = low + draft.rng.random(n) * (high - low)
        days = np.where(done < self.pivots * volume.sum(), soon, later)
        return {"adopts": draft.release + days * DAY_S}
