"""What all crowds of innocents have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Annotated, Any, TypeAlias

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graphring.simulate.arrays import Ints, texts
from graphring.simulate.draft import REGIONS, Accounts, Draft
from graphring.simulate.habits import Habits
from graphring.simulate.naming import domains
from graphring.simulate.population import ordinary, strangers

Count: TypeAlias = Annotated[int, Field(ge=1, le=1_000_000)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Volume: TypeAlias = Annotated[float, Field(gt=0, description="median exchanges of an account")]

_SPREAD = 0.6  # sigma of the log-normal sizes of crowds: firms, schools and providers are of very different size
_LEAST = 3  # accounts of the smallest crowd


class Crowd(BaseModel):
    """A number of innocent accounts of one kind; the default number is the kind's prevalence in 10,000 accounts."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    accounts: Count
    each: Count | None = Field(default=None, description="accounts of a usual crowd; left out, all are one crowd")
    volume: Volume = 12.0

    def plant(self, draft: Draft) -> None:
        """Put the crowd, or all of them, into the world."""
        for size in self._sizes(draft):
            self.model_copy(update={"accounts": size, "each": None}).plant_one(draft)

    @abstractmethod
    def plant_one(self, draft: Draft) -> None:
        """Put one crowd into the world."""

    def enrolled(self, draft: Draft, **changes: Any) -> tuple[Ints, Habits]:
        """Ordinary accounts but for the changes: their codes, and habits to start from."""
        accounts: Accounts = replace(strangers(draft, self.accounts, self.kind), **changes)
        codes = draft.enrol(accounts)
        return codes, ordinary(draft, codes, accounts, self.volume)

    def one_firm(self, draft: Draft) -> dict[str, Any]:
        """Changes that put all accounts into one organisation with one domain."""
        domain = domains(draft.rng, 1)[0]
        return {"domain": texts(self.accounts, domain), "organisation": texts(self.accounts, domain.split(".")[0])}

    def many_firms(self, draft: Draft, each: int = 1) -> dict[str, Any]:
        """Changes that give every `each` accounts an organisation and a domain of their own."""
        firms = domains(draft.rng, -(-self.accounts // each)).repeat(each)[: self.accounts]
        organisation = firms.copy()
        organisation[:] = [firm.split(".")[0] for firm in firms]
        return {"domain": firms, "organisation": organisation}

    def one_region(self, draft: Draft) -> dict[str, Any]:
        """Changes that put all accounts into one region."""
        return {"region": np.full(self.accounts, draft.rng.integers(0, len(REGIONS)))}

    def _sizes(self, draft: Draft) -> list[int]:
        n = max(1, round(self.accounts / (self.each or self.accounts)))
        if n == 1:
            return [self.accounts]
        least = min(_LEAST, self.accounts // n)
        weight = draft.rng.lognormal(0.0, _SPREAD, n)
        rest = draft.rng.multinomial(self.accounts - n * least, weight / weight.sum())
        return [least + int(more) for more in rest]
