"""What the rings of a world do so as not to be found."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Adversary(BaseModel):
    """Settings from 0 to 1, all of them 0 where nothing is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")
