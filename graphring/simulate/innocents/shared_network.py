"""Strangers behind addresses of others: a commercial VPN, a privacy relay, a satellite, a country's few gateways."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import Ints
from graphring.simulate.draft import Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share
from graphring.simulate.innocents.likeness import behind
from graphring.simulate.rhythm import MACHINE, PERSON


class SharedNetwork(Crowd):
    """Everyone has a card, prompts and human hours of their own."""

    addresses: Count = 4
    known: bool = Field(default=False, description="the platform knows what its addresses are")
    own: Share = Field(default=0.1, description="share of sittings at home or elsewhere")
    hub_class: ClassVar[str]
    reason: ClassVar[str]
    hops: ClassVar[int] = 2
    """Addresses that one account is seen at."""
    one_country: ClassVar[bool] = False

    @abstractmethod
    def pool(self, draft: Draft) -> Ints:
        """The shared addresses."""

    def plant_one(self, draft: Draft) -> None:
        """Put the network's users into the world."""
        codes, habits = self.enrolled(draft, **(self.one_region(draft) if self.one_country else {}))
        draft.pay(codes, draft.cards(self.accounts))
        pool = self.pool(draft)
        if self.known:
            draft.know("ip_address", pool, self.hub_class, self.reason)
        human = replace(habits, rhythm=np.where(habits.rhythm == MACHINE, PERSON, habits.rhythm))
        seen_at = draft.rng.choice(pool, (self.accounts, self.hops))
        draft.act(exchanges(draft, behind(human, seen_at, self.own)))


class Vpn(SharedNetwork):
    """Customers of a commercial VPN, from anywhere, on a few exits in data centres."""

    kind: Literal["vpn"]
    accounts: Count = 180
    addresses: Count = 8
    own: Share = 0.4
    hub_class = "vpn"
    reason = "exit of a commercial VPN"
    hops = 3

    def pool(self, draft: Draft) -> Ints:
        """Exits in two networks."""
        return draft.addresses.cloud(self.addresses)


class PrivacyRelay(SharedNetwork):
    """People whose browser or phone goes through a relay: another exit at every sitting."""

    kind: Literal["privacy_relay"]
    accounts: Count = 120
    addresses: Count = 24
    own: Share = 0.2
    hub_class = "relay"
    reason = "exit of a privacy relay"
    hops = 7

    def pool(self, draft: Draft) -> Ints:
        """Exits in three networks."""
        return draft.addresses.cloud(self.addresses, 3)


class Satellite(SharedNetwork):
    """Rural homes behind a satellite provider's ground stations."""

    kind: Literal["satellite"]
    accounts: Count = 40
    hub_class = "nat"
    reason = "satellite provider's ground station"

    def pool(self, draft: Draft) -> Ints:
        """Ground stations in one block."""
        return draft.addresses.site(self.addresses)


class FewAddresses(SharedNetwork):
    """A country with few addresses: people at home, at work and on the phone leave by the same gateways."""

    kind: Literal["few_addresses"]
    accounts: Count = 80
    addresses: Count = 6
    own: Share = 0.05
    hub_class = "nat"
    reason = "national gateway"
    hops = 4
    one_country = True

    def pool(self, draft: Draft) -> Ints:
        """Gateways in one block."""
        return draft.addresses.site(self.addresses)
