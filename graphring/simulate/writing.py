"""A draft to files: the formats that graphring reads, and the truth beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graphring.simulate.arrays import Texts
from graphring.simulate.draft import CLIENTS, NO_CARD, REGIONS, Accounts, Draft, Exchanges
from graphring.simulate.naming import opaque
from graphring.simulate.repeated import repeated_rows

MODELS = ("model-4", "model-5")
RELEASED_BEFORE_DAYS = 190
_STATUS = (200, 429, 500)
_STATUS_SHARE = np.array([0.97, 0.985, 1.0])
_ROW_GROUP = 100_000


class Writer:
    """Names of everything in a draft, and the files made of it."""

    def __init__(self, draft: Draft, start: datetime, folder: Path) -> None:
        self._draft, self._start, self._folder = draft, start, folder
        self._accounts: Accounts = _joined(Accounts, draft.accounts)
        self._ids = opaque(draft.rng, "acct_", draft.n_accounts)
        self._templates = opaque(draft.rng, "tpl_", draft.n_templates)
        self._addresses = np.array(draft.addresses.names(), dtype=object)
        self._hubs = {"ip_address": self._addresses, "prompt_template": self._templates}

    def write(self) -> tuple[tuple[Path, ...], Path, int]:
        """Write all files; those to ingest, the truth, and the number of exchanges."""
        first, n_exchanges = self._exchanges()
        made: tuple[Path, ...] = (
            first,
            self._account_file(),
            self._instruments(),
            self._csv("entities.csv", "kind,entity_id,class,reason,source", self._entities()),
            self._csv("enforcement.csv", "time,account_id,action,reason", self._enforcement()),
            self._csv("releases.csv", "time,model", self._releases()),
        )
        if self._draft.decisions:
            made += (self._csv("decisions.csv", "what,id,decision,reason,by,at,until", self._decisions()),)
        if self._draft.logged_twice:
            made += (repeated_rows(first, self._ids[np.concatenate(self._draft.logged_twice)]),)
        return made, self._truth(), n_exchanges

    def _exchanges(self) -> tuple[Path, int]:
        rng, all_rows = self._draft.rng, _joined(Exchanges, self._draft.exchanges)
        order = rng.permutation(len(all_rows.account))
        rows = Exchanges(*(getattr(all_rows, f.name)[order] for f in fields(Exchanges)))
        n = len(order)
        micros = np.rint(rows.second * 1e6).astype(np.int64) + int(self._start.timestamp()) * 1_000_000
        newer = rows.second >= np.maximum(self._accounts.adopts[rows.account], self._draft.release)
        status = np.searchsorted(_STATUS_SHARE, rng.random(n), side="right").clip(0, 2)
        items = _hex(rng.bytes(self._draft.n_items * 6), 12, "")
        table = pa.table(
            {
                "time": pa.array(micros, pa.timestamp("us", tz="UTC")),
                "account_id": pa.array(self._ids).take(pa.array(rows.account)),
                "ip": pa.array(self._addresses).take(pa.array(rows.address)),
                "template_id": pa.array(self._templates).take(pa.array(rows.template, mask=rows.template < 0)),
                "model": pa.array(MODELS).take(pa.array(newer.astype(np.int8))),
                "client": pa.array((*CLIENTS, "")).take(pa.array(rows.client)),
                "status": pa.array(np.where(rows.status > 0, rows.status, np.array(_STATUS)[status]).astype(np.int16)),
                "item": items.take(pa.array(rows.item)),
                "exchange_id": _hex(rng.bytes(n * 8), 16, "ex_"),
            }
        )
        path = self._folder / "exchanges.parquet"
        pq.write_table(table, path, row_group_size=_ROW_GROUP, compression="zstd", version="2.6")
        return path, n

    def _account_file(self) -> Path:
        a, closed = self._accounts, {ban.account: ban for ban in self._draft.bans}
        rows = []
        for code in np.argsort(self._ids).tolist():
            ban = closed.get(code)
            rows.append(
                (
                    self._ids[code],
                    self._time(a.created[code]),
                    self._time(ban.second) if ban else "",
                    "enforcement" if ban else "",
                    a.pathway[code],
                    a.domain[code],
                    a.organisation[code],
                    REGIONS[a.region[code]].country,
                    "true" if a.verified[code] else "false",
                )
            )
        names = "account_id,created_at,closed_at,close_reason,pathway,email_domain,organisation,country,verified"
        return self._csv("accounts.csv", names, rows)

    def _instruments(self) -> Path:
        draft = self._draft
        cards = _card_names(draft)
        account = np.concatenate([a for a, _ in draft.payments])
        card = np.concatenate([c for _, c in draft.payments])
        order = draft.rng.permutation(len(account))
        since = self._accounts.created[account] + draft.rng.random(len(account)) * 600.0
        rows = [
            (self._ids[a], cards[c], self._time(s))
            for a, c, s in zip(account[order].tolist(), card[order].tolist(), since[order].tolist(), strict=True)
        ]
        return self._csv("instruments.csv", "account_id,instrument,first_seen", rows)

    def _entities(self) -> Iterable[Sequence[str]]:
        told = [(h.kind, self._hubs[h.kind][h.code], h.hub_class, h.reason, "platform") for h in self._draft.hubs]
        return sorted(told)

    def _enforcement(self) -> Iterable[Sequence[str]]:
        bans = [(self._time(b.second), self._ids[b.account], "ban", b.reason) for b in self._draft.bans]
        return sorted(bans)

    def _decisions(self) -> Iterable[Sequence[str]]:
        settled = [
            (d.what, d.name or self._ids[d.account], "allow", d.reason, "platform", self._time(0), self._time(d.until))
            for d in self._draft.decisions
        ]
        return sorted(settled)

    def _releases(self) -> Iterable[Sequence[str]]:
        before = self._time(-RELEASED_BEFORE_DAYS * 86_400.0 + 61_200.0)
        return [(before, MODELS[0]), (self._time(self._draft.release), MODELS[1])]

    def _truth(self) -> Path:
        a = self._accounts
        role = a.role.copy()
        role[sorted(self._draft.bystanders)] = "bystander"
        rows = zip(self._ids, a.ring, role, a.kind, strict=True)
        return self._csv("truth.csv", "account_id,ring,role,kind", sorted(rows))

    def _time(self, second: float | np.floating) -> str:
        told = self._start + timedelta(seconds=int(second))
        return told.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _csv(self, name: str, columns: str, rows: Iterable[Sequence[str]]) -> Path:
        path = self._folder / name
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns.split(","))
            writer.writerows(rows)
        return path


_Block = TypeVar("_Block", Accounts, Exchanges)


def _joined(block: type[_Block], blocks: Sequence[_Block]) -> _Block:
    """One block of many."""
    return block(*(np.concatenate([getattr(b, f.name) for b in blocks]) for f in fields(block)))


def _hex(raw: bytes, width: int, prefix: str) -> pa.Array:
    """Random bytes as texts of `width` hexadecimal digits after a prefix."""
    digits = np.frombuffer(raw.hex().encode(), dtype=f"S{width}")
    texts = pa.array(digits).cast(pa.string())
    return pc.binary_join_element_wise(prefix, texts, "") if prefix else texts


def _card_names(draft: Draft) -> Texts:
    names = opaque(draft.rng, "", draft.n_cards, 12)
    issuers = [issuer for n, issuer in draft.card_issuers for _ in range(n)]
    some = opaque(draft.rng, "", 40, 6)
    usual = some[draft.rng.integers(0, len(some), draft.n_cards)]
    told = [
        NO_CARD if issuer == NO_CARD else f"pm_{issuer or other}_{name}"
        for issuer, other, name in zip(issuers, usual, names, strict=True)
    ]
    return np.array(told, dtype=object)
