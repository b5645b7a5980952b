"""Publishing a case: what is in the graph equals what is in the case, and only what changed is sent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import TEST_KEY, Graphring
from local_neo4j import Neo4j
from published import RELATIONS, answers, case_of_everything, links, rows_of, table, whole

import graphring as gr
from graphring.errors import GraphDatabaseTakenError, InputError
from graphring.graphdb.connect import Connection
from graphring.graphdb.load import Load
from graphring.graphdb.lock import Lock
from graphring.graphdb.schema import ENTITIES
from graphring.model.progress import Silent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_of_everything(tmp_path_factory.mktemp("made") / "case").path


@pytest.fixture
def case(neo4j: Neo4j, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gr.Case:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    return gr.Case.open(shutil.copytree(made, tmp_path / "case"), key=TEST_KEY)


@pytest.fixture
def graph(neo4j: Neo4j, case: gr.Case) -> Iterator[Connection]:
    case.publish()
    with neo4j.connect() as connection:
        yield connection


def test_links_are_those_of_the_case(case: gr.Case, graph: Connection) -> None:
    for kind, label, type_ in (
        ("device", "Device", "USED_DEVICE"), ("payment_instrument", "PaymentInstrument", "PAID_WITH"),
        ("ip_address", "IPAddress", "CONNECTED_FROM"), ("organisation", "Organisation", "DECLARED"),
        ("browser profile", "BrowserProfile", "USED_BROWSER_PROFILE"),
    ):  # fmt: skip
        expected = rows_of(
            case, f"SELECT account_id, entity_id, first_seen, last_seen, n, n_days FROM link WHERE kind = '{kind}'"
        )
        assert expected
        assert expected == answers(
            graph,
            f"MATCH (a:Account)-[r:{type_}]->(e:{label}) RETURN a.id, e.id, r.first_seen, r.last_seen, r.n, r.n_days",
        )
        assert graph.read(f"MATCH (:Account)-[r:{type_}]->() RETURN count(r) AS n") == [{"n": len(expected)}]


def test_entities_say_how_many_have_them_and_what_they_are(case: gr.Case, graph: Connection) -> None:
    expected = rows_of(case, "SELECT kind, entity_id, count(*) FROM link GROUP BY ALL")
    told = answers(graph, "MATCH (e:Entity) WHERE e.kind <> 'network' RETURN e.kind, e.id, e.n_accounts")
    assert told == expected
    assert answers(graph, "MATCH (e:Entity) WHERE e.class IS NOT NULL RETURN e.id, e.class, e.class_reason") == {
        ("198.51.0.1", "vpn", "in a list")
    }
    networks = answers(graph, "MATCH (:IPAddress)-[:IN_NETWORK]->(n:Network) RETURN n.id, n.n_accounts, count(*)")
    assert networks == {(f"198.51.{i}.0/24", 50, 50) for i in range(4)}


def test_accounts_have_what_is_known_of_them(graph: Connection) -> None:
    assert graph.read("MATCH (a:Account) RETURN count(a) AS n") == [{"n": 212}]
    told = answers(
        graph,
        "MATCH (a:Account) WHERE a.id IN ['p1', 'p2', 'ring00', 'ring01']"
        " RETURN a.id, a.organisation, a.verified, a.decision, a.decided_by, a.enforcement",
    )
    assert told == {
        ("p1", "Example Ltd", True, None, None, None), ("p2", None, None, None, None, None),
        ("ring00", None, None, "confirmed", "two", None), ("ring01", None, None, None, None, "ban"),
    }  # fmt: skip


def test_direct_ties_of_two_kinds_are_two_relationships(graph: Connection) -> None:
    told = answers(graph, "MATCH (a:Account)-[r:RELATED_TO]->(b:Account) RETURN a.id, b.id, r.kind")
    assert told == set(RELATIONS)


def test_rings_are_those_of_the_run(case: gr.Case, graph: Connection) -> None:
    run = case.run()
    assert len(run.rings)
    told = answers(graph, "MATCH (a:Account)-[m:MEMBER_OF]->(r:Ring) RETURN r.id, r.verdict, a.id, m.tier, m.role")
    assert told == {(r.id, r.verdict, m.account_id, m.tier, None) for r in run.rings for m in r.members}
    for ring in run.rings:
        s = ring.summary
        (row,) = graph.read(
            "MATCH (r:Ring {id: $id})-[:BECAUSE]->(e:Evidence)"
            " RETURN r.score AS score, r.prior AS prior, sum(e.points) AS points, r.n_members AS n", id=ring.id,
        )  # fmt: skip
        assert row["score"] == float(s.score) == pytest.approx(row["prior"] + row["points"], abs=1e-9)
        assert row["n"] == s.n_members
        shared = graph.read(
            "MATCH (:Ring {id: $id})-[x:SHARES]->(e:Entity) RETURN e.id AS e, x.n_members AS n", id=ring.id
        )
        assert {(row["e"], row["n"]) for row in shared} == {(e.entity_id, e.n_members) for e in (*s.entities, *s.hubs)}
        ties = graph.read(
            "MATCH (a)-[t:TIED_TO {ring_id: $id}]->(b) RETURN a.id AS a, b.id AS b, t.weight AS w", id=ring.id
        )
        assert {tuple(row.values()) for row in ties} == {(t.account_a, t.account_b, t.weight) for t in s.ties}


def test_how_many_trusted_share_a_thing_is_a_figure_of_the_run(case: gr.Case, graph: Connection) -> None:
    trusted = "MATCH (r:Ring)-[s:SHARES]->(e:Entity) RETURN r.run_id, e.id, s.n_trusted_outside"
    assert {n for _, _, n in answers(graph, trusted)} == {None}  # the case has no cohort
    old = table("account_id created_at verified", [(f"p{i}", "2025-01-01T00:00:00Z", True) for i in range(3, 200)])
    assert case.ingest(old, kind="accounts").ok
    both = [*(f"p{i}" for i in range(10, 20)), *(f"ring{i:02}" for i in range(12))]
    seen = "2026-03-05T00:00:00Z"
    assert case.ingest(table("account_id kind entity_id time", [(a, "ip_address", "192.0.2.1", seen) for a in both])).ok
    run = case.find_rings(settings=gr.Settings.of({"cohort": {"min_accounts": 20}, "judge": {"prior": 0.0}}))
    assert case.publish().switched
    told = answers(graph, trusted)
    assert told == {
        (run.id, e.entity_id, e.n_trusted_outside) for r in run.rings for e in (*r.summary.entities, *r.summary.hubs)
    }
    assert {n for _, _, n in told} > {0}


def test_a_second_publish_sends_nothing_and_says_so(
    case: gr.Case, graph: Connection, graphring: Graphring, neo4j: Neo4j
) -> None:
    before = whole(graph)
    done = graphring("publish", case.path, env=neo4j.env)
    assert "nothing was sent" in done.stderr
    assert case.publish().changes == ()
    assert whole(graph) == before


def test_only_what_changed_is_sent(case: gr.Case, graph: Connection) -> None:
    assert case.ingest(
        table("account_id kind entity_id time", [("p1", "device", "device-2", "2026-04-01T00:00:00Z")])
    ).ok
    changes = {change.name: (change.sent, change.deleted) for change in case.publish().changes}
    assert changes == {"Account": (1, 0), "Device": (1, 0), "USED_DEVICE": (1, 0)}


def test_what_is_no_longer_in_the_case_is_deleted(case: gr.Case, graph: Connection) -> None:
    assert graph.read("MATCH (:Account)-[r:TIED_TO]->() RETURN count(r) > 0 AS any") == [{"any": True}]
    case.find_rings(settings=gr.Settings.of({"judge": {"prior": -9.0}}))
    done = case.publish()
    assert done.switched
    assert {c.name: c.deleted for c in done.changes if c.deleted}.keys() == {"TIED_TO"}
    assert graph.read("MATCH (r:Ring) RETURN count(r) AS n") == [{"n": 0}]
    assert graph.read("MATCH (:Account)-[r:TIED_TO]->() RETURN count(r) AS n") == [{"n": 0}]


def test_the_rings_before_stay_readable_until_the_next_run(case: gr.Case, graph: Connection) -> None:
    first = case.run().id
    second = case.find_rings(settings=gr.Settings.of({"judge": {"prior": -2.5}})).id
    assert case.publish().switched
    assert answers(graph, "MATCH (r:Ring) RETURN DISTINCT r.run_id") == {(second,)}
    members = answers(graph, "MATCH (a:Account)-[:MEMBER_OF]->(r:PreviousRing) RETURN r.run_id, a.id")
    assert members == {(first, m.account_id) for r in case.run(first).rings for m in r.members}
    succeeds = answers(graph, "MATCH (new:Ring)-[:SUCCEEDS]->(old:PreviousRing) RETURN new.id, old.id")
    assert succeeds == {(r.id, r.id) for r in case.run(first).rings}
    states = answers(graph, "MATCH (r:Run) RETURN r.id, r.state")
    assert states == {(first, "previous"), (second, "current")}
    third = case.find_rings(settings=gr.Settings.of({"judge": {"prior": -2.6}})).id
    case.publish()
    assert answers(graph, "MATCH (r:PreviousRing) RETURN DISTINCT r.run_id") == {(second,)}
    assert answers(graph, "MATCH (r:Run) RETURN r.id, r.state") == {
        (first, "past"), (second, "previous"), (third, "current"),
    }  # fmt: skip
    case.publish(run_id=first)
    assert answers(graph, "MATCH (r:Ring) RETURN DISTINCT r.run_id") == {(first,)}


def test_the_newest_decision_on_a_ring_is_on_its_node(case: gr.Case, graph: Connection) -> None:
    ring = case.run().rings[0].id
    for decision, by, at in (
        ("hold", "one", "2026-04-01"),
        ("confirmed", "two", "2026-04-02"),
        ("hold", "old", "2026-03-01"),
    ):
        case.ingest(table("what id decision reason by at", [("ring", ring, decision, "seen", by, at)]), tz="UTC")
        case.publish()
    decided = "MATCH (r:Ring) WHERE r.decision IS NOT NULL RETURN r.id, r.decision, r.decided_by"
    assert answers(graph, decided) == {(ring, "confirmed", "two")}
    case.find_rings(settings=gr.Settings.of({"judge": {"prior": -2.5}}))
    case.publish()
    assert answers(graph, decided) == {(ring, "confirmed", "two")}


def test_an_emptied_database_gets_everything(case: gr.Case, graph: Connection, neo4j: Neo4j) -> None:
    before = whole(graph)
    neo4j.clean()
    assert case.publish().switched
    assert whole(graph) == before


def test_a_case_that_forgot_what_it_sent_mends_the_graph(case: gr.Case, graph: Connection) -> None:
    before = whole(graph)
    graph.write("MATCH (a:Account {id: 'p1'})-[r:PAID_WITH]->() DELETE r")
    graph.write("CREATE (:Account {id: 'nobody'})-[:USED_DEVICE]->(:Device:Entity {id: 'nothing', kind: 'device'})")
    for state in case.path.glob("published/*/state.json"):
        state.unlink()
    case.publish()
    nodes, relationships = whole(graph)
    previous = {label: rows for label, rows in nodes.items() if label.startswith("Previous")}
    assert {label: rows for label, rows in nodes.items() if label not in previous} == before[0]
    assert relationships["PAID_WITH"] == before[1]["PAID_WITH"]
    assert relationships["USED_DEVICE"] == before[1]["USED_DEVICE"]


def test_the_graph_of_another_case_is_left_alone(graph: Connection, tmp_path: Path) -> None:
    other = gr.Case.create(tmp_path / "other", key=TEST_KEY)
    other.ingest(links())
    other.find_rings()
    with pytest.raises(GraphDatabaseTakenError, match=r"graph of another case \(case\)"):
        other.publish()


def test_accounts_of_somebody_else_are_left_alone(case: gr.Case, neo4j: Neo4j) -> None:
    with neo4j.connect() as graph:
        graph.write("CREATE (:Account {number: 1})")
    with pytest.raises(GraphDatabaseTakenError, match="did not publish"):
        case.publish()


def test_a_kind_that_can_be_no_label_is_refused(case: gr.Case) -> None:
    case.ingest(table("account_id kind entity_id", [("p1", "x`) DETACH DELETE n //", "1")]))
    with pytest.raises(InputError, match="can be no label"):
        case.publish()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"NEO4J_URI": "bolt://127.0.0.1:1"}, "no Neo4j answers at bolt://127.0.0.1:1"),
        ({"NEO4J_PASSWORD": "another"}, "does not take this password for the user neo4j; set NEO4J_USER"),
        ({"NEO4J_DATABASE": "nowhere"}, "has no database nowhere; set NEO4J_DATABASE"),
        ({"NEO4J_URI": ""}, "no Neo4j was named; set NEO4J_URI"),
    ],
)
def test_what_keeps_it_from_publishing_is_one_sentence_with_the_mend(
    case: gr.Case, neo4j: Neo4j, graphring: Graphring, changed: dict[str, str], told: str
) -> None:
    done = graphring("publish", case.path, env={**neo4j.env, **changed}, ok=False)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_hub_that_is_gone_is_deleted_with_all_its_links(neo4j: Neo4j) -> None:
    """More relationships than fit one batch."""
    with neo4j.connect() as graph:
        for at in range(0, 25_000, 5_000):
            graph.write("UNWIND range($at, $at + 4999) AS i CREATE (:Account {id: toString(i)})", at=at)
        graph.write("CREATE (:Client:Entity {id: 'one', kind: 'client'})")
        for at in range(0, 25_000, 5_000):
            graph.write(
                "MATCH (c:Client {id: 'one'}) UNWIND range($at, $at + 4999) AS i MATCH (a:Account {id: toString(i)})"
                " CREATE (a)-[:USED_CLIENT]->(c)",
                at=at,
            )
        client = next(row for row in ENTITIES if row.label == "Client")
        Load(graph, Lock("me"), Silent()).delete(client, [[("one",)]], 1)
        assert graph.read("MATCH (c:Client) RETURN count(c) AS n") == [{"n": 0}]
        assert graph.read("MATCH (:Account)-[r:USED_CLIENT]->() RETURN count(r) AS n") == [{"n": 0}]


KEY_OF_ACCOUNTS = """
SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties
WHERE labelsOrTypes = ['Account'] AND properties = ['id']
RETURN name
"""


def test_an_index_that_lost_its_key_is_replaced(case: gr.Case, graph: Connection) -> None:
    # what a disk that is full, or a kill, in the middle of making the key leaves behind
    graph.write(f"DROP CONSTRAINT `{graph.read(KEY_OF_ACCOUNTS)[0]['name']}`")
    graph.write("CREATE INDEX constraint_0f1e2d FOR (n:Account) ON (n.id)")
    assert graph.read(KEY_OF_ACCOUNTS) == []
    assert case.publish().changes == ()
    assert len(graph.read(KEY_OF_ACCOUNTS)) == 1
