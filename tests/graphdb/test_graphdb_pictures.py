"""A picture has at most 10,000 nodes, also of a ring of 50,000 members, which every one of them could fill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from local_neo4j import Neo4j

from graphring.graphdb.answers import answer
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statements
from graphring.graphdb.queries import library

MEMBERS, MOST = 50_000, 10_000
PICTURES = [query.name for query in library().queries if query.shape == "graph"]
RINGS = """
UNWIND range(1, 400) AS i
CREATE (r:Ring {uid: 'run R-' + i, id: 'R-' + i, run_id: 'run', verdict: 'ring', score: 9.0 / i, n_members: 2})
"""
ACCOUNTS = """
UNWIND range($from, $to - 1) AS i
MATCH (r:Ring {uid: 'run R-1'})
CREATE (a:Account {id: 'a-' + i})-[:MEMBER_OF {n_specific: 3, tier: 'core'}]->(r)
"""
THINGS = """
UNWIND range(0, $n - 1) AS i
CREATE (e:Entity:$($label) {id: $label + '-' + i, kind: $label, family: $family, n_accounts: 90, name: 'x'})
WITH e
MATCH (r:Ring)
WHERE r.id IN ['R-1', 'R-2', 'R-3']
CREATE (r)-[:SHARES {n_members: $members, n_outside: 0, specific: true, hub: false, weight: 4.0}]->(e)
"""
USES = """
UNWIND range($from, $to - 1) AS i
MATCH (a:Account {{id: 'a-' + i}})
MATCH (e:{label} {{id: '{label}-' + (i % $n)}})
CREATE (a)-[:{type}]->(e)
"""
"""Label and type literally: one that is a parameter is looked for in all nodes."""
TIES = """
UNWIND range($from, $to - 2) AS i
MATCH (a:Account {id: 'a-' + i})
MATCH (b:Account {id: 'a-' + (i + 1)})
CREATE (a)-[:TIED_TO {weight: 9.0, ring_id: 'R-1', families: ['payment']}]->(b)
"""
KINDS = {
    "PaymentInstrument": ("PAID_WITH", "payment", 1), "IPAddress": ("CONNECTED_FROM", "network", 600),
    "PromptTemplate": ("SENT", "content", 900),
}  # fmt: skip
"""Type of the use, family, and how many of it all members share."""


@pytest.fixture(scope="module")
def giant(neo4j_server: Neo4j) -> Iterator[Connection]:
    """The strongest ring has 50,000 members; two others share everything with it."""
    neo4j_server.clean()
    with neo4j_server.connect() as graph:
        for constraint in statements("schema/constraints"):
            graph.write(constraint)
        graph.write("CREATE (:Run {id: 'run', state: 'current'})")
        graph.write(RINGS)
        for at in range(0, MEMBERS, 10_000):
            graph.write(ACCOUNTS, **{"from": at, "to": at + 10_000})
            graph.write(TIES, **{"from": at, "to": at + 10_000})
        for label, (type_, family, n) in KINDS.items():
            graph.write(THINGS, label=label, family=family, n=n, members=MEMBERS // n)
            uses = USES.format(label=label, type=type_)
            for at in range(0, MEMBERS, 10_000):
                graph.write(uses, **{"from": at, "to": at + 10_000}, n=n)
        graph.write("CALL db.awaitIndexes(300)")
        yield graph
    neo4j_server.clean()


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_a_giant_is_bounded(name: str, giant: Connection) -> None:
    query = library().named(name)
    rows = answer(giant, query, query.values({}))
    nodes = {end for row in rows for end in (tuple(row[:2]), tuple(row[3:])) if end != (None, None)}
    assert 1 < len(nodes) <= MOST
    assert len(rows) <= MOST
