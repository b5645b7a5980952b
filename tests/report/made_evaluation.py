"""Made-up evaluations: one that tells everything, a hostile one, one of nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pyarrow as pa

import graphring as gr
from graphring.model.evaluation import Evaluation

START = datetime(2026, 3, 1, tzinfo=UTC)
RINGS = {
    "hydra": 300,
    "load-balancer": 120,
    "campaign-a": 60,
    "campaign-b": 55,
    "ghosts": 40,
    "small-1": 12,
    "small-2": 9,
}
KINDS = {
    "ordinary": 6_000, "office": 400, "carrier_nat": 900, "reseller": 80, "course": 200, "benchmark": 12,
    "quick_start": 800, "household": 700, "virtual_card": 110, "agency": 24, "cloud_egress": 60,
}  # fmt: skip
FALSE = {"reseller": (0.7, "ring"), "office": (0.2, "review"), "benchmark": (0.75, "review")}


def full(*, hostile: str = "") -> Evaluation:
    """Rings found, split, merged and missed; false ones; roles, days, probabilities, seeds, layers."""
    rng = Random(7)
    rows, found = _rings(rng, hostile)
    for kind, n in KINDS.items():
        share, verdict = FALSE.get(kind, (0.004, ""))
        for i in range(n):
            name = f"{hostile}{kind}-{i}"
            rows.append((name, "", "", f"{hostile}{kind}", "", ""))
            if rng.random() < share:
                group = f"false-{kind}" if verdict else "found-hydra"
                found.append((name, f"{hostile}{group}", verdict or "ring"))
    names = ("account_id", "ring", "role", "kind", "pool", "campaigns")
    truth = pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)})
    first = {row[0]: START + timedelta(days=rng.random() * 10) for row in rows}
    history = [(START + timedelta(days=day), _members(found[: day * len(found) // 40])) for day in (10, 20, 30, 40)]
    seen = {"account_id": list(first), "first_seen": list(first.values())}
    return gr.evaluate(
        _members(found), truth, history=history, first_seen=seen,
        to_act_on=[row[0] for row in rows[:50]] + [row[0] for row in rows if row[2] == "victim"][:2],
        other_seeds=[_members(found[:-30])],
    )  # fmt: skip


def _rings(rng: Random, hostile: str) -> tuple[list[tuple[str, ...]], list[tuple[str, str, str]]]:
    rows, found = [], []
    for ring, n in RINGS.items():
        for i in range(n):
            name = f"{hostile}{ring}-{i}"
            role = "proxy_customer" if ring == "hydra" and i % 10 == 0 else "victim" if i == 1 else "operated"
            rows.append((name, f"{hostile}{ring}", role, "", "P" if i % 2 else "Q", "a;b" if i % 3 else "a"))
            group, verdict = _where(ring, i)
            if group and rng.random() < 0.93:
                found.append((name, f"{hostile}{group}", verdict))
    return rows, found


def _where(ring: str, i: int) -> tuple[str, str]:
    """The load balancer falls into three, the campaigns come out as one, a small ring is missed."""
    if ring == "load-balancer":
        return f"found-{ring}-{i % 3}", "ring"
    if ring.startswith("campaign"):
        return "found-campaigns", "review"
    return ("", "") if ring == "small-2" else (f"found-{ring}", "review" if ring == "small-1" else "ring")


def _members(found: list[tuple[str, str, str]]) -> pa.Table:
    table = pa.table({name: [row[i] for row in found] for i, name in enumerate(("account_id", "ring_id", "verdict"))})
    chance = {group: Random(group[-12:]).random() for _, group, _ in found}
    return table.append_column("probability", [[round(chance[group], 2) for _, group, _ in found]])


def nothing() -> Evaluation:
    """Nothing planted, nothing found."""
    return gr.evaluate({"account_id": [], "ring_id": [], "verdict": []}, {"account_id": ["a", "b"], "ring": ["", ""]})


HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\u202e' onload=alert(2) \x1b[31mhttps://evil.invalid/ "


def hostile() -> Evaluation:
    """The same with names that would run, hide or call out."""
    return full(hostile=HOSTILE)
