"""What is measured of a candidate: plain numbers, free of absolute volume. Signals and rivals see nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import Final

from graphring.model.kinds import Family


@dataclass(frozen=True)
class FamilyMeasure:
    """One family in one candidate. Shares are of all members, 0-1."""

    coverage: float = 0.0
    """Share of members with something specific of this family."""
    n_members: int = 0
    n_entities: int = 0
    n_leading: int = 0
    """Of these, how many a twentieth of the members and more have."""
    weight: float = 0.0
    """Mean weight of covered members, nats, after the cap."""
    top_share: float = 0.0
    """Share of members that have the one thing shared most."""
    top: int = -1
    """That entity's number, -1 where there is none."""
    surviving: float = 0.0
    """Share of members still covered when that one thing is taken away."""
    use_share: float = 0.0
    """Mean over members of the share of their use that goes to specific entities."""


ABSENT: Final = FamilyMeasure()


@dataclass(frozen=True)
class People:
    """Who the members are; counts are of members."""

    n_trusted: int = 0
    n_established: int = 0
    n_enforced: int = 0
    n_confirmed: int = 0
    n_cleared: int = 0
    n_verified_told: int = 0
    n_exchanges: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    organisation: str | None = None
    n_organisation: int = 0
    n_organisations: int = 0
    n_organisation_established: int = 0
    domain: str | None = None
    n_domain: int = 0
    n_domains: int = 0
    n_domain_everywhere: int = 0
    n_domain_established: int = 0
    n_rush: int = 0
    """Members born within the fullest 14 days."""
    rush_since: datetime | None = None


@dataclass(frozen=True)
class Population:
    """What is the same for all candidates of a run."""

    n_accounts: int
    n_trusted: int | None
    share_enforced: float
    verified_told: bool
    """Whether the data says of anybody that it is verified."""
    ages_told: bool
    """Whether anybody can be old enough to be established."""
    confirmed_told: bool = True
    """Whether a person confirmed anybody."""


@dataclass(frozen=True)
class Measures:
    """Everything measured of one candidate."""

    size: int
    population: Population
    families: dict[Family, FamilyMeasure]
    observed: dict[Family, float]
    """Share of members about whom the data says anything of the family; families never seen are missing."""
    joint: dict[frozenset[Family], float]
    """Share of members covered by exactly these families."""
    people: People = field(default_factory=People)
    rush_everywhere: float = 0.0
    """Share of all accounts born within the same 14 days."""
    quiet_share: float | None = None
    """Share of activity in the quietest eight hours of the day; a third is round the clock."""
    item_overlap: float | None = None
    """0 where every item of work is done by one member only, 1 where all members do all items."""
    n_days: int = 0
    stability: float | None = None
    allowed_share: float = 0.0
    """Share of members behind something that a person put on the allow-list."""
    classes: frozenset[tuple[str, str]] = frozenset()
    """(family, class) of listed things that half of the members share."""
    tenancies: frozenset[tuple[str, str]] = frozenset()
    """(family, class) of hubs that half of the members share, told by who is behind them and not by a list."""

    def family(self, name: Family) -> FamilyMeasure:
        """The measure of a family, all zero where nothing specific is shared."""
        return self.families.get(name, ABSENT)

    def is_observed(self, name: Family) -> bool:
        """Whether the data says anything of this family for half of the members."""
        return self.observed.get(name, 0.0) >= 0.5

    def classes_of(self, name: Family) -> frozenset[str]:
        """Classes of the listed things of one family that half of the members share."""
        return frozenset(found for family, found in self.classes if family == name)

    def tenancies_of(self, name: Family) -> frozenset[str]:
        """What hubs of one family that half of the members share plainly are."""
        return frozenset(found for family, found in self.tenancies if family == name)

    def both(self, one: Family, other: Family) -> float:
        """Share of members covered by both families."""
        return sum(share for families, share in self.joint.items() if one in families and other in families)

    def best_pair(self, names: tuple[Family, ...]) -> tuple[tuple[Family, Family] | None, float]:
        """The two of these families that cover the most members together, and that share."""
        pairs: dict[tuple[int, int], list[float]] = {}
        for families, share in self.joint.items():
            for pair in combinations([i for i, name in enumerate(names) if name in families], 2):
                pairs.setdefault(pair, []).append(share)
        if not pairs:
            return None, 0.0
        one, other = max(sorted(pairs), key=lambda p: sum(pairs[p]))
        return (names[one], names[other]), sum(pairs[one, other])

    @property
    def organisation_share(self) -> float:
        """Share of members of the one organisation that most declare."""
        return self.people.n_organisation / self.size

    @property
    def domain_share(self) -> float:
        """Share of members of the e-mail domain that most have."""
        return self.people.n_domain / self.size

    @property
    def own_domain(self) -> bool:
        """Whether that domain is the group's own: most accounts that have it are members."""
        return self.people.n_domain >= 0.5 * max(1, self.people.n_domain_everywhere)

    @property
    def established_share(self) -> float:
        """Share of members that are old, verified where that is told, and never enforced against."""
        return self.people.n_established / self.size
