"""Jobs on a graph that a real publish made, day after day: what comes out is what the case holds."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from local_neo4j import Neo4j
from published import case_of_everything

import graphring as gr
from graphring.graphdb.jobs.asked import Asked, parameters_of
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.due import run_due
from graphring.graphdb.jobs.run import Outcome
from graphring.graphdb.schema import LINKS, NODES
from graphring.graphdb.values import time_of

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


def test_every_name_in_a_statement_is_one_that_publish_writes(case: gr.Case, neo4j: Neo4j) -> None:
    """What is on file of nobody has never been a property of this graph; the schema knows it all the same."""
    case.publish()
    known = {p.name for row in (*NODES, *LINKS) for p in (*row.properties, *getattr(row, "later", ()))}
    now = time_of(MONDAY)
    with neo4j.connect() as graph:
        for job in catalog().jobs:
            notices = graph.explain(job.statement, **parameters_of(job, ()), now=now, since=now).notices
            absent = [re.search(r"property key does not exist. The property `(\w+)`", notice) for notice in notices]
            assert {found[1] if found else "?" for found in absent} <= known, (job.name, notices)
