"""Synthetic organisations in masses: each account is a firm of its own, all made within days.

Published shape: more than 20,000 synthetic organisations in three days; missing client telemetry.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, Floats, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.naming import domains
from graphring.simulate.rings.job import Job


class Organisations(Job):
    """Firms that are none."""

    style: Literal["organisations"]
    ages: ClassVar[bool] = False
    made_days: float = Field(default=3.0, gt=0, description="days, from the first of the job, in which they are made")
    telemetry: float = Field(default=0.2, ge=0, le=1, description="share of accounts whose client tells its name")

    @property
    def last_day(self) -> float:
        """Day on which the job ends; the last organisation still has a day to work."""
        return max(super().last_day, self.begins + self.made_days + 1)

    def born(self, draft: Draft, n: int) -> Floats:
        """All within the first days."""
        return np.asarray(self.begins * DAY_S + draft.rng.random(n) * self.made_days * DAY_S)

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002
        """A domain and an organisation each, and no account older than the plan."""
        firm = domains(draft.rng, len(cell))
        return {"domain": firm, "organisation": np.array([name.split(".")[0] for name in firm], dtype=object)}
