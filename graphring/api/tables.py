"""The tables of a run, made of its summaries; their columns are part of the face."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from graphring.lineage import birth_id
from graphring.model.judged import Verdict
from graphring.model.summary import RingSummary, SharedEntity

_TIME = pa.timestamp("us", tz="UTC")
MEMBERS: Final = pa.schema([
    ("account_id", pa.string()), ("ring_id", pa.string()), ("role", pa.string()), ("tier", pa.string()),
    ("verdict", pa.string()), ("probability", pa.float64()),
])  # fmt: skip
COMMUNITIES: Final = pa.schema([("account_id", pa.string()), ("community_id", pa.string())])
GROUPS: Final = pa.schema([
    ("ring_id", pa.string()), ("verdict", pa.string()), ("score", pa.decimal128(9, 2)), ("confidence", pa.string()),
    ("n_members", pa.int64()), ("families", pa.string()), ("first_seen", _TIME), ("last_seen", _TIME),
    ("title", pa.string()), ("best_rival", pa.string()), ("probability", pa.float64()),
])  # fmt: skip
ENTITIES: Final = pa.schema([
    ("ring_id", pa.string()), ("kind", pa.string()), ("entity_id", pa.string()), ("family", pa.string()),
    ("class", pa.string()), ("n_members", pa.int64()), ("n_outside", pa.int64()), ("weight", pa.float64()),
    ("specific", pa.bool_()),
])  # fmt: skip


_AT_ONCE: Final = 1_000
"""Summaries whose JSON is text of Python at a time."""


class Told(NamedTuple):
    """What the tables of a run take from a summary, which is too large to be kept: of a million accounts, gigabytes."""

    verdict: Verdict
    probability: float | None
    members: tuple[tuple[str, str | None, str], ...]
    """Account, role, tier."""
    group: dict[str, Any]
    entities: tuple[dict[str, Any], ...]
    json: str
    """The whole summary, without the ids of ring and run: these are known when all have been told."""


def told(s: RingSummary) -> Told:
    """What is kept of a summary that has no ids yet."""
    members = tuple((m.account_id, m.role, m.tier) for m in s.members)
    entities = tuple(map(_entity, (*s.entities, *s.hubs)))
    return Told(s.verdict, s.probability, members, _group(s), entities, s.model_dump_json())


def members_table(ids: Sequence[str], groups: Sequence[Told]) -> pa.Table:
    """Members of all groups, sorted by ring and account."""
    rows = sorted(
        (ring_id, account, role, tier, group.verdict, group.probability)
        for ring_id, group in zip(ids, groups, strict=True) for account, role, tier in group.members
    )  # fmt: skip
    names = ("ring_id", "account_id", "role", "tier", "verdict", "probability")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in MEMBERS}, MEMBERS)


def communities_table(
    ids: Sequence[str], groups: Sequence[Told], flat: np.ndarray[Any, Any], accounts: Sequence[str]
) -> pa.Table:
    """The flat partition: a group's id where the community is one, else an id made of its members."""
    named = {m[0]: ring_id for ring_id, group in zip(ids, groups, strict=True) for m in group.members}
    members: dict[int, list[str]] = {}
    for account, community in zip(accounts, flat.tolist(), strict=True):
        if account not in named:
            members.setdefault(community, []).append(account)
    for own in members.values():
        named.update(dict.fromkeys(own, birth_id(own, prefix="community")))
    return pa.table({"account_id": list(accounts), "community_id": [named[a] for a in accounts]}, COMMUNITIES)


def groups_table(ids: Sequence[str], groups: Sequence[Told]) -> pa.Table:
    """One row a group, best first."""
    return pa.Table.from_pylist([{"ring_id": i, **g.group} for i, g in zip(ids, groups, strict=True)], GROUPS)


def _group(s: RingSummary) -> dict[str, Any]:
    rival = s.best_rival
    return {
        "verdict": s.verdict, "score": s.score, "confidence": s.confidence,
        "n_members": s.n_members, "families": " ".join(f.family for f in s.families if f.counts),
        "first_seen": s.first_seen, "last_seen": s.last_seen, "title": s.title,
        "best_rival": f"{rival.id} {rival.support:+.2f}", "probability": s.probability,
    }  # fmt: skip


def entities_table(ids: Sequence[str], groups: Sequence[Told]) -> pa.Table:
    """What each group shares, most telling first."""
    rows = [{"ring_id": i, **entity} for i, group in zip(ids, groups, strict=True) for entity in group.entities]
    return pa.Table.from_pylist(rows, ENTITIES)


def _entity(e: SharedEntity) -> dict[str, Any]:
    return {
        "kind": e.kind, "entity_id": e.entity_id, "family": e.family, "class": e.entity_class,
        "n_members": e.n_members, "n_outside": e.n_outside, "weight": e.weight, "specific": e.specific,
    }  # fmt: skip


def summaries_table(ids: Sequence[str], groups: Sequence[Told], run_id: str) -> pa.Table:
    """Summaries as JSON, one row a group."""
    named = (_named(group.json, ring_id, run_id) for ring_id, group in zip(ids, groups, strict=True))
    texts = [pa.array(some, pa.string()) for some in iter(lambda: list(islice(named, _AT_ONCE)), [])]
    return pa.table({"ring_id": pa.array(ids, pa.string()), "summary": pa.chunked_array(texts, pa.string())})


def _named(json: str, ring_id: str, run_id: str) -> str:
    """The JSON with its ids. No text in it can look like their fields: there, quotation marks are escaped."""
    return json.replace('"ring_id":""', f'"ring_id":"{ring_id}"', 1).replace('"run_id":""', f'"run_id":"{run_id}"', 1)
