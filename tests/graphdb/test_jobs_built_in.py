"""Each job that comes with graphring, on a small known graph on the real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jobs_graph as made
import pytest
from local_neo4j import Neo4j

from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked, parameters_of
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.run import run

NOW = datetime(2026, 1, 12, tzinfo=UTC)
JOBS = catalog().jobs
RUN = "run-1"
FIRST, LAST = "2026-01-01T00:00:00Z", "2026-01-09T00:00:00Z"
SCANS = re.compile(
    r"AllNodesScan|AllRelationshipsScan"
)  # of the labels and types of rings, scans are right: they are few


@pytest.fixture(scope="module")
def filled(neo4j_server: Neo4j) -> Iterator[Connection]:
    neo4j_server.clean()
    with neo4j_server.connect() as graph:
        made.fill(graph)
        yield graph


def exported(name: str, graph: Connection, to: Path, **other: Any) -> list[dict[str, Any]]:
    outcome = run(catalog().job(name), Asked(to, NOW, format="jsonl", **other), graph.address)
    assert outcome.state == "done", outcome.reason
    assert outcome.file
    return [json.loads(line) for line in outcome.file.read_text(encoding="utf-8").splitlines()]


def cells(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_every_built_in_file_is_a_job() -> None:
    assert catalog().mistakes == ()
    assert len(JOBS) >= 10


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_the_server_has_nothing_against_the_statement(job: Job, filled: Connection) -> None:
    plan = filled.explain(job.statement, **parameters_of(job, ()), now=NOW, since=NOW)
    assert plan.notices == ()
    assert not [step for step in plan.steps if SCANS.search(step)]


def test_new_and_changed_rings(filled: Connection, tmp_path: Path) -> None:
    rows = exported("changed_rings", filled, tmp_path)
    told = [("new", "R-1", "ring", 3, "confirmed", None), ("new", "R-2", "review", 2, None, None)]
    assert cells(rows, "change", "ring_id", "verdict", "n_members", "decision", "n_members_before") == told
    assert rows[0] == {
        "change": "new", "ring_id": "R-1", "verdict": "ring", "title": "Ring R-1", "score": 2.0, "confidence": "high",
        "n_members": 3, "families": ["payment", "content"], "best_rival": "one organisation", "settles": "Ask.",
        "first_seen": FIRST, "last_seen": LAST, "first_found_at": "2026-01-10T00:00:00Z", "decision": "confirmed",
        "run_id": RUN, "n_members_before": None, "verdict_before": None,
    }  # fmt: skip
    assert cells(exported("new_rings", filled, tmp_path), "ring_id", "bottom_line") == [
        ("R-1", "Acts as one."),
        ("R-2", "Acts as one."),
    ]


def test_only_what_a_person_has_confirmed_is_to_act_on(filled: Connection, tmp_path: Path) -> None:
    rows = exported("members_to_act_on", filled, tmp_path)
    assert cells(rows, "account_id", "decided_by", "ring_ids", "tier", "enforcement") == [
        ("a-1", "somebody", ["R-1"], "core", "warned")
    ]


@pytest.mark.parametrize("role", ["bystander", "victim", "proxy_customer"])
def test_bystanders_are_never_to_act_on_whatever_was_decided(role: str, filled: Connection, tmp_path: Path) -> None:
    filled.write("MATCH (:Account {id: 'a-1'})-[m:MEMBER_OF]->(:Ring) SET m.role = $role", role=role)
    try:
        assert exported("members_to_act_on", filled, tmp_path) == []
    finally:
        filled.write("MATCH (:Account {id: 'a-1'})-[m:MEMBER_OF]->(:Ring) REMOVE m.role")


def test_the_snapshot_of_members(filled: Connection, tmp_path: Path) -> None:
    rows = exported("ring_members", filled, tmp_path)
    pairs = [("R-1", "a-1"), ("R-1", "a-2"), ("R-1", "a-3"), ("R-2", "b-1"), ("R-2", "b-2")]
    assert cells(rows, "ring_id", "account_id") == pairs
    assert {row["run_id"] for row in rows} == {RUN}


def test_what_is_blocked_is_specific_to_confirmed_rings_and_ends(filled: Connection, tmp_path: Path) -> None:
    rows = exported("entities_to_block", filled, tmp_path)
    assert cells(rows, "entity_id", "ring_ids", "last_seen", "expires_at") == [
        ("card-1", ["R-1"], LAST, "2026-07-08T00:00:00Z")
    ]
    wider = exported("entities_to_block", filled, tmp_path, parameters=("max_outside=40", "other_days=1000"))
    assert cells(wider, "entity_id") == [("card-1",), ("card-common",), ("old-card",)]


def test_evidence_and_rivals(filled: Connection, tmp_path: Path) -> None:
    rows = exported("evidence", filled, tmp_path)
    assert cells(rows, "ring_id", "rank", "name", "points", "innocent_reasons") == [
        ("R-1", 1, "shared_card", 5.0, ["a household"]),
        ("R-2", 1, "shared_card", 5.0, ["a household"]),
    ]
    assert cells(exported("rivals", filled, tmp_path), "ring_id", "hypothesis", "support") == [
        ("R-1", "one organisation", -1.0),
        ("R-2", "one organisation", -1.0),
    ]


def test_hubs(filled: Connection, tmp_path: Path) -> None:
    rows = exported("hubs", filled, tmp_path)
    assert cells(rows, "entity_id", "class", "n_accounts", "n_rings") == [("hub-1", "reseller", 500, 2)]
    assert exported("hubs", filled, tmp_path, parameters=("min_accounts=501",)) == []


def test_figures_for_a_dashboard(filled: Connection, tmp_path: Path) -> None:
    assert exported("dashboard", filled, tmp_path) == [{
        "run_id": RUN, "published_at": "2026-01-10T00:00:00Z", "n_accounts": 6, "n_entities": 6, "n_rings": 1,
        "n_review": 1, "n_explained": 1, "n_ring_members": 3, "n_review_members": 2, "n_largest": 3, "n_undecided": 1,
        "n_confirmed": 1, "n_enforced": 1, "n_hubs": 1,
    }]  # fmt: skip


def test_the_history_of_runs(filled: Connection, tmp_path: Path) -> None:
    rows = exported("runs", filled, tmp_path)
    assert cells(rows, "run_id", "published_at", "n_review") == [("run-0", LAST, 1), (RUN, "2026-01-10T00:00:00Z", 1)]
    assert exported("runs", filled, tmp_path) == []
    since = datetime(2026, 1, 10, tzinfo=UTC)
    assert cells(exported("runs", filled, tmp_path, since=since), "run_id") == [(RUN,)]


def test_a_whole_graph_passes_every_check(filled: Connection, tmp_path: Path) -> None:
    rows = exported("integrity", filled, tmp_path)
    assert len(rows) == 7
    assert [row for row in rows if not row["ok"] or row["n"] or row["example"]] == []


BROKEN = {
    "one_run": "MERGE (r:Run {id: 'second'}) SET r.state = 'current'",
    "rings_of_one_run": "MATCH (r:Ring {id: 'R-1'}) SET r.run_id = 'run-0'",
    "members_counted": "MATCH (r:Ring {id: 'R-1'}) SET r.n_members = 4",
    "one_ring_each": "MATCH (a:Account {id: 'a-1'}) MATCH (r:Ring {id: 'R-2'}) MERGE (a)-[:MEMBER_OF]->(r)",
    "scores_add_up": "MATCH (r:Ring {id: 'R-1'}) SET r.score = 2.5",
    "something_is_shared": "MATCH (:Ring {id: 'R-1'})-[s:SHARES]->() DELETE s",
    "one_label": "MATCH (r:Ring {id: 'R-1'}) SET r:StagedRing",
}


@pytest.mark.parametrize("check", BROKEN)
def test_each_check_sees_what_it_is_for(check: str, graph: Connection, tmp_path: Path) -> None:
    made.fill(graph)
    graph.write(BROKEN[check])
    wrong = {row["check"]: row for row in exported("integrity", graph, tmp_path) if not row["ok"]}
    assert wrong[check]["n"] >= 1
    assert wrong[check]["example"]
