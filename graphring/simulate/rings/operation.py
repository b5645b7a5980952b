"""What all rings have in common: accounts that were made for it, cards, addresses, and work of their own."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any, ClassVar, Final, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_serializer

from graphring.simulate.adversary import Adversary
from graphring.simulate.arrays import DAY_S, HOUR_S, Floats, Ints, Texts, chosen, harmonic, texts
from graphring.simulate.draft import CLIENTS, Accounts, Draft, Exchanges
from graphring.simulate.population import strangers, volumes
from graphring.simulate.rings.crew import Rows, mixed
from graphring.simulate.rings.disguise import Disguise
from graphring.simulate.rings.ground import Ground, ground
from graphring.simulate.rings.items import dealt
from graphring.simulate.rings.scaling import allotted, scaled

_AGED: Final = 0.4  # share of accounts that were bought or kept for long
_YOUNG_DAYS: Final = 60
_PATHWAYS: Final = np.array([0.25, 0.62, 0.13])  # web, API, cloud marketplace
_ORDINARY: Final = 12.0  # median exchanges of an account that mimics people
_TRUSTED_DAYS: Final = 120  # accounts of this age and more are what platforms trust; a guess


class Operation(BaseModel):
    """A ring of some style."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    counts: ClassVar[dict[str, int]] = {"accounts": 2, "addresses": 1, "cards": 1, "exchanges": 1}
    """What grows and shrinks with the world, and the least of each."""
    ages: ClassVar[bool] = True
    """Some of the accounts are older than the ring."""

    style: str
    name: str = Field(min_length=1, description="name of the ring in truth.csv")
    accounts: int = Field(ge=2, le=1_000_000, description="accounts in all, replacements too")
    addresses: int = Field(ge=1, le=1_000_000, description="addresses of the pool")
    cards: int = Field(ge=1, le=1_000_000, description="payment instruments, shared by the accounts")
    templates: int = Field(default=1, ge=1, le=10_000, description="prompt templates of the job")
    volume: float = Field(default=25.0, gt=0, description="median exchanges of an account")
    exchanges: int = Field(default=0, ge=0, description="exchanges of all accounts; 0: by the median of an account")
    repeats: int = Field(default=1, ge=1, description="times that each item of the job is sent, by whichever accounts")
    scale: float = Field(default=1.0, gt=0, le=1, description="factor on the counts said here; the shape stays")
    thin: float = Field(
        default=1.0,
        gt=0,
        le=1,
        description="factor on the exchanges of each account, where the published volume is huge",
    )
    adversary: Adversary | None = Field(default=None, description="efforts of this ring's own")

    @property
    def last_day(self) -> float:
        """Day of the world that the ring needs; 0 where it fits into any."""
        return 0.0

    @abstractmethod
    def plant(self, draft: Draft) -> None:
        """Put the ring into the world."""

    @field_serializer("adversary")
    def _as_said(self, own: Adversary | None) -> dict[str, float] | None:
        # What is not said is the world's to say, also after a scenario was written out and read again.
        return None if own is None else own.model_dump(exclude_unset=True)

    def sized(self) -> Self:
        """The ring as it is planted: the figures times their factors."""
        counts: dict[str, Any] = {
            name: scaled(getattr(self, name), self.scale * (self.thin if name.endswith("exchanges") else 1.0), least)
            for name, least in self.counts.items()
        }
        return self.model_copy(update={**counts, "volume": self.volume * self.thin, "scale": 1.0, "thin": 1.0})

    def efforts(self, draft: Draft) -> Adversary:
        """How hard this ring tries not to be found."""
        return draft.adversary.overridden(self.adversary)

    def ground(self, draft: Draft, accounts: int) -> Ground:
        """Its cells, cards and addresses."""
        return ground(self.efforts(draft), accounts, self.cards, self.addresses)

    def enrolled(self, draft: Draft, born: Floats, role: str | Texts, **changes: Any) -> Ints:
        """Accounts that look like anyone's but for the changes, created at `born`; some of them long before."""
        n, rng = len(born), draft.rng
        aged = (rng.random(n) < _AGED) & (born < 10 * DAY_S) & self.ages
        accounts = replace(
            strangers(draft, n, ""),
            created=np.where(aged, born - rng.random(n) * 800 * DAY_S, born),
            organisation=texts(n),
            pathway=np.array(["web", "api", "cloud"], dtype=object)[chosen(rng, _PATHWAYS, n)],
            verified=rng.random(n) < 0.45,
            ring=texts(n, self.name),
            role=np.full(n, role, dtype=object),
        )
        return draft.enrol(self._contaminated(draft, replace(accounts, **changes)))

    def _contaminated(self, draft: Draft, accounts: Accounts) -> Accounts:
        effort, n = self.efforts(draft).contamination, len(accounts)
        if not effort:
            return accounts
        kept = draft.rng.random(n) < effort
        since = np.minimum(accounts.created, 0.0) - (_TRUSTED_DAYS + draft.rng.random(n) * 500) * DAY_S
        return replace(
            accounts,
            created=np.where(kept, since, accounts.created),
            verified=accounts.verified | kept,
        )

    def births(self, draft: Draft, n: int) -> Floats:
        """When accounts are made: one by one over two months, the last some days into the world."""
        return np.asarray(-draft.rng.random(n) * _YOUNG_DAYS * DAY_S + 6 * DAY_S)

    def volumes(self, draft: Draft, n: int) -> Ints:
        """The given total shared out, or log-normal as everybody's: volume tells nothing."""
        if self.exchanges:
            drawn = allotted(draft.rng, self.exchanges, n)
        else:
            drawn = np.maximum(4, volumes(draft, n, self.volume))
        effort = self.efforts(draft).mimicry
        if not effort:
            return drawn
        people = volumes(draft, n, _ORDINARY)
        return np.asarray(np.maximum(1, np.rint(drawn ** (1 - effort) * people**effort)), dtype=np.int64)

    def send(self, draft: Draft, worn: Disguise, rows: Rows) -> None:
        """Put exchanges of a job queue into the world: disguised, each account with its client."""
        rows = worn.worn(draft, rows)
        code = worn.crew.code[rows.who]
        client = rows.client
        if not len(client):
            client = chosen(draft.rng, harmonic(len(CLIENTS)), draft.n_accounts)[code]
        item = dealt(draft, rows, self.repeats, worn.efforts.sharding)
        draft.act(Exchanges(code, rows.second, rows.address, rows.template, item, client))
        draft.mix(*mixed(worn.crew, rows))


def succession(draft: Draft, banned: Ints, until: Floats) -> Floats:
    """When the replacements of banned accounts are made: within a day, after an hour or more."""
    return np.asarray(until + HOUR_S + draft.rng.random(len(banned)) * 20 * HOUR_S)
