"""A world with one crowd of every kind of innocent, and what its tests ask of a crowd."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from graphring.model.progress import Silent
from graphring.simulate.making import world_of
from graphring.simulate.scenario import scenario_of
from graphring.simulate.world import World

SIZES = {
    "agency": 40, "audit_product": 6, "benchmark": 8, "boot_camp": 30, "cafe": 20, "carrier_nat": 2000,
    "ci_runners": 120, "cloud_egress": 120, "corporate_card": 60, "course": 60, "failover": 4, "few_addresses": 150,
    "framework_prompt": 200, "gateway": 4, "hackathon": 60, "household": 150, "ide_vendor": 3, "invoiced": 80,
    "key_rotation": 50, "launch": 150, "logging_fault": 80, "migration": 40, "nightly_jobs": 100,
    "nightly_regression": 4, "office": 80, "prepaid": 100, "privacy_relay": 120, "quick_start": 150, "red_team": 8,
    "release_rush": 120, "reorganisation": 60, "reseller": 60, "satellite": 80, "seats": 90, "security_research": 4,
    "shared_device": 12, "synthetic_data": 4, "tutorial": 100, "university": 150, "viral_demo": 200,
    "virtual_card": 80, "vpn": 120,
}  # fmt: skip
MORE = {"carrier_nat": {"addresses": 1}, "vpn": {"known": True}, "university": {"known": True}}
ZONES = {"US": -6, "DE": 1, "IN": 5, "JP": 9, "BR": -3}


def every_kind(to: Path, seed: int = 3) -> World:
    """One crowd of each kind among 300 people over 30 days."""
    crowds = [{"kind": kind, "accounts": n, **MORE.get(kind, {})} for kind, n in SIZES.items()]
    raw = {"name": "every-kind", "title": "every kind", "population": {"people": 300}, "innocents": crowds}
    return world_of(scenario_of(raw), to, seed, Silent())


class Files:
    """The files of a world as data frames, with the kind of each account beside its rows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.truth = pd.read_csv(world.truth, keep_default_na=False).set_index("account_id")
        self.accounts = self._csv("accounts.csv", times=["created_at"])
        self.cards = self._csv("instruments.csv")
        self.exchanges = pd.read_parquet(world.folder / "exchanges.parquet")
        self.exchanges["kind"] = self.exchanges["account_id"].map(self.truth["kind"])
        self.by_kind = dict(iter(self.exchanges.groupby("kind")))

    def _csv(self, name: str, times: list[str] | None = None) -> pd.DataFrame:
        rows = pd.read_csv(self.world.folder / name, keep_default_na=False, parse_dates=times)
        return rows.assign(kind=rows["account_id"].map(self.truth["kind"]))


class Crowd:
    """All accounts of one kind."""

    def __init__(self, files: Files, kind: str) -> None:
        self.kind, self.files = kind, files
        self.seen = files.by_kind[kind]
        self.accounts = files.accounts[files.accounts["kind"] == kind]
        self.cards = files.cards.loc[files.cards["kind"] == kind, "instrument"]
        self.n = len(self.accounts)

    def reach(self, column: str) -> float:
        """Most accounts that share one value of a column, as a share of the crowd."""
        pairs = self.seen[["account_id", column]].dropna().drop_duplicates()
        return float(pairs[column].value_counts().max() / self.n)

    def top(self, column: str, n: int = 1) -> float:
        """Share of the exchanges that have one of the n commonest values of a column."""
        return float(self.seen[column].value_counts().head(n).sum() / len(self.seen))

    def common(self, column: str, share: float = 0.5) -> int:
        """How many values of a column are used by that share of the crowd."""
        pairs = self.seen[["account_id", column]].dropna().drop_duplicates()
        return int((pairs[column].value_counts() >= share * self.n).sum())

    def firms(self) -> tuple[int, int]:
        """Organisations and domains."""
        return self.accounts["organisation"].nunique(), self.accounts["email_domain"].nunique()

    @cached_property
    def local_hour(self) -> pd.Series:
        """Hour of the day where the account is at home."""
        zone = self.accounts.set_index("account_id")["country"].map(ZONES)
        return (self.seen["time"].dt.hour + self.seen["account_id"].map(zone)) % 24

    def at_night(self) -> float:
        """Share of exchanges between one and six, local time: a quarter is no rhythm at all."""
        return float(self.local_hour.between(1, 5).mean())

    def per_account(self) -> float:
        """Median exchanges of an account."""
        return float(self.seen.groupby("account_id").size().median())

    def days(self) -> pd.Series:
        """Days between each account's first and last exchange."""
        time = self.seen.groupby("account_id")["time"]
        return (time.max() - time.min()).dt.total_seconds() / 86_400

    def on_busiest_day(self) -> float:
        """Share of the exchanges that lie on the busiest day."""
        return float(self.seen["time"].dt.floor("D").value_counts().max() / len(self.seen))
