"""Users of one agent framework: its system prompt is in most of what they send, whoever they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from graphring.simulate.arrays import texts
from graphring.simulate.draft import CLIENTS, Draft
from graphring.simulate.habits import exchanges
from graphring.simulate.innocents.crowd import Count, Crowd, Share, Volume
from graphring.simulate.innocents.likeness import saying

_CLIENT = CLIENTS.index("agent-framework/0.12")
_SCRIPTED = 0.8  # share of accounts that call it from the framework's own client


class FrameworkPrompt(Crowd):
    """Strangers with cards, networks and hours of their own."""

    kind: Literal["framework_prompt"]
    accounts: Count = 200
    volume: Volume = 30.0
    share: Share = Field(default=0.75, gt=0, lt=1, description="share of exchanges with the framework's prompt")
    known: bool = Field(default=False, description="the platform knows that the prompt is public")

    def plant_one(self, draft: Draft) -> None:
        """Put the framework's users into the world."""
        n, rng = self.accounts, draft.rng
        codes, habits = self.enrolled(draft, pathway=texts(n, "api"))
        draft.pay(codes, draft.cards(n))
        prompt = draft.templates(1)
        if self.known:
            draft.know("prompt_template", prompt, "public_template", "agent framework's system prompt")
        client = np.where(rng.random(n) < _SCRIPTED, _CLIENT, habits.client)
        draft.act(exchanges(draft, replace(saying(habits, prompt, self.share), client=client)))
