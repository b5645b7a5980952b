"""Innocents who look like a ring: a spec for each kind, which can be planted in a draft."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from graphring.simulate.innocents.agency import Agency
from graphring.simulate.innocents.benchmark import Benchmark
from graphring.simulate.innocents.boot_camp import BootCamp
from graphring.simulate.innocents.carrier import Carrier
from graphring.simulate.innocents.ci_runners import CiRunners
from graphring.simulate.innocents.cloud_egress import CloudEgress
from graphring.simulate.innocents.contracted import Gateway, IdeVendor
from graphring.simulate.innocents.corporate_card import CorporateCard
from graphring.simulate.innocents.course import Course
from graphring.simulate.innocents.declared_job import AuditProduct, SyntheticData
from graphring.simulate.innocents.failover import Failover
from graphring.simulate.innocents.framework_prompt import FrameworkPrompt
from graphring.simulate.innocents.hackathon import Hackathon
from graphring.simulate.innocents.handovers import KeyRotation, Migration, Reorganisation
from graphring.simulate.innocents.household import Household
from graphring.simulate.innocents.invoiced import Invoiced
from graphring.simulate.innocents.logging_fault import LoggingFault
from graphring.simulate.innocents.nightly_jobs import NightlyJobs
from graphring.simulate.innocents.nightly_regression import NightlyRegression
from graphring.simulate.innocents.office import Office
from graphring.simulate.innocents.prepaid import Prepaid
from graphring.simulate.innocents.quick_start import QuickStart
from graphring.simulate.innocents.release_rush import ReleaseRush
from graphring.simulate.innocents.researchers import RedTeam, SecurityResearch
from graphring.simulate.innocents.reseller import Reseller
from graphring.simulate.innocents.seats import Seats
from graphring.simulate.innocents.shared_network import FewAddresses, PrivacyRelay, Satellite, Vpn
from graphring.simulate.innocents.small_cliques import Cafe, SharedDevice
from graphring.simulate.innocents.surges import Launch, ViralDemo
from graphring.simulate.innocents.tutorial import Tutorial
from graphring.simulate.innocents.university import University
from graphring.simulate.innocents.virtual_card import VirtualCard

Innocent: TypeAlias = Annotated[
    Agency | AuditProduct | Benchmark | BootCamp | Cafe | Carrier | CiRunners | CloudEgress | CorporateCard | Course
    | Failover | FewAddresses | FrameworkPrompt | Gateway | Hackathon | Household | IdeVendor | Invoiced | KeyRotation
    | Launch | LoggingFault | Migration | NightlyJobs | NightlyRegression | Office | Prepaid | PrivacyRelay
    | QuickStart | RedTeam | ReleaseRush | Reorganisation | Reseller | Satellite | Seats | SecurityResearch
    | SharedDevice | SyntheticData | Tutorial | University | ViralDemo | VirtualCard | Vpn,
    Field(discriminator="kind"),
]  # fmt: skip
