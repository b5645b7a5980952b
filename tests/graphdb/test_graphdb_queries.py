"""Every question on a world whose answers can be told by hand, on the real server.

`browse/NAME.json` holds the rows of each as it stands. What the tests below work out from the planted links, they work
out without Cypher.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import planted
import pytest
from local_neo4j import Neo4j
from planted import LENT, LINKS, NAT, NEWCOMER, OFFICE, SECOND_DAY, A, B, C
from told import told

from graphring.graphdb.answers import answer, asked, columns
from graphring.graphdb.connect import Connection
from graphring.graphdb.queries import Query, library

LIBRARY = library()
EXPECTED = Path(__file__).with_name("browse")
QUERIES = [pytest.param(query, id=query.name) for query in LIBRARY.queries]
MAY_BE_SCANNED = {
    "Ring", "Group", "PreviousRing", "Run", "Hypothesis",  # dozens of them
    "SUCCEEDS",  # one a ring
}  # fmt: skip
MAY_BE_SCANNED_BY_INDEX = {"Account(decision)", "Entity(decision)", "Entity(class)"}  # of those that have one
USES = LINKS + SECOND_DAY
LOWER = r"\b(match|where|return|with|unwind|limit|call|order by|optional|union|as|and|or)\b"
INSIDE = r".(?<!OPTIONAL )\b(MATCH|RETURN|UNWIND|WHERE|ORDER BY|LIMIT|UNION)\b"
"""A clause that does not begin its line."""


@pytest.fixture(scope="module")
def published(neo4j_server: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Both days of the planted world, each published."""
    neo4j_server.clean()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.env.items():
            patch.setenv(name, value)
        case = planted.first_day(tmp_path_factory.mktemp("planted") / "case")
        case.publish()
        planted.second_day(case)
        case.publish()
        with neo4j_server.connect() as graph:
            yield graph


def ask(graph: Connection, name: str, **words: str) -> list[dict[str, Any]]:
    query = LIBRARY.named(name)
    return told(columns(query), answer(graph, query, query.values(words)))


def having(kind: str, thing: str) -> set[str]:
    """Accounts that use it."""
    return {account for account, k, entity, _ in USES if (k, entity) == (kind, thing)}


def test_there_are_enough_and_all_can_be_read() -> None:
    assert LIBRARY.faults == {}
    assert len(LIBRARY.queries) >= 25
    assert {path.stem for path in EXPECTED.glob("*.json")} == {query.name for query in LIBRARY.queries}


@pytest.mark.parametrize("query", QUERIES)
def test_the_answer_is_what_is_written_beside_it(published: Connection, query: Query) -> None:
    expected = json.loads((EXPECTED / f"{query.name}.json").read_text(encoding="utf-8"))
    assert told(columns(query), answer(published, query, query.values({}))) == expected


@pytest.mark.parametrize("query", QUERIES)
def test_it_pastes_as_it_is(published: Connection, query: Query) -> None:
    """The file itself, header and defaults included, gives the columns and rows that a run gives."""
    pasted = published.read(query.text)
    assert pasted == published.read(query.statement, given=query.values({}))
    assert not pasted or tuple(pasted[0]) == query.columns


@pytest.mark.parametrize("query", QUERIES)
def test_neo4j_warns_of_nothing_and_reads_no_end_to_end(published: Connection, query: Query) -> None:
    plan = published.explain(asked(query), given=query.values({}))
    assert plan.notices == ()
    assert "AllNodesScan" not in plan.steps
    for scan in plan.scans:
        label = re.search(r":(\w+)", scan)
        assert label, scan
        index = re.search(r"(\w+\(\w+\))", scan)
        assert label[1] in MAY_BE_SCANNED or (index and index[1] in MAY_BE_SCANNED_BY_INDEX), scan


@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_told_apart_and_in_one_order(published: Connection, query: Query) -> None:
    rows = published.read(query.text)
    keys = [json.dumps([row[name] for name in query.header.list("identity")], default=str) for row in rows]
    assert len(set(keys)) == len(keys)
    assert rows == published.read(query.text)
    last = query.statement.rpartition("ORDER BY")[2]
    if query.shape != "graph":
        assert all(re.search(rf"\b{name}\b", last) for name in query.header.list("identity"))


