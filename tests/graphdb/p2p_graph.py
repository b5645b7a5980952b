"""The public set of payments between persons as its makers load it: users, cards, devices, transfers, referrals."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.csv

from graphring.graphdb.connect import Connection

DATA = Path(os.environ.get("GRAPHRING_DATA", Path(__file__).parents[3] / "shared" / "data")) / "p2p"
KEYS = {"User": "guid", "Card": "number", "Device": "id"}
MAPPING: dict[str, Any] = {
    "account": {"label": "User", "key": "guid"},
    "links": [
        {"type": "HAS_CC", "label": "Card", "key": "number", "kind": "card", "first_seen": "date"},
        {"type": "USED", "label": "Device", "key": "id", "kind": "device", "first_seen": "date"},
    ],
    "relations": [
        {"type": "P2P", "kind": "transfer", "time": "time", "weight": "amount"},
        {"type": "REFERRED", "kind": "referral"},
    ],
}
USE = """
UNWIND $rows AS row
MATCH (u:User {{guid: row[0]}})
MATCH (e:{label} {{{key}: row[1]}})
CREATE (u)-[:{type} {{date: date(row[2])}}]->(e)
"""
P2P = """
UNWIND $rows AS row
MATCH (a:User {guid: row[0]})
MATCH (b:User {guid: row[1]})
CREATE (a)-[:P2P {time: datetime(row[2]), amount: row[3]}]->(b)
"""
REFERRED = """
UNWIND $rows AS row
MATCH (a:User {guid: row[0]})
MATCH (b:User {guid: row[1]})
CREATE (a)-[:REFERRED]->(b)
"""


def rows(name: str) -> pyarrow.Table:
    """A file of the set, all its columns but amounts as text."""
    path = DATA / name
    names = pyarrow.csv.read_csv(path).column_names
    types = {column: pyarrow.string() for column in names if column != "amount"}
    return pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(column_types=types))


@contextmanager
def loaded(graph: Connection) -> Iterator[None]:
    """The set in an empty graph, with indexes that go when it is done with."""
    for label, key in KEYS.items():
        graph.write(f"CREATE INDEX p2p_{label} IF NOT EXISTS FOR (n:{label}) ON (n.{key})")
    graph.read("CALL db.awaitIndexes(300)")
    try:
        load(graph)
        yield
    finally:
        for label in KEYS:
            graph.write(f"DROP INDEX p2p_{label} IF EXISTS")


def load(graph: Connection) -> None:
    """Every row of the files as a relationship."""
    events = list(zip(*(c.to_pylist() for c in rows("events.csv.gz").columns), strict=True))
    transfers = list(zip(*(c.to_pylist() for c in rows("transfers.csv.gz").columns), strict=True))
    referrals = list(zip(*(c.to_pylist() for c in rows("referrals.csv").columns), strict=True))
    users = {row[0] for row in events} | {end for row in (*transfers, *referrals) for end in row[:2]}
    nodes = {
        "User": users, "Card": {e for _, kind, e, _ in events if kind == "card"},
        "Device": {e for _, kind, e, _ in events if kind == "device"},
    }  # fmt: skip
    for label, ids in nodes.items():
        graph.write_batches(f"UNWIND $rows AS id CREATE (n:{label} {{{KEYS[label]}: id}})", batches(sorted(ids)))
    for kind, type_, label in (("card", "HAS_CC", "Card"), ("device", "USED", "Device")):
        own = sorted((a, e, day) for a, k, e, day in events if k == kind)
        graph.write_batches(USE.format(label=label, key=KEYS[label], type=type_), batches(own))
    graph.write_batches(P2P, batches(sorted(transfers)))
    graph.write_batches(REFERRED, batches(sorted(referrals)))


def batches(all_rows: Sequence[Any]) -> Iterator[list[Any]]:
    coming = iter(all_rows)
    while some := list(islice(coming, 10_000)):
        yield some
