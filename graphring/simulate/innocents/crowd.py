"""What all crowds of innocents have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graphring.simulate.arrays import Ints, texts
from graphring.simulate.draft import Accounts, Draft
from graphring.simulate.habits import Habits
from graphring.simulate.naming import domains
from graphring.simulate.population import ordinary, strangers


class Crowd(BaseModel):
    """A number of innocent accounts of one kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    accounts: int = Field(ge=1, le=1_000_000)
    volume: float = Field(default=12.0, gt=0, description="median exchanges of an account")

    @abstractmethod
    def plant(self, draft: Draft) -> None:
        """Put the crowd into the world."""

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
