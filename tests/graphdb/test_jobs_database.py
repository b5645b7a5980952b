"""What was sent is known of a case, wherever its graph lies: a rebuilt one goes on, that of another case is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jobs_graph as made
import pytest
from local_neo4j import Neo4j
from published import case_of_everything

import graphring as gr
from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.due import run_due
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.run import Outcome, run

DAY = datetime(2040, 1, 12, 5, 40, tzinfo=UTC)
KEPT = {job.name: job.watermark.kind for job in catalog().jobs if job.watermark.kind != "none"}


def of_case(graph: Connection, id_: str) -> None:
    graph.write(
        "MERGE (p:Publication {id: 'graph'}) SET p.case_id = $id, p.case_name = 'case ' + $id, p.publication = $id",
        id=id_,
    )


def all_due(neo4j: Neo4j, to: Path, at: datetime) -> dict[str, Outcome]:
    return {outcome.job: outcome for outcome in run_due(catalog().jobs, Asked(to, at), neo4j.address)}


@pytest.mark.parametrize("job", ["drift", "runs", "ring_members", "dashboard"])
def test_exports_of_another_case_are_refused_and_nothing_is_told_as_gone(
    job: str, graph: Connection, tmp_path: Path
) -> None:
    """One job for each watermark; with the old database all goes on as if nothing had been."""
    made.fill(graph)
    of_case(graph, "one")
    assert run(catalog().job(job), Asked(tmp_path, DAY), graph.address).state == "done"
    kept, files = Place(tmp_path, job).state, sorted((tmp_path / job).iterdir())
    told = json.loads(next(path for path in files if path.name.endswith(".manifest.json")).read_text(encoding="utf-8"))
    assert (told["case_id"], told["case_name"]) == ("one", "case one")
    graph.write("MATCH (r:Ring) DETACH DELETE r")
    of_case(graph, "other")
    outcome = run(catalog().job(job), Asked(tmp_path, DAY + timedelta(days=1)), graph.address)
    assert outcome.state == "failed"
    assert "has exports of another case than bolt://" in outcome.reason
    assert "holds (case other); set NEO4J_URI" in outcome.reason
    assert (Place(tmp_path, job).state, sorted((tmp_path / job).iterdir())) == (kept, files)
    assert run(catalog().job(job), Asked(tmp_path / "new", DAY), graph.address).state == "done"
    of_case(graph, "one")
    again = run(catalog().job(job), Asked(tmp_path, DAY + timedelta(days=2)), graph.address)
    assert again.state in ("done", "same"), again.reason


def test_what_an_older_version_kept_is_of_the_case_that_is_there(graph: Connection, tmp_path: Path) -> None:
    made.fill(graph)
    of_case(graph, "one")
    job = catalog().job("drift")
    assert run(job, Asked(tmp_path, DAY), graph.address).rows == 7
    path = tmp_path / ".graphring" / "drift" / "state.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told.pop("case_id") == "one"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert run(job, Asked(tmp_path, DAY), graph.address).rows == 0
    assert Place(tmp_path, "drift").state.case_id == "one"


@pytest.fixture
def case(neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gr.Case:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    return case_of_everything(tmp_path / "case")


def test_a_rebuilt_database_of_the_same_case_goes_on(case: gr.Case, neo4j: Neo4j, tmp_path: Path) -> None:
    """Its server was lost and another filled by one publish: what was sent is not sent again, what came since is."""
    case.publish()
    to = tmp_path / "to"
    first = all_due(neo4j, to, DAY)
    assert first["drift"].rows
    assert first["ring_members"].rows
    assert first["runs"].rows == 1
    neo4j.clean()
    lost = all_due(neo4j, to, DAY + timedelta(days=1))
    assert {outcome.state for outcome in lost.values()} == {"failed"}
    someone = case.run().rings[0].members[-1].account_id
    decided = tmp_path / "decisions.csv"
    decided.write_text(f"what,id,decision,reason,by\naccount,{someone},confirmed,seen,somebody\n", encoding="utf-8")
    assert case.ingest(decided).ok
    case.publish()
    told = all_due(neo4j, to, DAY + timedelta(days=1))
    sent = {job: told[job].rows for job in KEPT if told[job].state == "done"}
    assert sent == {job: 0 for job, kind in KEPT.items() if kind == "rows"} | {"members_to_act_on": 1, "runs": 1}
    assert {told[job].state for job, kind in KEPT.items() if kind == "run"} == {"same"}
