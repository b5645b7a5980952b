"""The way from links to ties, in scratch tables of a database that only reads the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from graphring.evidence.bounds import PairBound, pair_bound
from graphring.evidence.hubs import CLASS_SHARE, classify
from graphring.model.kinds import FAMILIES, KINDS, Family
from graphring.model.progress import Progress
from graphring.settings import Settings
from graphring.store.database import Database, statement

MICRO = 1_000_000
"""Weights are whole millionths of a nat, so that no order of adding changes a sum."""
_TIE_BYTES = 40
"""Memory of one pair while ties are made, measured."""


@dataclass(frozen=True)
class Evidence:
    """What evidence leaves behind for detection and judgement, beside its scratch tables acct, ent, lnk, rel, tie."""

    n_accounts: int
    n_stubs: int
    n_trusted: int | None
    """Accounts in the trusted cohort, None where it is too small to be one."""
    n_ties: int
    pairs: PairBound
    now: datetime | None
    """The end of the data, or the time that the run looks back to."""
    source: np.ndarray[Any, np.dtype[np.int32]]
    target: np.ndarray[Any, np.dtype[np.int32]]
    weight: np.ndarray[Any, np.dtype[np.float64]]
    notices: tuple[str, ...]


def collect(db: Database, settings: Settings, until: datetime | None, progress: Progress) -> Evidence:
    """Fill the scratch tables of `db` and return the graph; `ledger` must be readable there when `until` is given."""
    progress.step("evidence: who is trusted, what is rare", 3)
    db.run(statement("evidence", "functions"))
    db.run(statement("evidence", "window_until" if until else "window_all"), until=until)
    now = until or db.value(statement("evidence", "data_end"))
    _lend_tables(db, settings)
    n_trusted, cohort_notice = _accounts(db, settings, now)
    progress.advance()
    n_accounts = int(db.value("SELECT count(*) FROM acct"))
    _entities(db, settings, now, n_accounts, n_trusted)
    progress.advance()
    bound = _bound(db, settings)
    progress.say(f"at most {bound.n_pairs:,} pairs of accounts to make ({bound.n_pairs * _TIE_BYTES / 1e9:.1f} GB)")
    _ties(db, settings, bound)
    edges = db.table(statement("evidence", "edges"), n_accounts=n_accounts)
    progress.advance()
    notices = (*cohort_notice, *_bound_notice(bound, settings))
    return Evidence(
        n_accounts=n_accounts, n_stubs=int(db.value("SELECT count(*) FROM stub")), n_trusted=n_trusted,
        n_ties=int(db.value("SELECT count(*) FROM tie")), pairs=bound, now=now,
        source=edges["source"].to_numpy(), target=edges["target"].to_numpy(),
        weight=edges["w"].to_numpy().astype(np.float64) / MICRO, notices=notices,
    )  # fmt: skip


def _lend_tables(db: Database, settings: Settings) -> None:
    """Settings and kinds as tables that statements join."""
    layers = {name: settings.ties.layer(name) for name in FAMILIES}
    declared = {
        r["kind"]: r["family"] for r in db.rows("SELECT kind, min(family) AS family FROM declared_kind GROUP BY kind")
    }
    families: dict[str, Family] = {**settings.input.families, **declared, **{k.name: k.family for k in KINDS}}
    tables = {
        "layer": pa.table({
            "family": list(layers), "place": pa.array(range(len(layers)), pa.int8()),
            "bit": [1 << i for i in range(len(layers))],
            "m": [x.m for x in layers.values()], "eps": [x.eps for x in layers.values()],
            "cap": [round(x.cap * MICRO) for x in layers.values()],
        }),
        "kind_family": pa.table({"kind": list(families), "family": list(families.values())}),
        "hub_class": pa.table({"class": list(CLASS_SHARE), "share": list(CLASS_SHARE.values())}),
    }  # fmt: skip
    for name, table in tables.items():
        db.keep(name, table)


def _accounts(db: Database, settings: Settings, now: datetime | None) -> tuple[int | None, tuple[str, ...]]:
    cohort = settings.cohort
    db.run(statement("evidence", "accounts"), now=now, min_age_days=cohort.min_age_days)
    whole = max(int(db.value("SELECT count(*) FROM acct WHERE established")), cohort.min_accounts)
    most = {"most": int(cohort.max_share * whole), "most_pathway": int(cohort.max_pathway_share * whole)}
    db.run(statement("evidence", "cohort"), **most)
    size = int(db.value("SELECT count(*) FROM trusted"))
    if size >= cohort.min_accounts or settings.platform.n_trusted:
        return size, ()
    db.run("DELETE FROM trusted")
    return None, (
        f"no trusted cohort: {size:,} accounts are old and clean enough, {cohort.min_accounts:,} are needed; "
        "rarity is taken among everybody outside the group judged.",
    )


def _entities(db: Database, settings: Settings, now: datetime | None, n_accounts: int, n_trusted: int | None) -> None:
    db.run(statement("evidence", "entities"), now=now, other="other")
    classify(db)
    db.run(
        statement("evidence", "weights"), n_accounts=n_accounts, n_trusted=n_trusted,
        n_platform=settings.platform.n_accounts, n_trusted_platform=settings.platform.n_trusted,
        proxy_eps=settings.ties.proxy_eps,
    )  # fmt: skip
    db.run(statement("evidence", "relations"), n_accounts=n_accounts)


def _bound(db: Database, settings: Settings) -> PairBound:
    rows = db.rows(statement("evidence", "pair_estimate"))
    by_degree = [(int(r["d"]), int(r["n_pairs"])) for r in rows]
    return pair_bound(by_degree, settings.ties.max_degree, settings.ties.max_pairs)


def _bound_notice(bound: PairBound, settings: Settings) -> tuple[str, ...]:
    if not bound.lowered:
        return ()
    return (
        f"entities of more than {bound.max_degree} accounts became stub hubs instead of {settings.ties.max_degree}, "
        f"to stay within ties.max_pairs = {settings.ties.max_pairs:,}.",
    )


def _ties(db: Database, settings: Settings, bound: PairBound) -> None:
    ties = settings.ties
    db.run(statement("evidence", "pairs"), max_degree=bound.max_degree)
    db.run(statement("evidence", "ties"), agree=round(ties.agree * MICRO), strongest=ties.strongest)
    db.run(
        statement("evidence", "stubs"), max_degree=bound.max_degree, stub_divisor=ties.stub_divisor,
        agree=round(ties.agree * MICRO), strongest=ties.strongest,
    )  # fmt: skip
    db.run(statement("evidence", "tenancy"), max_degree=bound.max_degree)
