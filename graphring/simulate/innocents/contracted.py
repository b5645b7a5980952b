"""Contracted intermediaries: a gateway and an IDE vendor, few keys with the mixed traffic of very many people."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, texts
from graphring.simulate.draft import CLIENTS, REGIONS, Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share, Volume
from graphring.simulate.innocents.likeness import at_rhythm, behind, split, varied, with_client
from graphring.simulate.rhythm import PERSON, WORKER

_PROMPTS_AN_ACCOUNT = 200  # templates of the people behind one key
_LISTED_DAYS = 365


class Contracted(Crowd):
    """One organisation and payer; people of all regions behind it."""

    listed: bool = Field(default=True, description="the contract is on the allow-list")
    product: Share = Field(default=0.0, description="share of exchanges with the product's own prompt")
    hours: ClassVar[int]
    client: ClassVar[str]

    def plant_one(self, draft: Draft) -> None:
        """Put the intermediary into the world."""
        n, rng, firm = self.accounts, draft.rng, self.one_firm(draft)
        created = -(60 + rng.random(n) * 500) * DAY_S
        codes, habits = self.enrolled(draft, **firm, created=created, pathway=texts(n, "api"))
        draft.pay(codes, draft.cards(1).repeat(n))
        egress = draft.addresses.cloud(4)
        if self.listed:
            draft.know("ip_address", egress, "reseller", "gateway of a contracted intermediary")
            draft.allow_organisation(firm["organisation"][0], "contract", draft.end + _LISTED_DAYS * DAY_S)
        program = with_client(behind(habits, egress, own=0.0), CLIENTS.index(self.client))
        people = split(at_rhythm(program, self.hours), np.array([r.zone for r in REGIONS]))
        run = varied(draft, exchanges(draft, people), draft.templates(n * _PROMPTS_AN_ACCOUNT))
        wrapped = rng.random(len(run.template)) < self.product
        draft.act(replace(run, template=np.where(wrapped, draft.templates(1), run.template)))


class Gateway(Contracted):
    """A gateway that many firms send their requests through."""

    kind: Literal["gateway"]
    accounts: Count = 8
    volume: Volume = 1000.0
    hours = PERSON
    client = "go-sdk/0.9.3"


class IdeVendor(Contracted):
    """The vendor of an editor: its plug-in asks in everybody's name, half of it with the vendor's own prompt."""

    kind: Literal["ide_vendor"]
    accounts: Count = 6
    volume: Volume = 1500.0
    product: Share = 0.5
    hours = WORKER
    client = "ide-plugin/1.9.2"
