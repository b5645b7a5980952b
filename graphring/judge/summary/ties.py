"""A tie with its rows: every shared item, the cap of each family, the halving of a single family; they add up."""

from __future__ import annotations

from typing import Any

from graphring.judge.summary.words import kind_title
from graphring.model.kinds import FAMILIES, families_of
from graphring.settings import Ties

_MICRO = 1_000_000


def tie_of(row: dict[str, Any], items: list[dict[str, Any]], settings: Ties) -> dict[str, Any]:
    """The `Tie` of a row of the tie table; weights in nats with six decimals, as they were added up."""
    rows: list[dict[str, Any]] = []
    total, agreeing = 0, 0
    told = {item["family"] for item in items}
    for family in (name for name in FAMILIES if name in told):
        own = [item for item in items if item["family"] == family]
        raw, cap = sum(item["w"] for item in own), round(settings.layer(family).cap * _MICRO)
        rows += [{"what": f"{kind_title(i['kind'])} {i['entity_id']}", "weight": i["w"] / _MICRO} for i in own]
        if raw > cap:
            rows.append({"what": f"cap of the family {family}", "weight": (cap - raw) / _MICRO})
        total += min(raw, cap)
        agreeing += min(raw, cap) >= settings.agree * _MICRO
    if agreeing < 2:
        rows.append({"what": "halved: one family alone", "weight": (total // 2 - total) / _MICRO})
    return {
        "account_a": row["account_a"], "account_b": row["account_b"], "weight": row["w"] / _MICRO,
        "families": families_of(row["families"]), "rows": rows,
    }  # fmt: skip
