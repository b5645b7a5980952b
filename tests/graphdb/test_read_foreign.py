"""A graph of somebody else's making, read by a mapping: what comes in is what the same rows as files would be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from installed import TEST_KEY
from local_neo4j import Neo4j
from published import rows_of, table
from run_content import content

import graphring as gr
from graphring.graphdb.connect import Connection

MAPPING: dict[str, Any] = {
    "account": {"label": "Customer of `us`", "key": "customer no", "columns": {"created_at": "since"}},
    "links": [
        {"type": "BELONGS TO", "label": "Card", "key": "number", "kind": "card", "direction": "in", "first_seen": "on"},
        {"type": "USED", "label": "Gadget", "key": "id", "kind": "gadget", "family": "device", "n": "times"},
    ],
    "relations": [{"type": "PAID", "kind": "transfer", "time": "at", "weight": "amount"}],
}
MAKE = """
UNWIND $people AS i
CREATE (a:`Customer of ``us``` {`customer no`: i, since: date('2025-01-01')})
CREATE (c:Card {number: CASE WHEN i < 200 THEN 'card-' + i ELSE 'pool-' + (i % 4) END})
CREATE (a)<-[:`BELONGS TO` {on: CASE i % 3
  WHEN 0 THEN localdatetime('2026-03-01T10:00:00')
  WHEN 1 THEN datetime('2026-03-01T10:00:00[Europe/Berlin]')
  ELSE '2026-03-01T09:00:00Z' END}]-(c)
