"""A trial of techniques: thousands of requests, each of them worded in another way.

Published shape: a 12,000-request trial in which each request is another technique.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rings.crew import Rows
from graphring.simulate.rings.job import Job
from graphring.simulate.rings.works import Works


class Probing(Job):
    """Every request of the job has a template of its own."""

    style: Literal["probing"]
    without: ClassVar[tuple[str, ...]] = ("campaigns", "templates")
    repeats: int = Field(default=1, ge=1, description="times that each item of the trial is sent")

    def rows(self, draft: Draft, works: Works, who: Ints) -> Rows:
        """One technique after the other."""
        usual = super().rows(draft, works, who)
        variants = draft.templates(int((~usual.bought).sum()))
        draft.family(variants, self.name)
        template = usual.template.copy()
        template[~usual.bought] = variants[np.argsort(draft.rng.random(len(variants)))]
        return replace(usual, template=template)
