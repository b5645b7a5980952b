"""A draft to files: the formats that graphring reads, and the truth beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from graphring.model.progress import Progress, Silent
from graphring.simulate.arrays import Texts, texts
from graphring.simulate.draft import NO_CARD, REGIONS, Accounts, Draft
from graphring.simulate.exchange_log import MODELS, ExchangeLog, Names
from graphring.simulate.naming import opaque
from graphring.simulate.repeated import repeated_rows
from graphring.simulate.text.settings import Text

RELEASED_BEFORE_DAYS = 190
TRUTH = "account_id,ring,role,kind,pool,campaigns,mixed,banned_at,replaces"


class Writer:
    """Names of everything in a draft, and the files made of it."""

    def __init__(self, draft: Draft, start: datetime, folder: Path, text: Text | None = None) -> None:
        self._draft, self._start, self._folder, self._text = draft, start, folder, text
        self._accounts = _joined(draft.accounts)
        rng = draft.rng
        self._names = Names(
            accounts=opaque(rng, "acct_", draft.n_accounts),
            templates=opaque(rng, "tpl_", draft.n_templates),
            addresses=draft.addresses.texts(),
            key=int(rng.integers(2**62)),
            credentials=opaque(rng, "key_", draft.n_accounts if draft.lends_keys else 0),
        )
        self._ids, self._templates = self._names.accounts, self._names.templates

    def write(self, progress: Progress | None = None) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Write all files; those to ingest, and those of the truth, the accounts' first."""
        log = ExchangeLog(self._draft, self._names, self._start, self._text)
        made: tuple[Path, ...] = (
            log.write(self._folder, progress or Silent()),
            self._account_file(),
            self._instruments(),
            self._csv("entities.csv", "kind,entity_id,class,reason,source", self._entities()),
            self._csv("enforcement.csv", "time,account_id,action,reason", self._enforcement()),
            self._csv("releases.csv", "time,model", self._releases()),
            *self._relations(),
        )
        if self._draft.decisions:
            made += (self._csv("decisions.csv", "what,id,decision,reason,by,at,until", self._decisions()),)
        if self._draft.logged_twice:
            made += (repeated_rows(made[0], self._ids[np.concatenate(self._draft.logged_twice)]),)
        prompts = self._folder / "truth_prompts.parquet"
        truths = (
            self._truth(),
            self._csv("truth_templates.csv", "template_id,family", self._families()),
            *((prompts,) if prompts.exists() else ()),
        )
        return made, truths

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
        names = {"ip_address": self._names.addresses.to_pylist(), "prompt_template": self._names.templates}
        told = [(h.kind, names[h.kind][h.code], h.hub_class, h.reason, "platform") for h in self._draft.hubs]
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

    def _relations(self) -> tuple[Path, ...]:
        rows = [
            (self._ids[a], self._ids[b], relation.kind)
            for relation in self._draft.relations
            for a, b in zip(relation.account.tolist(), relation.other.tolist(), strict=True)
        ]
        return (self._csv("relations.csv", "account_id,other_account_id,kind", sorted(rows)),) if rows else ()

    def _families(self) -> Iterable[Sequence[str]]:
        return sorted((self._templates[code], name) for code, name in self._draft.families.items())

    def _truth(self) -> Path:
        a, draft, n = self._accounts, self._draft, self._draft.n_accounts
        role, banned = a.role.copy(), {ban.account: self._time(ban.second) for ban in draft.bans}
        role[sorted(draft.bystanders)] = "bystander"
        pool, campaigns = texts(n), texts(n)
        for told in draft.belongings:
            pool[told.account], campaigns[told.account] = told.pool, ";".join(told.campaigns)
        mixed = [f"{draft.mixed[code]:.4f}" if code in draft.mixed else "" for code in range(n)]
        closed = [banned.get(code, "") for code in range(n)]
        old = [self._ids[draft.replaces[code]] if code in draft.replaces else "" for code in range(n)]
        rows = zip(self._ids, a.ring, role, a.kind, pool, campaigns, mixed, closed, old, strict=True)
        return self._csv("truth.csv", TRUTH, sorted(rows))

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


def _joined(blocks: Sequence[Accounts]) -> Accounts:
    """One block of many."""
    return Accounts(*(np.concatenate([getattr(b, f.name) for b in blocks]) for f in fields(Accounts)))


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
