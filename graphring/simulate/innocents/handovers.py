"""Accounts that take over from others of the same owner: a migration, a rotation of keys, a reorganisation."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import DAY_S, HOUR_S, Floats, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.habits import Habits, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Volume
from graphring.simulate.innocents.likeness import alike, at_rhythm, behind, between, saying
from graphring.simulate.rhythm import MACHINE, WORKER

_OLD_DAYS = 400


@dataclass(frozen=True)
class Turns:
    """For each account: whose ways it has, and from when until when it acts."""

    of: Ints
    first: Floats
    last: Floats

    def created(self, draft: Draft) -> Floats:
        """Accounts there from the start are old; a successor is made in the hours before its turn."""
        hours = draft.rng.random(len(self.of)) * 5 * HOUR_S + HOUR_S
        old = (30 + draft.rng.random(len(self.of)) * _OLD_DAYS) * DAY_S
        return np.where(self.first > 0, self.first - hours, -old)


def relay(draft: Draft, n: int, generations: int, spread_s: float) -> Turns:
    """Chains of accounts, each taking over from the one before; `spread_s`: how far apart the chains change."""
    chains = -(-n // generations)
    of, turn = np.arange(n) % chains, np.arange(n) // chains
    edges = np.linspace(0.0, draft.end, generations + 1)
    shift = (draft.rng.random(chains) - 0.5) * min(spread_s, draft.end / generations / 2)
    begins, ends = edges[turn] + shift[of], edges[turn + 1] + shift[of]
    last_one = np.arange(n) + chains >= n
    return Turns(of, np.where(turn == 0, 0.0, begins), np.where(last_one, draft.end, ends))


class Handover(Crowd):
    """Nobody was banned: an account stops when its owner's next one starts, on the same addresses."""

    new_owner: ClassVar[bool] = False

    @abstractmethod
    def turns(self, draft: Draft) -> Turns:
        """Who takes over from whom, and when."""

    def settled(self, draft: Draft, habits: Habits) -> Habits:
        """Where and when they act: services in one data centre, round the clock, with a prompt in common."""
        service = at_rhythm(behind(habits, draft.addresses.cloud(2, 1), own=0.1), MACHINE)
        return saying(service, draft.templates(1), 0.4)

    def plant_one(self, draft: Draft) -> None:
        """Put old and new accounts into the world."""
        turns = self.turns(draft)
        sold = (turns.first > 0) & self.new_owner
        before, after = self.one_firm(draft), self.one_firm(draft)
        firm = {name: np.where(sold, after[name], before[name]) for name in before}
        codes, habits = self.enrolled(draft, **firm, created=turns.created(draft))
        draft.pay(codes, draft.cards(2)[sold.astype(np.int64)])
        same = alike(self.settled(draft, habits), turns.of)
        draft.act(exchanges(draft, between(same, turns.first, turns.last)))


class Migration(Handover):
    """Workloads that move to fresh accounts within days: another plan, another cloud, another region."""

    kind: Literal["migration"]
    accounts: Count = 30
    volume: Volume = 40.0

    def turns(self, draft: Draft) -> Turns:
        """One handover each, all in the same week."""
        return relay(draft, self.accounts, 2, 5 * DAY_S)


class KeyRotation(Handover):
    """A policy of short-lived service accounts: every few days a new one for the same service."""

    kind: Literal["key_rotation"]
    accounts: Count = 40
    volume: Volume = 40.0
    rotations: Count = Field(default=4, description="how often a service gets a new account")

    def turns(self, draft: Draft) -> Turns:
        """All services change on the same day."""
        return relay(draft, self.accounts, self.rotations + 1, 6 * HOUR_S)


class Reorganisation(Handover):
    """A firm bought by another: its people get new accounts with the buyer's domain, paid by the buyer."""

    kind: Literal["reorganisation"]
    accounts: Count = 40
    new_owner = True

    def turns(self, draft: Draft) -> Turns:
        """One handover each, over weeks."""
        return relay(draft, self.accounts, 2, 14 * DAY_S)

    def settled(self, draft: Draft, habits: Habits) -> Habits:
        """People with prompts of their own, at one office."""
        return at_rhythm(behind(habits, draft.addresses.site(1), own=0.6), WORKER)
