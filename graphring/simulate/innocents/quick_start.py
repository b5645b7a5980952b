"""Newcomers who copy the same public quick-start; nothing else joins them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import Field

from graphring.simulate.draft import Draft
from graphring.simulate.habits import NONE, exchanges
from graphring.simulate.innocents.crowd import Count, Crowd


class QuickStart(Crowd):
    """Users of one public template."""

    kind: Literal["quick_start"]
    accounts: Count = 200
    known: bool = Field(default=False, description="the platform knows that the template is public")
    share: float = Field(default=0.5, gt=0, lt=1, description="share of what they send that is the quick-start")

    def plant_one(self, draft: Draft) -> None:
        """Put the newcomers into the world."""
        codes, habits = self.enrolled(draft)
        draft.pay(codes, draft.cards(self.accounts))
        template = draft.templates(1)
        prompts, share = habits.prompts.copy(), habits.prompt_share.copy()
        prompts[:, -1] = template[0]
        share[:, -1] = self.share / (1 - self.share) * share[:, NONE:-1].sum(axis=1)
        if self.known:
            draft.know("prompt_template", template, "public_template", "published quick-start")
        draft.act(exchanges(draft, replace(habits, prompts=prompts, prompt_share=share)))