MERGE (g:Gadget {id: CASE WHEN i < 200 THEN 'g' + i ELSE 'shared-' + (i % 3) END})
CREATE (a)-[:USED {times: 2}]->(g)
"""
PAY = """
UNWIND [[200, 201, 1.5], [200, 201, 2], [3, 4, null]] AS row
MATCH (a:`Customer of ``us``` {`customer no`: row[0]}), (b:`Customer of ``us``` {`customer no`: row[1]})
CREATE (a)-[:PAID {at: '2026-03-02T00:00:00Z', amount: row[2]}]->(b)
"""
PEOPLE = 212
LINKS = "SELECT * FROM link"
RELATIONS = "SELECT * FROM relation"
ACCOUNTS = "SELECT * FROM account"


@pytest.fixture
def foreign(graph: Connection, neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> Connection:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    graph.write(MAKE, people=list(range(PEOPLE)))
    graph.write(PAY)
    return graph


def frames() -> Iterator[tuple[str, pa.Table]]:
    """The same as tables, made from what is written above."""
    seen, people = "2026-03-01T09:00:00Z", range(PEOPLE)
    cards = [(f"{i}", "card", f"card-{i}" if i < 200 else f"pool-{i % 4}", seen, 1, None) for i in people]
    gadgets = [(f"{i}", "gadget", f"g{i}" if i < 200 else f"shared-{i % 3}", None, 2, "device") for i in people]
    yield "links", table("account_id kind entity_id first_seen n family", [*cards, *gadgets])
    at = "2026-03-02T00:00:00Z"
    yield "relations", table("account_id other_account_id kind time weight", [
        ("200", "201", "transfer", at, 1.5), ("200", "201", "transfer", at, 2.0), ("3", "4", "transfer", at, None),
    ])  # fmt: skip
    yield "accounts", table("account_id created_at", [(f"{i}", "2024-12-31T23:00:00Z") for i in people])


def of_files(folder: Path) -> gr.Case:
    case = gr.Case.create(folder, key=TEST_KEY)
    for kind, frame in frames():
        assert case.ingest(frame, kind=kind).ok
    return case


def of_graph(folder: Path, mapping: Any = MAPPING) -> gr.Case:
    return gr.Case.from_neo4j(folder, mapping=mapping, key=TEST_KEY, tz="Europe/Berlin")


def test_rings_are_those_of_files_with_the_same_rows(foreign: Connection, tmp_path: Path) -> None:
    files, graph = of_files(tmp_path / "files"), of_graph(tmp_path / "graph")
    for query in (LINKS, RELATIONS, ACCOUNTS):
        assert rows_of(graph, query) == rows_of(files, query)
    assert content(graph.find_rings()) == content(files.find_rings())
    assert len(graph.run().rings) == 1


def test_the_order_in_which_things_were_made_does_not_matter(foreign: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    case = of_graph(tmp_path / "case")
    neo4j.clean()
    foreign.write(MAKE, people=list(reversed(range(PEOPLE))))
    foreign.write(PAY)
    result = case.ingest_neo4j(mapping=MAPPING, tz="Europe/Berlin")
    assert [file.already for file in result.files] == [True] * 4


def test_a_changed_graph_takes_the_place_of_what_was_read(foreign: Connection, tmp_path: Path) -> None:
    case = of_graph(tmp_path / "case")
    before = rows_of(case, LINKS)
    foreign.write("MATCH (:`Customer of ``us``` {`customer no`: 7})-[r:USED]->() DELETE r")
    foreign.write("MATCH (:`Customer of ``us``` {`customer no`: 8})-[r:USED]->() SET r.times = 5")
    result = case.ingest_neo4j(mapping=MAPPING, tz="Europe/Berlin")
    assert [(file.replaced, file.already) for file in result.files] == [
        (False, True), (False, True), (True, False), (False, True),
    ]  # fmt: skip
    gone = {row for row in before if row[:2] in {("7", "gadget"), ("8", "gadget")}}
    assert rows_of(case, LINKS) == (before - gone) | {("8", "gadget", "g8", None, None, 5, None)}
    assert rows_of(case, "SELECT count(*) FROM source_file") == {(4,)}


def test_two_readings_with_different_mappings_stand_side_by_side(foreign: Connection, tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    for links in MAPPING["links"]:
        case.ingest_neo4j(mapping={"account": MAPPING["account"], "links": [links]}, tz="Europe/Berlin")
    assert rows_of(case, LINKS) == rows_of(of_files(tmp_path / "files"), LINKS)


def test_nodes_without_the_key_are_rejects_with_a_place(foreign: Connection, tmp_path: Path) -> None:
    foreign.write("MATCH (g:Gadget {id: 'g9'}) REMOVE g.id")
    result = gr.Case.create(tmp_path / "case").ingest_neo4j(mapping=MAPPING, tz="Europe/Berlin")
    gadgets = result.files[2]
    assert (gadgets.rows, gadgets.used, gadgets.rejected) == (PEOPLE, PEOPLE - 1, 1)
    (reject,) = gr.Case.open(tmp_path / "case").rejects().to_pylist()
    assert reject["file"].endswith("/neo4j links (:Customer of `us`)-[:USED]->(:Gadget) as gadget")
    assert (reject["column"], reject["reason"]) == ("entity_id", "missing")


def test_times_without_a_zone_are_told(foreign: Connection, tmp_path: Path) -> None:
    result = gr.Case.create(tmp_path / "case").ingest_neo4j(mapping=MAPPING)
    assert any("a time without a zone; give --tz" in notice for notice in result.files[1].notices)


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("account", {"label": "Client"}, "no node has the label Client, there are Card, Customer of `us`, Gadget"),
        (
            "account",
            {"key": "guid"},
            "(:Customer of `us`) has no property guid (for account_id), it has customer no, si",
        ),
        ("links", {"type": "OWNS"}, "no relationship has the type OWNS, there are BELONGS TO, PAID, USED"),
        ("links", {"label": "Gadget"}, "but (:Card)-[:BELONGS TO]->(:Customer of `us`); mend labels or direction"),
        ("links", {"direction": "out"}, "there is no (:Customer of `us`)-[:BELONGS TO]->(:Card), but (:Card)-[:BEL"),
        ("links", {"first_seen": "since"}, "[:BELONGS TO] has no property since (for first_seen), it has on"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_the_graph_has_not_is_named_beside_what_there_is(
    foreign: Connection, tmp_path: Path, table: str, change: dict[str, str], said: str
) -> None:
    links = {**MAPPING["links"][0], **(change if table == "links" else {})}
    account = {**MAPPING["account"], **(change if table == "account" else {})}
    with pytest.raises(gr.InputError) as raised:
        of_graph(tmp_path / "case", {"account": account, "links": [links]})
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "case").exists()


def test_a_key_that_is_a_list_is_refused_before_anything_is_taken_in(foreign: Connection, tmp_path: Path) -> None:
    foreign.write("MATCH (c:Card {number: 'card-9'}) SET c.number = ['a', 'b']")
    with pytest.raises(gr.InputError, match="entity_id holds lists; name a property with one text"):
        of_graph(tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_without_a_mapping_it_is_none_of_ours(foreign: Connection, tmp_path: Path) -> None:
    with pytest.raises(gr.InputError, match=r"labels Card, Customer of `us`, Gadget; say what is what in it with a"):
        gr.Case.from_neo4j(tmp_path / "case")


def test_an_empty_database_says_so(graph: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j.env.items():
            patch.setenv(name, value)
        with pytest.raises(gr.InputError, match="there is nothing in the database neo4j"):
            gr.Case.from_neo4j(tmp_path / "case")
