"""Every tunable, with its reason and range. One TOML file in, every mistake in it told at once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphring.errors import SettingsError
from graphring.model.kinds import FAMILIES, Family, built_in
from graphring.model.toml import read_toml


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Layer(_Section):
    """How telling a shared entity of one family is: weight = ln(m / (rarity + eps)), summed up to cap (nats)."""

    m: float = Field(gt=0, le=1, description="share of ring pairs that do share such a thing")
    eps: float = Field(gt=0, lt=1, description="chance that unrelated people share it whatever its rarity")
    cap: float = Field(gt=0, le=100, description="most that one family can add to a tie, nats")


# m and eps of payment, network and content were measured on synthetic populations; the others are first guesses.
_LAYERS: Final[dict[Family, Layer]] = {
    "payment": Layer(m=0.3, eps=1e-5, cap=12),
    "network": Layer(m=0.3, eps=1e-3, cap=12),
    "content": Layer(m=0.5, eps=1e-4, cap=40),
    "device": Layer(m=0.3, eps=1e-3, cap=12),
    "identity": Layer(m=0.3, eps=1e-3, cap=8),
    "relation": Layer(m=0.3, eps=1e-4, cap=12),
    "timing": Layer(m=0.3, eps=1e-3, cap=12),
    "other": Layer(m=0.3, eps=1e-3, cap=12),
}


class Input(_Section):
    """How files are read."""

    tz: str | None = Field(
        default=None, description="IANA zone of times without a zone; without it such rows are rejected"
    )
    private_addresses: bool = Field(default=False, description="take private and loopback addresses for meaningful")
    families: dict[str, Family] = Field(default_factory=dict, description="family of kinds that you declare yourself")


class Machine(_Section):
    """How much of the machine to use."""

    threads: int | None = Field(default=None, ge=1, le=256, description="threads of bulk steps; all cores when absent")
    memory_gb: float = Field(
        default=3.0, ge=0.25, le=4096, description="memory of bulk steps before they spill to disk"
    )
    unpacked_gb: float = Field(
        default=64.0, gt=0, le=65536, description="most that one compressed file may unpack to; beyond it is refused"
    )


class Cohort(_Section):
    """Who is trusted enough to say what is common among ordinary people."""

    min_age_days: int = Field(
        default=90, ge=0, le=3650, description="days since first seen or created, at the data's end"
    )
    min_accounts: int = Field(default=1000, ge=1, description="below this there is no cohort, and the output says so")
    max_share: float = Field(default=0.2, gt=0, le=1, description="largest share of one organisation, e-mail domain")
    max_pathway_share: float = Field(default=0.6, gt=0, le=1, description="largest share of one of several pathways")


class Ties(_Section):
    """Links to ties."""

    max_degree: int = Field(
        default=100, ge=2, le=5000, description="entities with more accounts become stub hubs, not pairs"
    )
    strongest: int = Field(
        default=15, ge=1, le=200, description="ties kept for each account (union of both sides), and edges to stub hubs"
    )
    agree: float = Field(default=1.0, ge=0, description="nats from which a family agrees; one family alone is halved")
    stub_divisor: float = Field(default=4.0, ge=1, description="a stub hub's edge weighs its weight divided by this")
    max_pairs: int = Field(default=400_000_000, ge=1000, description="refuse to make more pairs than this")
    proxy_eps: float = Field(default=1e-2, gt=0, lt=1, description="network eps for residential proxy ranges")
    layers: dict[Family, Layer] = Field(default_factory=dict, description="per family: overrides of m, eps, cap")

    def layer(self, family: Family) -> Layer:
        """The weights of one family: the override if there is one, else the default."""
        return self.layers.get(family, _LAYERS[family])


class Detect(_Section):
    """Ties to communities."""

    detector: Literal["graphring", "gds"] = Field(
        default="graphring", description="who finds communities: graphring, or GDS in a Neo4j, which knows modularity"
    )
    resolutions: tuple[Annotated[float, Field(gt=0, le=10)], ...] = Field(
        default=(0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003, 0.00001),
        min_length=1,
        description="CPM resolutions, mean tie weight scaled to 1: small rings live at .1, huge ones at .001",
    )
    iterations: int = Field(default=2, ge=1, le=100, description="Leiden iterations; two are as good as many")
    seed: int = Field(default=0, ge=0, description="seed of everything random")
    bootstraps: int = Field(
        default=5, ge=0, le=100, description="bootstraps behind the stability of a candidate that matters"
    )
    kept_edges: float = Field(default=0.8, gt=0, lt=1, description="share of edges kept in a bootstrap")


class Judge(_Section):
    """Communities to groups."""

    min_members: int = Field(default=5, ge=3, description="smallest group; families and cafés are smaller")
    ring_members: int = Field(
        default=8, ge=3, description="smallest `ring`; of five to seven, most are households and friends: `review`"
    )
    max_share: float = Field(
        default=0.5, gt=0, le=1, description="largest share of all accounts in a group: beyond it nobody is outside"
    )
    prior: float = Field(
        default=-3.0, ge=-9, le=0, description="log10 odds that a community is a ring: one in a thousand"
    )
    ring_score: float = Field(default=1.0, description="score from which a group can be a ring")
    review_score: float = Field(default=-0.5, description="score from which a person must look")
    specific_nats: float = Field(
        default=4.0, gt=0, description="weight outside the group from which an entity is specific"
    )
    family_coverage: float = Field(
        default=0.5, gt=0, le=1, description="share of members that a family must cover to count"
    )
    family_nats: float = Field(
        default=4.0, gt=0, description="mean weight of covered members from which a family counts"
    )
    stability: float = Field(default=0.6, ge=0, le=1, description="stability asked for high confidence")
    ring_stability: float = Field(
        default=0.35, ge=0, le=1, description="stability asked of a ring: fragments and mixtures have about .34"
    )


class Report(_Section):
    """What reports show."""

    max_entities: int = Field(default=60, ge=1, description="shared entities listed")
    max_ties: int = Field(default=400, ge=1, description="ties listed and drawn")
    max_bystanders: int = Field(default=50, ge=0, description="bystanders listed")


class Platform(_Section):
    """Totals of the whole platform, for a case that holds only suspects and a file of frequencies."""

    n_accounts: int | None = Field(default=None, ge=1, description="accounts on the platform")
    n_trusted: int | None = Field(default=None, ge=1, description="of these in the trusted cohort")


class Settings(_Section):
    """All settings; every default can be used as it is."""

    input: Input = Input()
    machine: Machine = Machine()
    cohort: Cohort = Cohort()
    ties: Ties = Ties()
    detect: Detect = Detect()
    judge: Judge = Judge()
    report: Report = Report()
    platform: Platform = Platform()

    @classmethod
    def from_toml(cls, path: str | Path) -> Settings:
        """Read a TOML file; raise SettingsError with every mistake in it."""
        raw = read_toml(Path(path), "settings file", SettingsError)
        return cls.of(raw, str(path))

    @classmethod
    def of(cls, raw: dict[str, object], source: str = "settings") -> Settings:
        """Settings of a nested mapping; raise SettingsError with every mistake in it."""
        try:
            return cls.model_validate(raw)
        except ValidationError as error:
            told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise SettingsError(f"{source} has {error.error_count()} mistake(s): {told}.") from error

    def detecting_with(self, detector: str) -> Settings:
        """The same with another detector; raises SettingsError for one that there is not."""
        raw = self.model_dump(exclude_unset=True)
        return Settings.of({**raw, "detect": {**raw.get("detect", {}), "detector": detector}})

    def family(self, kind: str) -> Family:
        """The family of a kind: a built-in's own, else as declared in settings, else `other`."""
        known = built_in(kind)
        return known.family if known else self.input.families.get(kind, "other")

    def told(self) -> dict[str, object]:
        """What a result depends on: all settings but those of the machine and the layout of reports."""
        told: dict[str, object] = self.model_dump(mode="json", exclude={"machine", "report"})
        return {**told, "layers": {f: self.ties.layer(f).model_dump() for f in FAMILIES}}

    def sha256(self) -> str:
        """Digest of `told`, the same for equal settings however they were written."""
        return hashlib.sha256(json.dumps(self.told(), sort_keys=True).encode()).hexdigest()
