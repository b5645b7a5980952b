"""Rings: one file per style, each a spec that can be planted in a draft."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from graphring.simulate.rings.campaign import Campaign
from graphring.simulate.rings.ghosts import Ghosts
from graphring.simulate.rings.hydra import Hydra
from graphring.simulate.rings.load_balancer import LoadBalancer
from graphring.simulate.rings.organisations import Organisations
from graphring.simulate.rings.pathways import Pathways
from graphring.simulate.rings.pivot import Pivot
from graphring.simulate.rings.plain import Plain
from graphring.simulate.rings.pool import Pool
from graphring.simulate.rings.probing import Probing
from graphring.simulate.rings.relay import Relay
from graphring.simulate.rings.rotation import Rotation
from graphring.simulate.rings.stolen_keys import StolenKeys

Ring: TypeAlias = Annotated[
    Campaign | Ghosts | Hydra | LoadBalancer | Organisations | Pathways | Pivot
    | Plain | Pool | Probing | Relay | Rotation | StolenKeys,
    Field(discriminator="style"),
]  # fmt: skip
