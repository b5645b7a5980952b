"""A job of any size: a pool of accounts that serves one campaign or several over a stretch of days."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Self

import numpy as np
from pydantic import Field, model_validator

from graphring.simulate.arrays import DAY_S, Floats, Ints, Texts, chosen, harmonic, texts
from graphring.simulate.draft import CLIENTS, REGIONS, Draft
from graphring.simulate.rhythm import PERSON, moments
from graphring.simulate.rings.crew import Crew, Rows, belong, crew, customer_prompts
from graphring.simulate.rings.disguise import disguise
from graphring.simulate.rings.ground import data_centre, network, paid
from graphring.simulate.rings.operation import Operation, succession
from graphring.simulate.rings.scaling import sliced
from graphring.simulate.rings.works import Campaign, Works

_SETTLED_S: Final = 900.0  # from sign-up to the first exchange
_EARLY: Final = 0.1  # share of the job's days in which accounts are still made, but …
_EARLY_DAYS: Final = 6  # … no longer than these
_WAVE_DAYS: Final = 16.0  # bans come in waves this far apart, nearer in a short job
_CUSTOMER_PROMPTS: Final = 3  # templates of their own that buyers send, for each account
_DATA_CENTRE: Final = 0.5  # share of a pool that lies in data centres; the rest on people's lines


class Job(Operation):
    """A pool at work; styles change what they have of their own."""

    counts: ClassVar[dict[str, int]] = {**Operation.counts, "replaced": 0}
    without: ClassVar[tuple[str, ...]] = ()
    """Settings of other jobs that mean nothing to a style."""

    begins: float = Field(default=2.0, ge=0, description="day on which the job begins")
    lasts: float = Field(default=0.0, ge=0, description="days that the job lasts; 0: to the end of the world")
    made_days: float = Field(default=90.0, gt=0, description="days over which the accounts are made")
    peak: float = Field(default=1.0, ge=1, description="busiest day, at the end, as a multiple of the average one")
    customers: float = Field(default=0.0, ge=0, lt=1, description="share of exchanges that are customers' traffic")
    customer_only: float = Field(default=0.0, ge=0, lt=1, description="share of accounts without the ring's job")
    replaced: int = Field(default=0, ge=0, description="accounts that are banned, each replaced by another")
    repeats: int = Field(default=3, ge=1, description="times that each item of the job is sent: best of so many")
    campaigns: tuple[Campaign, ...] = Field(default=(), description="whom the pool serves; none: one job of its own")
    clients: tuple[str, ...] = Field(default=(), description="clients that the accounts use; none: anyone's")
    telemetry: float = Field(default=1.0, ge=0, le=1, description="share of accounts whose client tells its name")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.replaced * 2 > self.accounts:
            raise ValueError("replaced may be half of the accounts at most")
        if self.campaigns and self.templates > 1:
            raise ValueError("where campaigns are named, each says its own templates")
        if said := [name for name in self.without if getattr(self, name) != type(self).model_fields[name].default]:
            raise ValueError(f"the style {self.style} takes no {' and no '.join(said)}")
        if unknown := set(self.clients) - set(CLIENTS):
            raise ValueError(f"no client is called {sorted(unknown)[0]}")
        return self

    @property
    def last_day(self) -> float:
        """Day on which the job ends; without an end it has a day at least."""
        return self.begins + (self.lasts or 1.0)

    def plant(self, draft: Draft) -> None:
        """Put the ring into the world, a slice of its exchanges at a time."""
        ring = self.sized()
        works, volume = ring.works(draft)
        for who in sliced(volume):
            ring.send(draft, works.worn, ring.rows(draft, works, who))

    def span(self, draft: Draft) -> tuple[float, float]:
        """When the job begins and ends."""
        begins = self.begins * DAY_S
        return begins, min(draft.end, begins + self.lasts * DAY_S) if self.lasts else draft.end

    def serves(self) -> tuple[Campaign, ...]:
        """The campaigns, at least one."""
        return self.campaigns or (Campaign(name=self.name, templates=self.templates),)

    def works(self, draft: Draft) -> tuple[Works, Ints]:
        """Enrol the accounts, ban and replace some; what they work with, and the exchanges of each."""
        workers, volume = self.crewed(draft)
        on = self.ground(draft, self.accounts - self.replaced)
        campaigns = self.serves()
        prompts = [campaign.prompts(draft) for campaign in campaigns]
        belong(draft, self.name, workers, tuple(c.name for c in campaigns))
        job = np.ones(len(workers), dtype=bool)
        job[self.accounts - self.replaced - self._n_carriers() : self.accounts - self.replaced] = False
        made = Works(
            worn=disguise(draft, workers, self.efforts(draft), self.name),
            job=job,
            network=network(draft, self.base(draft), on),
            prompts=np.concatenate(prompts),
            prompt_share=np.concatenate(
                [np.full(len(p), c.share / len(p)) for c, p in zip(campaigns, prompts, strict=True)]
            ),
            private=draft.templates(len(workers) * _CUSTOMER_PROMPTS),
            client=self.keeps(draft, workers.cell),
        )
        return made, volume

    def rows(self, draft: Draft, works: Works, who: Ints) -> Rows:
        """A slice of exchanges: the job at any hour, customers at the hours of people anywhere."""
        rng, n = draft.rng, len(who)
        first, last = works.crew.first[who], works.crew.last[who]
        bought = (rng.random(n) < self.customers) | ~works.job[who]
        second = first + rng.random(n) ** (1 / self.peak) * (last - first)
        template = works.prompts[chosen(rng, works.prompt_share, n)]
        if bought.any():
            zone = rng.integers(-8, 10, n)
            second = np.where(bought, moments(rng, np.full(n, PERSON), zone, first, last), second)
            template = np.where(bought, customer_prompts(draft, works.private, n), template)
        address = works.network.drawn(rng, works.crew.cell[who])
        return Rows(who, second, address, template, np.asarray(bought), works.client[who])

    def born(self, draft: Draft, n: int) -> Floats:
        """When accounts are made: one by one over some weeks, the last ones in the job's first days."""
        begins, ends = self.span(draft)
        early = min(_EARLY * (ends - begins), _EARLY_DAYS * DAY_S)
        return np.asarray(begins + early - draft.rng.random(n) * self.made_days * DAY_S)

    def until(self, draft: Draft, born: Floats) -> Floats:
        """When accounts that nobody bans stop working."""
        return np.full(len(born), self.span(draft)[1])

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002 - for styles
        """What is the style's own about accounts with these cells and volumes."""
        return {}

    def base(self, draft: Draft) -> Ints:
        """The pool of addresses: part data centres, part people's lines in all regions."""
        inside = int(self.addresses * _DATA_CENTRE)
        outside = draft.addresses.homes(draft.rng.integers(0, len(REGIONS), self.addresses - inside))
        return draft.rng.permutation(np.concatenate([data_centre(draft, inside, 2), outside]))

    def roles(self) -> Texts:
        """Roles of all accounts: the first wave, customers at its end, and then the replacements."""
        role, first_wave = texts(self.accounts, "operated"), self.accounts - self.replaced
        role[first_wave - self._n_carriers() : first_wave] = "proxy_customer"
        role[first_wave:] = "rotated"
        return role

    def keeps(self, draft: Draft, cell: Ints) -> Ints:
        """Clients of accounts in these cells; -1 where one tells none."""
        n = len(cell)
        names = [CLIENTS.index(name) for name in self.clients] or list(range(len(CLIENTS)))
        client = np.array(names)[chosen(draft.rng, harmonic(len(names)), n)]
        return np.where(draft.rng.random(n) < self.telemetry, client, -1)

    def _waves(self, draft: Draft) -> Floats:
        begins, ends = self.span(draft)
        apart = min(_WAVE_DAYS * DAY_S, (ends - begins) / 3)
        n_waves = max(1, int((ends - begins - DAY_S) / apart) - 1)  # replacements still have a day to work
        wave = 1 + np.arange(self.replaced) % n_waves
        return np.asarray(begins + (wave + draft.rng.random(self.replaced) * 0.3) * apart)

    def _n_carriers(self) -> int:
        return int((self.accounts - self.replaced) * self.customer_only)

    def crewed(self, draft: Draft) -> tuple[Crew, Ints]:
        """The accounts, and the exchanges of each; some are banned and replaced."""
        volume = self.volumes(draft, self.accounts)
        rng, first_wave = draft.rng, self.accounts - self.replaced
        begins, ends = self.span(draft)
        born = self.born(draft, first_wave)
        until = self.until(draft, born)
        until[: self.replaced] = self._waves(draft)
        again = succession(draft, np.arange(self.replaced), until[: self.replaced])
        on = self.ground(draft, first_wave)
        card, cell = paid(draft, on, rng.permutation(first_wave), self.replaced, self.efforts(draft).own_cards)
        changes = self.changes(draft, cell, volume)
        codes = self.enrolled(draft, np.concatenate([born, again]), self.roles(), **changes)
        draft.pay(codes, card)
        draft.ban(codes[: self.replaced], until[: self.replaced], "terms")
        draft.succeed(codes[: self.replaced], codes[first_wave:])
        first = np.maximum(begins, np.concatenate([born, again]) + _SETTLED_S)
        last = np.concatenate([until, np.full(self.replaced, ends)])
        return crew(draft, codes, (np.minimum(first, last), last), cell), volume
