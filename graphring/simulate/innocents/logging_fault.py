"""Accounts whose rows a faulty log spoilt: no address, no agent, no card, and rows that were shipped twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from graphring.simulate.draft import NO_CARD, NO_CLIENT, Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share

_TWICE = 0.3  # share of the accounts whose rows come a second time


class LoggingFault(Crowd):
    """Strangers who would be one giant ring if a placeholder were a value."""

    kind: Literal["logging_fault"]
    accounts: Count = 60
    share: Share = 0.7

    def plant_one(self, draft: Draft) -> None:
        """Put them into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft)
        cards = draft.cards(n)
        draft.pay(codes, np.where(rng.random(n) < self.share, draft.cards(1, NO_CARD), cards))
        run = exchanges(draft, habits)
        no_address, no_client = (rng.random(len(run.address)) < self.share for _ in range(2))
        draft.act(
            replace(
                run,
                address=np.where(no_address, draft.addresses.nothing(), run.address),
                client=np.where(no_client, NO_CLIENT, run.client),
            )
        )
        draft.logged_twice.append(codes[: max(1, round(n * _TWICE))])
