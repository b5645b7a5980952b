"""Rings: one file per style, each a spec that can be planted in a draft."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from graphring.simulate.rings.campaign import Campaign
from graphring.simulate.rings.hydra import Hydra
from graphring.simulate.rings.load_balancer import LoadBalancer
from graphring.simulate.rings.plain import Plain

Ring: TypeAlias = Annotated[Campaign | Hydra | LoadBalancer | Plain, Field(discriminator="style")]
