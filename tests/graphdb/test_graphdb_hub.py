"""An address with 200,000 accounts: published, asked about and deleted in transactions of bounded size, linearly."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from local_neo4j import Neo4j
from published import case_of_everything

import graphring as gr
import neo4j as driver
from graphring.graphdb.change import BATCH
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statements
from graphring.graphdb.load import load_statement
from graphring.graphdb.queries import library
from graphring.graphdb.schema import ENTITIES, LINKS
from graphring.graphdb.statements import unlink_statement

HUB = "203.0.113.7"
ADDRESS = next(row for row in ENTITIES if row.label == "IPAddress")
USE = next(row for row in LINKS if row.type == "CONNECTED_FROM")
N = 200_000
SEEN = "2026-03-05T00:00:00Z"
ASKED = (
    ("entity_users", {"kind": "ip_address", "entity": HUB}),
    ("hubs", {}),
    ("neighbourhood", {"account": "h0000000"}),
    ("network_neighbours", {"account": "h0000000"}),
)
LOCKS_A_ROW = 10
"""7 were seen: both nodes, the relationship, its neighbours in the chains of both."""


def db_hits(neo4j: Neo4j, query: str, **parameters: Any) -> int:
    """What a statement touches, counted by the server."""
    with (
        driver.GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as open_driver,
        open_driver.session(database=neo4j.database) as session,
    ):
        plan = session.run(f"PROFILE {query}", parameters).consume().profile
    return hits(plan or {})


def hits(plan: dict[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(map(hits, plan.get("children", ())))


def test_what_a_row_costs_does_not_grow_with_the_hub(graph: Connection, neo4j: Neo4j) -> None:
    """In one pattern `unlink` was seen to go through all of the hub's links for each row."""
    for query in statements("schema/constraints"):
        graph.write(query)
    graph.write(f"CREATE (:IPAddress:Entity {{id: '{HUB}', kind: 'ip_address'}})")
    load, unlink = load_statement(USE), unlink_statement(USE)
    rows = [[f"h{i}", HUB, SEEN, SEEN, 1, 1] for i in range(5_000)]
    costs = []
    for at in (0, 4_500):  # the hub has 500 links at the first measurement, 5,000 at the second
        graph.write("UNWIND $rows AS row MERGE (:Account {id: row[0]})", rows=rows[: at + 500])
        graph.write(load, rows=rows[: at + 500])
        once = rows[at : at + 500]
        costs.append([db_hits(neo4j, query, rows=once) for query in (load, unlink, load)])
    for few, many in zip(*costs, strict=True):
        assert many < 1.2 * few, costs


class Watch(threading.Thread):
    """Until stopped, looks at what is under way: the most locks of any transaction, and how long answers took."""

    def __init__(self, neo4j: Neo4j) -> None:
        super().__init__()
        self._neo4j = neo4j
        self.stopped = threading.Event()
        self.most_locks, self.n_answers, self.faults = 0, 0, []

    def run(self) -> None:
        queries = [(library().named(name), told) for name, told in ASKED]
        with self._neo4j.connect(limit_s=20, patience_s=1) as graph:
            while not self.stopped.wait(0.5):
                for query, told in queries:
                    for row in graph.read("SHOW TRANSACTIONS YIELD activeLockCount AS n RETURN max(n) AS n"):
                        self.most_locks = max(self.most_locks, row["n"] or 0)
                    try:
                        graph.read(query.statement, given=query.values(told))
                    except gr.errors.GraphDatabaseError as fault:
                        self.faults.append((query.name, fault))
                    self.n_answers += 1

    def __enter__(self) -> Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.join()


@pytest.fixture
def case(neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[gr.Case]:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    return case_of_everything(tmp_path / "case")


@pytest.mark.slow
def test_a_hub_comes_and_goes_in_small_transactions_under_readers(case: gr.Case, neo4j: Neo4j, tmp_path: Path) -> None:
    before = shutil.copy(case.path / "case.duckdb", tmp_path / "before.duckdb")
    names = pa.array([f"h{i:07}" for i in range(N)])
    told = {"kind": "ip_address", "entity_id": HUB, "time": SEEN}
    assert case.ingest(pa.table({"account_id": names, **{k: pa.array([v] * N) for k, v in told.items()}})).ok
    of_hub = f"MATCH (e:IPAddress {{id: '{HUB}'}}) RETURN COUNT {{ (e)<-[:CONNECTED_FROM]-() }} AS n"
    with neo4j.connect() as graph:
        with Watch(neo4j) as loading:
            sent = {change.name: change.sent for change in case.publish().changes}
        assert sent["CONNECTED_FROM"] == N + 200
        assert graph.read(of_hub) == [{"n": N}]
        shutil.copy(before, case.path / "case.duckdb")  # as if the case came back from a copy of the day before
        with Watch(neo4j) as deleting:
            deleted = {change.name: change.deleted for change in case.publish().changes}
        assert deleted["CONNECTED_FROM"] == deleted["Account"] == N
        assert deleted["IPAddress"] == deleted["Network"] == 1
        assert graph.read(of_hub) == []
        assert graph.read("MATCH (a:Account) RETURN count(a) AS n") == [{"n": 212}]
        assert graph.read("MATCH (:Account)-[r:CONNECTED_FROM]->() RETURN count(r) AS n") == [{"n": 200}]
    for watch in (loading, deleting):
        assert watch.faults == []
        assert watch.n_answers >= 8
        assert 0 < watch.most_locks <= LOCKS_A_ROW * BATCH
