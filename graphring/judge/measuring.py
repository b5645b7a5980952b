"""Candidates to measures, in bulk: one pass of statements over all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from graphring.judge.candidates import Index, membership_table
from graphring.judge.holdings import Holdings
from graphring.judge.measures import FamilyMeasure, Measures, People, Population
from graphring.judge.rhythm import Rhythm, rhythm
from graphring.model.kinds import Family, families_of
from graphring.settings import Settings
from graphring.store.database import Database, statement

_MICRO = 1e6
_PEOPLE = tuple(f.name for f in fields(People))


@dataclass(frozen=True)
class Context:
    """What measuring needs beside the candidates."""

    db: Database
    settings: Settings
    population: Population
    now: datetime | None
    until: datetime | None

    @cached_property
    def rhythm(self) -> Rhythm:
        """Hours, days and items of all accounts."""
        return rhythm(self.db, self.population.n_accounts, self.until)

    @cached_property
    def holdings(self) -> Holdings:
        """Who has what."""
        names = ("specific", "n_platform", "n_accounts")
        parameters = {name: self.shared_parameters[name] for name in names}
        return Holdings.read(self.db, self.population.n_accounts, parameters)

    @property
    def shared_parameters(self) -> dict[str, Any]:
        """Parameters of the statement that weighs shared entities."""
        return {
            "n_accounts": self.population.n_accounts, "n_trusted": self.population.n_trusted,
            "n_platform": self.settings.platform.n_accounts, "n_trusted_platform": self.settings.platform.n_trusted,
            "proxy_eps": self.settings.ties.proxy_eps, "specific": round(self.settings.judge.specific_nats * _MICRO),
        }  # fmt: skip


def population(db: Database, n_trusted: int | None) -> Population:
    """What holds for everybody in the run."""
    row = db.rows(statement("judge", "population"))[0]
    return Population(
        n_accounts=row["n"], n_trusted=n_trusted, share_enforced=row["n_enforced"] / max(1, row["n"]),
        verified_told=row["verified"], ages_told=row["ages"], confirmed_told=row["confirmed"],
    )  # fmt: skip


def shared(context: Context, sets: Sequence[Index], *, everything: bool = False) -> list[Measures]:
    """What the members of each set share: families, their overlap, nothing of people and time yet.

    With `everything` the table of shared entities also holds those that are too common to be specific, for show.
    """
    db = context.db
    with db.lent(given_members=membership_table(sets)):
        db.run(statement("judge", "candidates"))
    with db.lent(given_shared=context.holdings.shared(sets, everything=everything)):
        db.run(statement("judge", "shared"), **context.shared_parameters)
    db.run(statement("judge", "covered"), **context.shared_parameters)
    families = _families(db, [len(s) for s in sets])
    observed = _shares(db, "observed", "n", [len(s) for s in sets])
    joint: dict[int, dict[frozenset[Family], float]] = defaultdict(dict)
    for row in db.rows(statement("judge", "joint")):
        joint[row["c"]][frozenset(families_of(row["families"]))] = row["n"] / len(sets[row["c"]])
    return [
        Measures(len(s), context.population, families[c], observed[c], joint[c]) for c, s in enumerate(sets)
    ]  # fmt: skip


def peopled(context: Context, measures: Sequence[Measures], asked: Sequence[int] | None = None) -> list[Measures]:
    """The same measures with who the members are and what is listed; for the sets of the last call of `shared`.

    `asked`: the numbers of the sets that are wanted, ascending; all where it is None.
    """
    db, numbers = context.db, range(len(measures)) if asked is None else asked
    births = _births(db)
    with db.lent(given_asked=pa.table({"c": pa.array(numbers, pa.int32())})):
        people = {r["c"]: People(**{k: r[k] for k in _PEOPLE}) for r in db.rows(statement("judge", "people"))}
        lists = {r["c"]: r for r in db.rows(statement("judge", "allowed"), now=context.now)}
    return [
        replace(
            m, people=people[c], rush_everywhere=_share_within(births, people[c].rush_since),
            allowed_share=lists[c]["n_allowed"] / m.size,
            classes=_classes(lists[c], "classes"), tenancies=_classes(lists[c], "tenancies"),
        )
        for c, m in ((number, measures[number]) for number in numbers)
    ]  # fmt: skip


def _families(db: Database, sizes: list[int]) -> dict[int, dict[Family, FamilyMeasure]]:
    use = _shares(db, "share_of_use", "parts", [s * 1_000_000 for s in sizes])
    found: dict[int, dict[Family, FamilyMeasure]] = defaultdict(dict)
    for r in db.rows(statement("judge", "families")):
        size = sizes[r["c"]]
        found[r["c"]][r["family"]] = FamilyMeasure(
            coverage=r["n_members"] / size, n_members=r["n_members"], n_entities=r["n_entities"],
            n_leading=r["n_leading"], weight=r["w"] / _MICRO / r["n_members"],
            top_share=r["top_members"] / size, top=r["top"],
            surviving=r["n_without_top"] / size,
            use_share=use[r["c"]].get(r["family"], 0.0),
        )  # fmt: skip
    return found


def _shares(db: Database, name: str, column: str, wholes: list[int]) -> dict[int, dict[Family, float]]:
    found: dict[int, dict[Family, float]] = defaultdict(dict)
    for r in db.rows(statement("judge", name)):
        found[r["c"]][r["family"]] = r[column] / wholes[r["c"]]
    return found


def _classes(row: dict[str, Any], name: str) -> frozenset[tuple[str, str]]:
    return frozenset((found["family"], found["class"]) for found in row[name])


def _births(db: Database) -> np.ndarray[Any, np.dtype[np.int64]]:
    births: np.ndarray[Any, np.dtype[np.int64]] = db.table(statement("judge", "births"))["t"].to_numpy()
    return births


def _share_within(births: np.ndarray[Any, np.dtype[np.int64]], since: datetime | None) -> float:
    """Share of all births within 14 days of `since`."""
    if since is None or not len(births):
        return 0.0
    start = round(since.timestamp() * 1e6)
    low, high = np.searchsorted(births, [start, start + 14 * 86_400_000_000 + 1])
    return float(high - low) / len(births)
