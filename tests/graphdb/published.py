"""What tests of the graph share: a case with every kind of thing, and both sides as sets of tuples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from installed import TEST_KEY

import graphring as gr
from graphring.graphdb.connect import Connection

RELATIONS = [
    ("p1", "p2", "transfer"),
    ("p1", "p2", "referral"),
    ("p2", "p1", "transfer"),
    ("ring00", "ring01", "transfer"),
]


def table(columns: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(columns.split(), row, strict=True)) for row in rows])


def links(rings: int = 1) -> pa.Table:
    """200 people alone with things of their own; each ring is 12 accounts on 3 devices and 4 cards."""
    rows: list[tuple[Any, ...]] = []
    for i in range(200):
        seen = f"2026-03-{i % 28 + 1:02}T10:00:00.25Z"
        rows += [(f"p{i}", "device", f"device-{i}", seen), (f"p{i}", "payment_instrument", f"card-{i}", seen)]
        rows += [
            (f"p{i}", "ip_address", f"198.51.{i // 50}.{i % 50 + 1}", seen),
            (f"p{i}", "browser profile", f"b{i % 90}", seen),
        ]
    for r in range(rings):
        name = ("ring", "pool", "herd")[r]
        rows += [(f"{name}{i:02}", "device", f"{name}-shared-{i % 3}", "2026-03-05T00:00:00Z") for i in range(12)]
        rows += [(f"{name}{i:02}", "payment_instrument", f"{name}-card-{i % 4}", None) for i in range(12)]
    return table("account_id kind entity_id time", rows)


def case_of_everything(folder: Path, rings: int = 1) -> gr.Case:
    """A case with accounts, a declared kind, relations, decisions, enforcement and known hubs, and a run."""
    case = gr.Case.create(folder, key=TEST_KEY)
    frames = {
        "links": links(rings),
        "accounts": table("account_id created_at organisation verified", [
            ("p1", "2025-01-01T00:00:00Z", "Example Ltd", True), ("p2", "2025-01-02T00:00:00Z", None, None),
        ]),
        "relations": table("account_id other_account_id kind time weight", [
            (*ends, "2026-03-01T00:00:00Z", 1.5) for ends in RELATIONS
        ]),
        "decisions": table("what id decision reason by at until", [
            ("account", "ring00", "hold", "first look", "one", "2026-03-01T00:00:00Z", None),
            ("account", "ring00", "confirmed", "the same person", "two", "2026-03-02T00:00:00Z", None),
            ("account", "p1", "cleared", "long ago", "two", "2020-03-02T00:00:00Z", "2020-04-02T00:00:00Z"),
        ]),
        "entities": table("kind entity_id class reason", [("ip_address", "198.51.0.1", "vpn", "in a list")]),
        "enforcement": table("time account_id action reason", [("2026-03-20T00:00:00Z", "ring01", "ban", "abuse")]),
    }  # fmt: skip
    for kind, frame in frames.items():
        result = case.ingest(frame, kind=kind)
        assert result.ok, result
    case.find_rings()
    return case


def rows_of(case: gr.Case, query: str) -> set[tuple[Any, ...]]:
    with duckdb.connect(str(case.path / "case.duckdb"), read_only=True) as db:
        db.execute("SET TimeZone = 'UTC'")
        return set(db.execute(query).fetchall())


def answers(graph: Connection, query: str) -> set[tuple[Any, ...]]:
    """Rows of the graph, times as Python's."""
    return {tuple(map(_plain, row.values())) for row in graph.read(query)}


def _plain(value: Any) -> Any:
    if hasattr(value, "to_native"):
        value = value.to_native()
    return tuple(value) if isinstance(value, list) else value


def whole(graph: Connection) -> tuple[dict[str, set[Any]], dict[str, set[Any]]]:
    """Everything in the graph that is published, without what differs from one publish to the next."""
    nodes, links = {}, {}
    volatile = ("published_at",)
    for row in graph.read("MATCH (n) WHERE NOT n:Publication RETURN labels(n) AS labels, properties(n) AS told"):
        told = {k: _plain(v) for k, v in row["told"].items() if k not in volatile}
        nodes.setdefault(" ".join(sorted(row["labels"])), set()).add(tuple(sorted(told.items())))
    for row in graph.read(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, coalesce(a.uid, a.id) AS a, coalesce(b.uid, b.id) AS b,"
        " properties(r) AS told"
    ):
        told = tuple(sorted((k, _plain(v)) for k, v in row["told"].items()))
        links.setdefault(row["type"], set()).add((row["a"], row["b"], told))
    return nodes, links
