"""How hard the other side tries to look like everybody else."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Effort = Annotated[float, Field(ge=0, le=1)]
"""0: not at all, as a ring's style has it; 1: as far as it goes."""


class Adversary(BaseModel):
    """Efforts of all rings of a world; a ring overrides what its own table names."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    camouflage: Effort = Field(default=0.0, description="share of the job covered by customers' or self-made traffic")
    proxy_pool: Effort = Field(default=0.0, description="size of the address pool, up to 20 times, on people's lines")
    own_cards: Effort = Field(default=0.0, description="accounts per card, from the style's down to one each")
    rewording: Effort = Field(
        default=0.0, description="share of the job with a reworded prompt: another template or none"
    )
    mimicry: Effort = Field(default=0.0, description="volume and hours moved towards those of ordinary people")
    jitter: Effort = Field(default=0.0, description="moments of the job moved at random, by up to a day either way")
    slow_start: Effort = Field(default=0.0, description="an account's work moved towards the end of its time")
    cells: Effort = Field(default=0.0, description="cells with cards and addresses of their own, down to six accounts")
    contamination: Effort = Field(
        default=0.0, description="share of accounts that are old and verified, as trusted ones"
    )
    framing: Effort = Field(default=0.0, description="victims whose address and prompt the ring uses on purpose")
    sharding: Effort = Field(
        default=0.0, description="share of repeated items dealt out once each, unlike a benchmark's"
    )

    def overridden(self, own: Adversary | None) -> Adversary:
        """These efforts, but for those that a ring's own table names."""
        return self if own is None else self.model_copy(update=own.model_dump(exclude_unset=True))
