"""A firm whose people share its address, its VPN, its card, its domain, and its working hours."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from graphring.simulate.draft import REGIONS, Draft
from graphring.simulate.habits import AWAY, HOME, NONE, WORK, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd
from graphring.simulate.rhythm import WORKER

_HOUSE_SHARE = 0.25  # of what is sent: prompts that the firm keeps for everyone
_PER_HOUSE_PROMPT = 30


class Office(Crowd):
    """One firm at one site."""

    kind: Literal["office"]
    accounts: Count = 600

    def plant_one(self, draft: Draft) -> None:
        """Put the firm into the world."""
        n = self.accounts
        one_region = np.full(n, draft.rng.integers(0, len(REGIONS)))
        codes, habits = self.enrolled(draft, **self.one_firm(draft), region=one_region)
        draft.pay(codes, draft.cards(1).repeat(n))
        places, share = habits.places.copy(), habits.place_share.copy()
        places[:, WORK], places[:, -1] = draft.addresses.site(2)
        share[:, HOME], share[:, WORK], share[:, -1] = 0.3, 3.0, 0.4
        share[:, AWAY] *= 0.5
        house = draft.templates(max(1, n // _PER_HOUSE_PROMPT))
        prompts, prompt_share = habits.prompts.copy(), habits.prompt_share.copy()
        prompts[:, -1] = house[draft.rng.integers(0, len(house), n)]
        prompt_share[:, -1] = _HOUSE_SHARE * prompt_share[:, NONE:-1].sum(axis=1)
        draft.act(
            exchanges(
                draft,
                replace(
                    habits,
                    rhythm=np.full(n, WORKER),
                    places=places,
                    place_share=share,
                    prompts=prompts,
                    prompt_share=prompt_share,
                ),
            )
        )
