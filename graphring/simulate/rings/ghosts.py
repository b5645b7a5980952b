"""Ghost accounts of one e-mail domain: they probe for a while, each a little, and then all burst.

Published shape: 1,000 ghost accounts of one domain; missing client telemetry; a probing phase and then a burst.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, Floats, Ints, texts
from graphring.simulate.draft import Draft
from graphring.simulate.naming import domains
from graphring.simulate.rings.crew import Rows, customer_prompts
from graphring.simulate.rings.job import Job
from graphring.simulate.rings.works import Works


class Ghosts(Job):
    """A phase of probing, a burst at the end."""

    style: Literal["ghosts"]
    without: ClassVar[tuple[str, ...]] = ("replaced", "peak", "customers", "customer_only")
    telemetry: float = Field(default=0.2, ge=0, le=1, description="share of accounts whose client tells its name")
    probing: float = Field(default=0.05, ge=0, le=1, description="share of exchanges that probe")
    burst_days: float = Field(default=2.0, gt=0, description="days of the burst, the job's last ones")

    def born(self, draft: Draft, n: int) -> Floats:
        """All before the job begins."""
        return np.asarray(self.begins * DAY_S - draft.rng.random(n) * self.made_days * DAY_S)

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002
        """One domain that nobody else has."""
        return {"domain": texts(len(cell), domains(draft.rng, 1)[0])}

    def rows(self, draft: Draft, works: Works, who: Ints) -> Rows:
        """Probes try this and that until the burst; the burst is the job."""
        usual, n = super().rows(draft, works, who), len(who)
        first, last = works.crew.first[who], works.crew.last[who]
        burst = np.maximum(first, last - self.burst_days * DAY_S)
        probes = draft.rng.random(n) < self.probing
        passed = draft.rng.random(n)
        second = np.where(probes, first + passed * (burst - first), burst + passed * (last - burst))
        tries = customer_prompts(draft, works.private, n)
        return replace(usual, second=second, template=np.where(probes, tries, usual.template))
