"""A graph that graphring published, read into another case: the rings are those of the case that published."""

from __future__ import annotations

from pathlib import Path

import pytest
from installed import TEST_KEY
from local_neo4j import Neo4j
from published import case_of_everything, rows_of, table
from run_content import content

import graphring as gr
from graphring.graphdb.address import Address

HUB = "2001:db8:9:9::/64"
TABLES = {
    "links": "SELECT account_id, kind, entity_id, first_seen, last_seen, n FROM link",
    "relations": "SELECT * FROM relation",
    "accounts": "SELECT * FROM account",
    "enforcement": "SELECT time, account_id, action, reason FROM enforcement",
    "entities": "SELECT kind, entity_id, class, reason FROM known_entity",
    "families": "SELECT DISTINCT kind, family FROM declared_kind",
}
SOURCES = "SELECT path, rows, used, rejected FROM source_file"


def published_case(folder: Path) -> gr.Case:
    """Everything that the graph has, with a hub of IPv6 that a run classes by who is behind it."""
    case = case_of_everything(folder)
    accounts = [*(f"p{i}" for i in range(150)), *(f"ring{i:02}" for i in range(4))]
    seen = "2026-03-07T00:00:00Z"
    more = {
        "links": table("account_id kind entity_id family time n", [
            *((account, "ip_address", "2001:db8:9:9::1", None, seen, 3) for account in accounts),
            *((f"p{i}", "shipping address", f"street {i}", "identity", seen, 1) for i in range(20)),
        ]),
        "accounts": table("account_id organisation email_domain", [("p2", "Example Ltd", "post.example")]),
        "decisions": table("what id decision reason by at", [("device", "device-3", "allow", "known", "one", seen)]),
    }  # fmt: skip
    for kind, frame in more.items():
        assert case.ingest(frame, kind=kind).ok
    run = case.find_rings()
    decided = table("what id decision reason by at", [("ring", run.rings[0].id, "hold", "asked the bank", "two", seen)])
    assert case.ingest(decided, kind="decisions").ok
    return case


@pytest.fixture(scope="module")
def address(neo4j_server: Neo4j) -> Address:
    return neo4j_server.address


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Neo4j) -> gr.Case:
    """The case whose graph is in the server for all tests of this file; none of them writes there."""
    neo4j_server.clean()
    case = published_case(tmp_path_factory.mktemp("own") / "published")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.env.items():
            patch.setenv(name, value)
        case.publish()
    return case


@pytest.fixture(scope="module")
def read(published: gr.Case, tmp_path_factory: pytest.TempPathFactory, neo4j_server: Neo4j) -> gr.Case:
    """Another case that has read the graph."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.env.items():
            patch.setenv(name, value)
        return gr.Case.from_neo4j(tmp_path_factory.mktemp("own") / "read", key=TEST_KEY)


@pytest.fixture(autouse=True)
def environment(neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j_server.env.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_the_case_that_published(published: gr.Case, read: gr.Case, name: str) -> None:
    was = rows_of(published, TABLES[name])
    assert was
    assert rows_of(read, TABLES[name]) == was


def test_the_rings_are_those_of_the_case_that_published(published: gr.Case, read: gr.Case) -> None:
    assert len(read.find_rings().rings) == 1
    assert content(read.run()) == content(published.run())


def test_decisions_that_hold_come_with_it(published: gr.Case, read: gr.Case) -> None:
    (ring,) = published.run().rings
    assert rows_of(read, "SELECT what, id, decision, reason, \"by\" FROM decision") == {
        ("account", "ring00", "confirmed", "the same person", "two"), ("device", "device-3", "allow", "known", "one"),
        ("ring", ring.id, "hold", "asked the bank", "two"),
    }  # fmt: skip


def test_a_class_that_a_run_gave_is_no_class_of_a_list(published: gr.Case, read: gr.Case, neo4j_server: Neo4j) -> None:
    with neo4j_server.connect() as graph:
        given = graph.read("MATCH (e:IPAddress {id: $id}) RETURN e.class AS class", id=HUB)
    assert given == [{"class": "nat"}]
    assert rows_of(read, "SELECT entity_id FROM known_entity WHERE kind = 'ip_address'") == {("198.51.0.1",)}


def test_every_row_is_accounted_for_under_a_readable_name(read: gr.Case, address: Address) -> None:
    sources = {path: counts for path, *counts in rows_of(read, SOURCES)}
    place = f"neo4j://{address.uri.partition('://')[2]}/neo4j"
    assert set(sources) == {
        f"{place} {name}" for name in ("links", "relations", "accounts", "entities", "enforcement", "decisions")
    }
    assert all(rows == used and not rejected for rows, used, rejected in sources.values())
    assert address.password not in str(sources)


def test_the_same_graph_again_changes_nothing(read: gr.Case) -> None:
    before = [rows_of(read, query) for query in (*TABLES.values(), SOURCES)]
    result = read.ingest_neo4j()
    assert all(file.already for file in result.files)
    assert [rows_of(read, query) for query in (*TABLES.values(), SOURCES)] == before
    assert not list((read.path / "tmp").glob("reading-*"))


def test_the_case_that_published_does_not_read_itself(published: gr.Case) -> None:
    before = rows_of(published, SOURCES)
    with pytest.raises(gr.InputError, match="this very case published"):
        published.ingest_neo4j()
    assert rows_of(published, SOURCES) == before


def test_with_another_key_hashes_stay_as_they_are_and_it_says_so(published: gr.Case, tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "other", key="another-key-for-the-tests-0002")
    result = case.ingest_neo4j()
    assert rows_of(case, TABLES["links"]) == rows_of(published, TABLES["links"])
    assert any("keyed hashes" in notice for notice in result.notices)
    assert not any("exchanges" in notice for notice in result.notices)
