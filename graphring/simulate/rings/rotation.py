"""Few accounts that take turns, each with a huge volume.

Published shape: 273 accounts, rotated, with 3.4 million exchanges in 17 days (September 2026).
"""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import Floats, Texts, texts
from graphring.simulate.draft import Draft
from graphring.simulate.rings.job import Job


class Rotation(Job):
    """Accounts in rotation."""

    style: Literal["rotation"]
    without: ClassVar[tuple[str, ...]] = ("replaced", "made_days", "customer_only")
    overlap: float = Field(default=2.5, ge=1, description="accounts at work at a time, on average")

    def born(self, draft: Draft, n: int) -> Floats:
        """Each account is made when its turn comes."""
        begins, _ = self.span(draft)
        return np.asarray(begins + (np.arange(n) + draft.rng.random(n) * 0.5) * self._step(draft))

    def until(self, draft: Draft, born: Floats) -> Floats:
        """A turn lasts as many steps as accounts are at work at a time."""
        return np.minimum(born + self._step(draft) * self.overlap, self.span(draft)[1])

    def roles(self) -> Texts:
        """All of them are rotated."""
        return texts(self.accounts, "rotated")

    def _step(self, draft: Draft) -> float:
        begins, ends = self.span(draft)
        return (ends - begins) / (self.accounts + self.overlap)
