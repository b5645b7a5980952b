"""What a job works with: whom it serves, with which prompts, over which addresses and clients."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from graphring.simulate.arrays import Flags, Floats, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rings.crew import Crew
from graphring.simulate.rings.disguise import Disguise
from graphring.simulate.rings.ground import Network


class Campaign(BaseModel):
    """A campaign that a pool serves: the same name in two rings is the same campaign, with the same prompts."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1)
    share: float = Field(default=1.0, gt=0, description="of the job, relative to the pool's other campaigns")
    templates: int = Field(default=1, ge=1, le=100_000)

    def prompts(self, draft: Draft) -> Ints:
        """Its templates; made by whichever ring comes first."""
        if self.name not in draft.campaigns:
            draft.campaigns[self.name] = draft.templates(self.templates)
            draft.family(draft.campaigns[self.name], self.name)
        return draft.campaigns[self.name]


@dataclass(frozen=True)
class Works:
    """Everything that a slice of exchanges is made of."""

    worn: Disguise
    job: Flags
    """Accounts that do the job, one flag each; the others only carry customers' traffic."""
    network: Network
    prompts: Ints
    prompt_share: Floats
    private: Ints
    client: Ints

    @property
    def crew(self) -> Crew:
        """The accounts."""
        return self.worn.crew
