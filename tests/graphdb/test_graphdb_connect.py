"""The door to Neo4j, on a real one."""

from __future__ import annotations

import pytest
from local_neo4j import Neo4j

from graphring.errors import GraphDatabaseQueryError, SettingsError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection


def test_what_is_written_can_be_read(graph: Connection) -> None:
    graph.write("CREATE (:Account {account_id: $id})", id="a1")
    assert graph.read("MATCH (a:Account) RETURN a.account_id AS account_id") == [{"account_id": "a1"}]


def test_each_test_has_a_clean_graph(graph: Connection) -> None:
    assert graph.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_batches_are_sent_as_rows(graph: Connection) -> None:
    make = "UNWIND $rows AS row CREATE (:Account {account_id: row[0], source: $source})"
    assert graph.write_batches(make, [[["a"], ["b"]], [["c"]]], source="s") == 3
    assert graph.read("MATCH (a:Account {source: 's'}) RETURN count(*) AS n") == [{"n": 3}]


def test_statements_together_are_all_or_none(graph: Connection) -> None:
    with pytest.raises(GraphDatabaseQueryError):
        graph.write_together([("CREATE (:Ring)", {}), ("RETURN $missing", {})])
    assert graph.read("MATCH (r:Ring) RETURN count(r) AS n") == [{"n": 0}]


def test_rows_come_one_by_one(graph: Connection) -> None:
    rows = graph.stream("UNWIND range(1, 5000) AS i RETURN i")
    assert [next(rows), next(rows)] == [{"i": 1}, {"i": 2}]
    assert len(list(rows)) == 4998


def test_a_plan_tells_a_scan_and_an_unknown_label(graph: Connection, capfd: pytest.CaptureFixture[str]) -> None:
    plan = graph.explain("MATCH (n:Unheard {name: $name}) RETURN n", name="x")
    assert "NodeByLabelScan" in plan.steps
    assert any("Unheard" in notice for notice in plan.notices)
    assert capfd.readouterr().err == ""


def test_a_hub_is_cleaned_away(neo4j: Neo4j, graph: Connection) -> None:
    graph.write("CREATE (h:IPAddress) WITH h UNWIND range(1, 25000) AS i CREATE (:Account)-[:CONNECTED_FROM]->(h)")
    neo4j.clean()
    assert graph.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_the_address_is_that_of_the_environment(neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    assert Address.of() == neo4j.address
    assert Address.of("neo4j://elsewhere", "other").uri == "neo4j://elsewhere"
    assert neo4j.password not in repr(Address.of())


def test_no_address_and_a_wrong_one_are_told() -> None:
    with pytest.raises(SettingsError, match="set NEO4J_URI"):
        Address.of()
    with pytest.raises(SettingsError, match="such as bolt://"):
        Address.of("127.0.0.1:7687")


def test_gds_is_told(graph: Connection) -> None:
    assert graph.gds_version is None or graph.gds_version[0].isdigit()