@pytest.mark.parametrize("query", [q for q in LIBRARY.queries if q.shape == "graph"], ids=lambda q: q.name)
def test_a_picture_is_bounded_by_the_statement(query: Query) -> None:
    """Whatever the graph: a LIMIT or a list cut short."""
    assert re.search(r"LIMIT \d+|\[\.\.\d+\]", query.statement)


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_written_as_the_house_writes(query: Query) -> None:
    for line in query.statement.splitlines():
        bare = re.sub(r"'[^']*'", "''", line)
        assert not re.search(LOWER, bare), line
        outside = re.sub(r"(COUNT|EXISTS) \{.*\}|\[\w+ IN .*?\]|any\(.*?\)", "", bare.strip())
        assert not re.search(INSIDE, outside), line
        assert len(line) <= 120


# What the planted links say.


def test_rings_are_those_that_were_planted(published: Connection) -> None:
    assert {(row["ring"], row["members"]) for row in ask(published, "rings")} == {("ring A", 13), ("ring B", 8)}
    assert ask(published, "rings", verdict="review") == []


def test_members_are_those_that_were_planted(published: Connection) -> None:
    for name, members in (("ring A", {*A, NEWCOMER}), ("ring B", set(B))):
        ring = next(id_ for id_, known in planted.RINGS.items() if known == name)
        assert {row["account"] for row in ask(published, "ring_members", ring=ring)} == members


def test_what_came_went_and_moved(published: Connection) -> None:
    assert [(r["ring"], r["joined"], r["left"]) for r in ask(published, "rings_changed")] == [("ring A", 1, 0)]
    assert [(r["ring"], r["members"]) for r in ask(published, "rings_gone")] == [("ring C", len(C))]
    assert ask(published, "rings_new") == []
    assert {r["ring"] for r in ask(published, "rings_new", since="2020-01-01")} == {"ring A", "ring B"}
    moved = {(r["account"], r["ring_before"], r["ring_now"]) for r in ask(published, "members_moved")}
    assert moved == {(NEWCOMER, None, "ring A"), *((c, "ring C", None) for c in C)}


def test_a_score_is_the_sum_of_its_lines(published: Connection) -> None:
    scores = {row["id"]: row["score"] for row in published.read("MATCH (r:Ring) RETURN r.id AS id, r.score AS score")}
    for ring, score in scores.items():
        query = LIBRARY.named("ring_evidence")
        points = [row[4] for row in answer(published, query, query.values({"ring": ring}))]
        assert sum(points) == pytest.approx(score, abs=1e-9)


def test_what_two_accounts_share_is_what_both_use(published: Connection) -> None:
    for one, other in (("a01", "a02"), ("a05", "a09"), ("a05", "b01"), ("p020", "a01"), ("a01", "c01")):
        expected = {(k, e) for a, k, e, _ in USES if a == one} & {(k, e) for a, k, e, _ in USES if a == other}
        rows = ask(published, "accounts_shared", one=one, other=other)
        exchanged = {("prompt_template", "tpl-a")} if {one, other} <= set(A[:6]) else set()
        domain = {("email_domain", "post.example")} if {one, other} <= set(A) else set()
        assert {(row["kind"], row["entity"]) for row in rows} == expected | exchanged | domain


def test_over_a_third_where_nothing_is_shared(published: Connection) -> None:
    """o01 has only phone-a1 with ring A; the others on it share a card or, all but the newcomer, a domain with a05."""
    links = ask(published, "accounts_shared_graph", one="o01", other="a05")
    thirds = {row["from_id"] for row in links} - {"o01", "a05"}
    assert thirds == having("device", "phone-a1") & (having("payment_instrument", "card-a1") | set(A)) - {"a05"}


def test_who_has_a_thing(published: Connection) -> None:
    for kind, thing in (("device", "phone-a1"), ("ip_address", NAT), ("client", "shell/1")):
        assert {r["account"] for r in ask(published, "entity_users", kind=kind, entity=thing)} == having(kind, thing)
    rows = ask(published, "entity_users", entity=planted.card("card-b1"))
    assert {(r["account"], r["ring"]) for r in rows} == {(b, "ring B") for b in having("payment_instrument", "card-b1")}


