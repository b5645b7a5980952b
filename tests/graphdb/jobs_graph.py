"""A small graph in the form that publish gives it, for jobs: two rings, a confirmed account, a hub, two runs."""

from __future__ import annotations

from typing import Any

from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statements

RUN = """
MERGE (r:Run {id: $id})
SET r.state = 'current', r.published_at = datetime($at), r.created_at = datetime($at), r.n_accounts = 9,
    r.n_trusted = 0, r.n_ties = 3, r.n_rings = 1, r.n_review = 1, r.n_explained = 0, r.n_weak = 2,
    r.until = datetime($at), r.notices = ['no cohort'], r.graphring_version = '1', r.settings_sha256 = 'ab'
"""
PREVIOUS = "MATCH (r:Run {state: 'current'}) SET r.state = 'previous'"
RING = """
MERGE (r:Ring {id: $id})
SET r.uid = $run + ' ' + $id, r.run_id = $run, r.verdict = $verdict, r.title = $title, r.bottom_line = 'Acts as one.',
    r.score = 2.0, r.prior = -3.0, r.confidence = 'high', r.families = ['payment', 'content'], r.settles = 'Ask.',
    r.n_members = size($members), r.first_seen = datetime('2026-01-01T00:00:00Z'),
    r.last_seen = datetime('2026-01-09T00:00:00Z'), r.first_found_at = datetime('2026-01-10T00:00:00Z')
WITH r
CALL (r) { MATCH (r)<-[m:MEMBER_OF]-() DELETE m }
CALL (r) {
  UNWIND $members AS id
  MERGE (a:Account {id: id})
  SET a.first_seen = r.first_seen, a.last_seen = r.last_seen
  MERGE (a)-[m:MEMBER_OF]->(r)
  SET m.tier = 'core', m.n_specific = 2, m.families = r.families
}
MERGE (e:Evidence {uid: r.uid + ' shared_card'})
SET e.name = 'shared_card', e.family = 'payment', e.title = 'A card', e.detail = '3 on one card', e.points = 5.0,
    e.value = 0.5, e.n_members = 3, e.rank = 1, e.innocent_reasons = ['a household'], e.run_id = $run
MERGE (r)-[:BECAUSE]->(e)
MERGE (h:Hypothesis {id: 'H2'})
SET h.name = 'one organisation', h.claim = 'They are one firm.'
MERGE (r)-[v:RIVALLED_BY]->(h)
SET v.rank = 1, v.support = -1.0, v.prior = -2.0, v.evidence_for = ['+1.00 x'], v.evidence_against = ['-1.00 y'],
    v.settles = 'Ask.'
"""
SHARED = """
MERGE (e:Entity {id: $id})
SET e:PaymentInstrument, e.kind = $kind, e.name = $id, e.family = 'payment', e.class = $class,
    e.class_reason = 'a list', e.n_accounts = $n_accounts, e.first_seen = datetime('2026-01-01T00:00:00Z'),
    e.last_seen = datetime($last_seen)
WITH e
UNWIND $rings AS id
MATCH (r:Ring {id: id})
MERGE (r)-[s:SHARES]->(e)
SET s.n_members = 3, s.n_outside = $n_outside, s.weight = 4.0, s.specific = $specific, s.hub = NOT $specific
"""
DECISION = """
MATCH (n:$($label) {id: $id})
SET n.decision = $decision, n.decision_reason = 'seen', n.decided_by = 'somebody',
    n.decided_at = datetime('2026-01-10T09:00:00Z'), n.decision_until = datetime($until)
"""
NOISE = (
    "MERGE (r:PreviousRing {uid: 'old'}) SET r.id = 'R-old', r.run_id = 'run-0', r.n_members = 1"
    " MERGE (a:Account {id: 'elsewhere'}) MERGE (a)-[m:MEMBER_OF]->(r) SET m.role = 'operated'"
    " MERGE (g:Group {uid: 'explained'}) SET g.id = 'G-1', g.run_id = 'run-0'",
    "MERGE (r:StagedRing {uid: 'next'}) SET r.id = 'R-next', r.run_id = 'run-9', r.n_members = 1",
    "MERGE (a:Account {id: 'a-1'}) SET a.closed_at = datetime('2026-01-11T00:00:00Z'), a.enforcement = 'warned',"
    " a.enforced_at = datetime('2026-01-11T00:00:00Z')",
)


def schema(graph: Connection) -> None:
    for query in statements("schema/constraints"):
        graph.write(query)


def ring(graph: Connection, id_: str, members: list[str], *, run: str = "run-1", **other: Any) -> None:
    graph.write(RING, **{"id": id_, "members": members, "run": run, "verdict": "ring", "title": f"Ring {id_}", **other})


def shared(graph: Connection, id_: str, rings: list[str], **other: Any) -> None:
    usual = {"kind": "payment_instrument", "class": None, "n_accounts": 3, "n_outside": 0, "specific": True}
    graph.write(SHARED, **{"id": id_, "rings": rings, "last_seen": "2026-01-09T00:00:00Z", **usual, **other})


def decide(graph: Connection, label: str, id_: str, decision: str, until: str | None = None) -> None:
    graph.write(DECISION, label=label, id=id_, decision=decision, until=until)


def published(graph: Connection, id_: str, at: str) -> None:
    graph.write(PREVIOUS)
    graph.write(RUN, id=id_, at=at)


def fill(graph: Connection) -> None:
    """Run run-1 with rings R-1 (a-1, a-2, a-3) and R-2 (b-1, b-2), and what jobs must leave out."""
    schema(graph)
    published(graph, "run-0", "2026-01-09T00:00:00Z")
    published(graph, "run-1", "2026-01-10T00:00:00Z")
    ring(graph, "R-1", ["a-1", "a-2", "a-3"])
    ring(graph, "R-2", ["b-1", "b-2"], verdict="review")
    for query in NOISE:
        graph.write(query)
    shared(graph, "card-1", ["R-1"])
    shared(graph, "card-2", ["R-2"])
    shared(graph, "card-common", ["R-1"], n_outside=40)
    shared(graph, "old-card", ["R-1"], last_seen="2025-01-01T00:00:00Z")
    shared(graph, "hub-1", ["R-1", "R-2"], specific=False, n_accounts=500, **{"class": "reseller"})
    shared(graph, "allowed", ["R-1"])
    decide(graph, "Entity", "allowed", "allow")
    decide(graph, "Ring", "R-1", "confirmed")
    decide(graph, "Account", "a-1", "confirmed")
    decide(graph, "Account", "a-2", "confirmed", until="2026-01-09T00:00:00Z")
    decide(graph, "Account", "b-1", "cleared")
