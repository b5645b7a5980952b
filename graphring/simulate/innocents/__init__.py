"""Innocents who look like a ring: one file per kind, each a spec that can be planted in a draft."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from graphring.simulate.innocents.agency import Agency
from graphring.simulate.innocents.benchmark import Benchmark
from graphring.simulate.innocents.carrier import Carrier
from graphring.simulate.innocents.cloud_egress import CloudEgress
from graphring.simulate.innocents.corporate_card import CorporateCard
from graphring.simulate.innocents.course import Course
from graphring.simulate.innocents.household import Household
from graphring.simulate.innocents.office import Office
from graphring.simulate.innocents.quick_start import QuickStart
from graphring.simulate.innocents.reseller import Reseller
from graphring.simulate.innocents.virtual_card import VirtualCard

Innocent: TypeAlias = Annotated[
    Agency | Benchmark | Carrier | CloudEgress | CorporateCard | Course
    | Household | Office | QuickStart | Reseller | VirtualCard,
    Field(discriminator="kind"),
]  # fmt: skip