def test_hubs_are_told_and_left_out_of_neighbourhoods(published: Connection) -> None:
    discounted = {(r["entity"], r["ring"], r["members"], r["outside"]) for r in ask(published, "hubs_discounted")}
    assert discounted == {(NAT, "ring A", 4, 116), ("198.51.100.0/24", "ring A", 4, 116)}
    assert {r["entity"] for r in ask(published, "hubs")} == {NAT, *(thing.split()[1] for thing in LENT)}
    assert [r["entity"] for r in ask(published, "hubs", **{"class": "nat"})] == [NAT]
    near = {row["other"] for row in ask(published, "neighbourhood", account="a01")}
    assert near == {*A, NEWCOMER, "o01"} - {"a01"}
    wide = {row["other"] for row in ask(published, "network_neighbours", account="a01")}
    assert wide == having("ip_address", NAT) - {"a01"}


def test_a_bystander_is_no_member(published: Connection) -> None:
    rows = [(row["account"], row["kinds"], row["group"]) for row in ask(published, "bystanders")]
    assert rows == [("o01", ["device"], "the office")]


def test_the_office_is_explained(published: Connection) -> None:
    (row,) = ask(published, "groups_explained")
    assert (row["group"], row["hypothesis"], row["members"]) == ("the office", "H2", len(OFFICE))
    assert ask(published, "groups_explained", hypothesis="H3") == []


def test_only_what_a_person_confirmed_is_acted_on(published: Connection) -> None:
    """b02's decision has run out, a02 was cleared, and no verdict puts anybody here."""
    assert [row["account"] for row in ask(published, "accounts_to_act_on")] == ["a01"]
    assert [row["account"] for row in ask(published, "members_cleared")] == ["a02"]
    assert [row["ring"] for row in ask(published, "rings_to_review")] == ["ring A"]
    assert {row["id"] for row in ask(published, "decisions", decision="hold")} == {"ring B", "phone-a1"}


def test_what_links_two_rings(published: Connection) -> None:
    (row,) = ask(published, "rings_linked")
    assert {row["one"], row["other"]} == {"ring A", "ring B"}
    assert (row["entity"], row["accounts"]) == ("shell/1", len(having("client", "shell/1")))


def test_what_only_rings_have_is_used_by_nobody_else(published: Connection) -> None:
    rows = ask(published, "entities_to_block", least="1")
    insiders = {*A, *B, NEWCOMER}
    assert rows
    assert all(having(row["kind"], row["entity"]) <= insiders for row in rows if row["kind"] != "network")
    assert "phone-a1" not in {row["entity"] for row in rows}
    assert {row["entity"] for row in rows if row["kind"] == "device"} == {
        "phone-a2",
        "phone-a3",
        "phone-b1",
        "phone-b2",
    }


def test_relations_have_a_direction(published: Connection) -> None:
    rows = {(row["direction"], row["kind"], row["other"]) for row in ask(published, "related", account="a01")}
    assert rows == {("to", "transfer", "a02"), ("to", "referral", "p005"), ("from", "referral", "p006")}


def test_the_timeline_counts_the_exchanges(published: Connection) -> None:
    rows = [(row["day"], row["exchanges"]) for row in ask(published, "ring_timeline")]
    assert rows == [("2026-03-12", 6), ("2026-03-13", 6)]
    assert {row["hour"]: row["exchanges"] for row in ask(published, "ring_hours")} == {
        h: 2 * (h < 6) for h in range(24)
    }
    b = next(id_ for id_, name in planted.RINGS.items() if name == "ring B")
    assert ask(published, "ring_timeline", ring=b) == []  # no exchanges were told of it


HOSTILE = ("' RETURN 1 //", "\\' OR 1=1 //", "\\u0027 RETURN 1 //", "a\nb", "*/ x /*", "${a}", "\\")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_stays_a_value(published: Connection, text: str) -> None:
    """Whatever is written into the file for pasting is what a run sends as a parameter."""
    query = LIBRARY.named("account")
    assert published.read(query.pasted({"account": text})) == []
    echo = "WITH {a: null} AS given\nRETURN given.a AS a"
    one = Query("echo", echo, query.header, (type(query.parameters[0])("a", "text", "it", None),))
    assert published.read(one.pasted({"a": text})) == [{"a": text}] == published.read(one.statement, given={"a": text})
