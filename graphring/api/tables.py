"""The tables of a run, made of its summaries; their columns are part of the face."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graphring.lineage import birth_id
from graphring.model.summary import RingSummary

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


def members_table(summaries: Sequence[RingSummary]) -> pa.Table:
    """Members of all groups, sorted by ring and account."""
    rows = sorted(
        (s.ring_id, m.account_id, m.role, m.tier, s.verdict, s.probability) for s in summaries for m in s.members
    )
    return pa.Table.from_pylist(
        [dict(zip(("ring_id", "account_id", "role", "tier", "verdict", "probability"), r, strict=True)) for r in rows],
        MEMBERS,
    )


def communities_table(
    summaries: Sequence[RingSummary], flat: np.ndarray[Any, Any], accounts: Sequence[str]
) -> pa.Table:
    """The flat partition: a group's id where the community is one, else an id made of its members."""
    named = {m.account_id: s.ring_id for s in summaries for m in s.members}
    members: dict[int, list[str]] = {}
    for account, community in zip(accounts, flat.tolist(), strict=True):
        if account not in named:
            members.setdefault(community, []).append(account)
    for own in members.values():
        named.update(dict.fromkeys(own, birth_id(own, prefix="community")))
    return pa.table({"account_id": list(accounts), "community_id": [named[a] for a in accounts]}, COMMUNITIES)


def groups_table(summaries: Sequence[RingSummary]) -> pa.Table:
    """One row a group, best first."""
    return pa.Table.from_pylist([_group(s) for s in summaries], GROUPS)


def _group(s: RingSummary) -> dict[str, Any]:
    rival = s.best_rival
    return {
        "ring_id": s.ring_id, "verdict": s.verdict, "score": s.score, "confidence": s.confidence,
        "n_members": s.n_members, "families": " ".join(f.family for f in s.families if f.counts),
        "first_seen": s.first_seen, "last_seen": s.last_seen, "title": s.title,
        "best_rival": f"{rival.id} {rival.support:+.2f}", "probability": s.probability,
    }  # fmt: skip


def entities_table(summaries: Sequence[RingSummary]) -> pa.Table:
    """What each group shares, most telling first."""
    rows = [
        {
            "ring_id": s.ring_id, "kind": e.kind, "entity_id": e.entity_id, "family": e.family, "class": e.entity_class,
            "n_members": e.n_members, "n_outside": e.n_outside, "weight": e.weight, "specific": e.specific,
        }
        for s in summaries for e in (*s.entities, *s.hubs)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, ENTITIES)


def summaries_table(summaries: Sequence[RingSummary]) -> pa.Table:
    """Summaries as JSON, one row a group."""
    return pa.table({
        "ring_id": [s.ring_id for s in summaries], "summary": [s.model_dump_json() for s in summaries],
    })  # fmt: skip
