"""Jobs on a graph that a real publish made, day after day: what comes out is what the case holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from local_neo4j import Neo4j
from published import case_of_everything

import graphring as gr
from graphring.graphdb.jobs.asked import Asked, parameters_of
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.columns import time_of
from graphring.graphdb.jobs.due import run_due
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.run import Outcome

MONDAY = "2027-01-11T06:01:00Z"
TUESDAY = "2027-01-12T05:36:00Z"


@pytest.fixture
def case(neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gr.Case:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    return case_of_everything(tmp_path / "case")


def exported(neo4j: Neo4j, to: Path, at: str) -> dict[str, Outcome]:
    told = {outcome.job: outcome for outcome in run_due(catalog().jobs, Asked(to, time_of(at)), neo4j.address)}
    assert {outcome.state for outcome in told.values()} <= {"done", "same"}, told
    return told


def rows_of(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.file
    if outcome.file.suffix == ".parquet":
        return list(pq.read_table(outcome.file).to_pylist())
    with outcome.file.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) if outcome.file.suffix == ".csv" else [json.loads(line) for line in file]


def test_two_days(case: gr.Case, neo4j: Neo4j, tmp_path: Path) -> None:
    case.publish()
    first = exported(neo4j, tmp_path / "to", MONDAY)
    assert len(first) == len(catalog().jobs)
    rings = case.run().rings
    members = {(ring.id, member.account_id) for ring in rings for member in ring.summary.members}
    assert {(row["ring_id"], row["account_id"]) for row in rows_of(first["ring_members"])} == members != set()
    assert {row["ring_id"] for row in rows_of(first["new_rings"])} == {ring.id for ring in rings}
    assert [row["check"] for row in rows_of(first["integrity"]) if row["ok"] != "true"] == []
    (figures,) = rows_of(first["dashboard"])
    assert figures["n_rings"] + figures["n_review"] == len(rings)
    confirmed = {row["account_id"] for row in rows_of(first["members_to_act_on"])}

    someone = next(account for _, account in sorted(members) if account not in confirmed)
    decided = tmp_path / "decisions.csv"
    decided.write_text(f"what,id,decision,reason,by\naccount,{someone},confirmed,seen,somebody\n", encoding="utf-8")
    assert case.ingest(decided).ok
    case.publish()
    second = exported(neo4j, tmp_path / "to", TUESDAY)
    told = [(row["change"], row["account_id"]) for row in rows_of(second["members_to_act_on"])]
    assert told == [("new", someone)]
    assert second["drift"].rows == second["changed_rings"].rows == second["new_rings"].rows == 0
    assert second["ring_members"].state == "same", "the same run is told once"


@pytest.mark.parametrize("job", catalog().jobs, ids=lambda job: job.name)
def test_the_server_knows_every_name_in_the_statement(job: Job, neo4j_server: Neo4j) -> None:
    """After a real publish: labels, types and properties are those that publish writes."""
    with neo4j_server.connect() as graph:
        now = time_of(MONDAY)
        plan = graph.explain(job.statement, **parameters_of(job, ()), now=now, since=now)
    assert plan.notices == ()
