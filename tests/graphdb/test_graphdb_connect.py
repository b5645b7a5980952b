"""The door to Neo4j, on a real one."""

from __future__ import annotations

from graphring.graphdb.connect import Connection


def test_what_is_written_can_be_read(graph: Connection) -> None:
    graph.write("CREATE (:Account {account_id: $id})", id="a1")
    assert graph.read("MATCH (a:Account) RETURN a.account_id AS account_id") == [{"account_id": "a1"}]


def test_each_test_has_a_clean_graph(graph: Connection) -> None:
    assert graph.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
