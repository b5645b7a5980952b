"""A pool that works with stolen keys of honest companies besides its own accounts.

Published shape: stolen keys of honest companies, used inside a pool. The owners go on as ever on their own
networks; the thief comes from the pool's, with its clients and its prompts. In the truth they are of no ring:
role `victim`, kind `stolen_key`, and the pool that used them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, Ints, texts
from graphring.simulate.draft import Accounts, Draft
from graphring.simulate.habits import perform
from graphring.simulate.naming import domains
from graphring.simulate.population import ordinary, strangers
from graphring.simulate.rings.crew import Crew, crew
from graphring.simulate.rings.job import Job
from graphring.simulate.rings.scaling import allotted

_OLD_DAYS: Final = (120.0, 900.0)  # companies were there long before
_MEDIAN: Final = 30.0  # own exchanges of a company's account; a guess: more than a person's
_STOLEN_BY: Final = 0.5  # share of the job's days after which the last key is stolen


class StolenKeys(Job):
    """Own accounts and victims."""

    style: Literal["stolen_keys"]
    counts: ClassVar[dict[str, int]] = {**Job.counts, "victims": 0, "stolen_exchanges": 1}
    victims: int = Field(ge=0, description="accounts of honest companies whose keys are used")
    stolen_exchanges: int = Field(ge=0, description="exchanges of the job that are sent with stolen keys")
    per_company: int = Field(default=2, ge=1, description="accounts of one company")

    def crewed(self, draft: Draft) -> tuple[Crew, Ints]:
        """The pool's own accounts, and the stolen keys behind them."""
        own, volume = super().crewed(draft)
        victims = self._victims(draft, self.ground(draft, self.accounts - self.replaced).cells)
        both = Crew(
            *(np.concatenate([getattr(part, name) for part in (own, victims)]) for name in Crew.__dataclass_fields__)
        )
        return both, np.concatenate([volume, allotted(draft.rng, self.stolen_exchanges, len(victims))])

    def _victims(self, draft: Draft, cells: int) -> Crew:
        begins, ends = self.span(draft)
        accounts = self._companies(draft)
        codes = draft.enrol(accounts)
        draft.pay(codes, draft.cards(-(-self.victims // self.per_company)).repeat(self.per_company)[: self.victims])
        habits = ordinary(draft, codes, accounts, _MEDIAN)
        perform(draft, habits)
        since = begins + draft.rng.random(self.victims) * _STOLEN_BY * (ends - begins)
        cell = draft.rng.integers(0, cells, self.victims)
        return replace(crew(draft, codes, (since, np.full(self.victims, ends)), cell), own=habits.volume)

    def _companies(self, draft: Draft) -> Accounts:
        n, (young, old) = self.victims, _OLD_DAYS
        firm = domains(draft.rng, -(-n // self.per_company)).repeat(self.per_company)[:n]
        return replace(
            strangers(draft, n, "stolen_key"),
            created=-(young + draft.rng.random(n) * (old - young)) * DAY_S,
            domain=firm,
            organisation=np.array([name.split(".")[0] for name in firm], dtype=object),
            role=texts(n, "victim"),
        )
