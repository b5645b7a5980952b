"""Running jobs: files, manifest, lock, limits, refusals, schedules, retention."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jobs_graph as made
import pytest
from installed import COMMAND, Graphring
from local_neo4j import Neo4j

from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.due import run_due, standings
from graphring.graphdb.jobs.manifest import sha256_of
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.run import Outcome, run

DAY = datetime(2026, 1, 12, 5, 40, tzinfo=UTC)
OWN = """\
// name: {name}
// title: A job of a test
// schedule: 0 5 * * *
// watermark: none
// format: jsonl
// retention: 3 days
// limit: {limit}
// column: n integer: a number
// revision: 1
{statement}
"""


@pytest.fixture
def filled(graph: Connection) -> Connection:
    made.fill(graph)
    return graph


def own_job(folder: Path, statement: str, name: str = "own", limit: str = "1 minute") -> None:
    folder.mkdir(exist_ok=True)
    text = OWN.format(name=name, statement=statement, limit=limit)
    (folder / f"{name}.cypher").write_text(text, encoding="utf-8")


def exported(name: str, graph: Connection, to: Path, at: datetime = DAY, folder: Path | None = None) -> Outcome:
    return run(catalog(folder).job(name), Asked(to, at), graph.address)


def changes(outcome: Outcome) -> list[tuple[str, str]]:
    assert outcome.file
    rows = [json.loads(line) for line in outcome.file.read_text(encoding="utf-8").splitlines()]
    return [(row["change"], row["id"]) for row in rows]


def test_what_moved_is_told_once(filled: Connection, tmp_path: Path) -> None:
    first = changes(exported("drift", filled, tmp_path))
    members = [("joined", id_) for id_ in ("a-1", "a-2", "a-3", "b-1", "b-2")]
    assert first == [*members, ("born", "R-1"), ("born", "R-2")]
    assert changes(exported("drift", filled, tmp_path)) == []
    made.ring(filled, "R-1", ["a-1", "a-2", "b-1", "e-1"])
    made.ring(filled, "R-3", ["f-1"])
    made.ring(filled, "R-2", ["b-2"], verdict="review")
    outcome = exported("drift", filled, tmp_path, DAY + timedelta(days=1))
    assert changes(outcome) == [
        ("moved", "b-1"), ("joined", "e-1"), ("joined", "f-1"), ("grown", "R-1"), ("shrunk", "R-2"), ("born", "R-3"),
        ("left", "a-3"),
    ]  # fmt: skip
    filled.write("MATCH (r:Ring {id: 'R-3'}) DETACH DELETE r")
    assert changes(exported("drift", filled, tmp_path, DAY + timedelta(days=2))) == [("left", "f-1"), ("gone", "R-3")]


def test_a_decision_that_is_taken_back_is_gone_from_the_list(
    filled: Connection, tmp_path: Path, neo4j: Neo4j, graphring: Graphring
) -> None:
    words = ("jobs", "run", "members_to_act_on", "--to", tmp_path, "--now")
    first = graphring(*words, "2026-01-12T05:00:00Z", env=neo4j.env).stdout.strip()
    assert Path(first).read_text(encoding="utf-8").splitlines()[1].startswith("new,a-1,seen,somebody,")
    made.decide(filled, "Account", "a-1", "cleared")
    second = graphring(*words, "2026-01-13T05:00:00Z", env=neo4j.env).stdout.strip()
    assert [line[:9] for line in Path(second).read_text(encoding="utf-8").splitlines()[1:]] == ["gone,a-1,"]


def test_the_manifest_says_what_is_there(filled: Connection, tmp_path: Path) -> None:
    outcome = exported("ring_members", filled, tmp_path)
    assert outcome.file
    assert outcome.manifest
    told = json.loads(outcome.manifest.read_text(encoding="utf-8"))
    assert outcome.file.name == told["file"] == "ring_members-20260112T054000Z-00001.parquet"
    assert told["rows"] == 5
    assert told["sha256"] == sha256_of(outcome.file)
    assert told["bytes"] == outcome.file.stat().st_size
    assert (told["run_id"], told["watermark"]["from"], told["watermark"]["to"]) == ("run-1", None, "run-1")
    assert [c["name"] for c in told["columns"]] == [c.name for c in catalog().job("ring_members").written]
    assert exported("ring_members", filled, tmp_path).state == "same"
    assert len(list(outcome.file.parent.iterdir())) == 2


def test_the_same_graph_gives_the_same_bytes(filled: Connection, tmp_path: Path) -> None:
    for job in catalog().jobs:
        digests = set()
        for name in ("one", "two"):
            file = exported(job.name, filled, tmp_path / name).file
            assert file
            digests.add(sha256_of(file))
        assert len(digests) == 1, job.name


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (x:Evil) RETURN 1 AS n ORDER BY n",
        "MATCH (a:Account) SET a.evil = true RETURN count(a) AS n ORDER BY n",
        "MATCH (a:Account) DETACH DELETE a RETURN count(*) AS n ORDER BY n",
        "CALL db.createLabel('Evil') RETURN 1 AS n ORDER BY n",
        "MATCH (a:Account) CALL (a) { SET a.evil = true } IN TRANSACTIONS RETURN count(a) AS n ORDER BY n",
    ],
)
def test_a_job_that_would_write_is_refused(statement: str, filled: Connection, tmp_path: Path) -> None:
    own_job(tmp_path / "jobs", statement)
    before = filled.read("MATCH (a) RETURN count(a) AS n, count(a.evil) AS evil")
    outcome = exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs")
    assert outcome.state == "failed"
    assert "may only read" in outcome.reason
    assert filled.read("MATCH (a) RETURN count(a) AS n, count(a.evil) AS evil") == before
    assert list((tmp_path / "to" / "own").iterdir()) == []


def test_a_job_that_takes_too_long_is_ended(filled: Connection, tmp_path: Path) -> None:
    forever = "UNWIND range(1, 1000000000) AS x RETURN max(x * x) AS n ORDER BY n"
    own_job(tmp_path / "jobs", forever, limit="1 second")
    outcome = exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs")
    assert outcome.state == "failed"
    assert "took longer than it may" in outcome.reason
    assert outcome.seconds < 20


def test_a_fault_in_the_middle_leaves_nothing(filled: Connection, tmp_path: Path) -> None:
    own_job(tmp_path / "jobs", "UNWIND [3, 2, 'x'] AS n RETURN n ORDER BY n")
    outcome = exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs")
    assert outcome.state == "failed"
    assert "column n is documented as integer and holds a str" in outcome.reason
    assert Place(tmp_path / "to", "own").state.n == 0
    own_job(tmp_path / "jobs", "UNWIND range(1, 20000) AS n RETURN n ORDER BY n")
    mended = exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs")
    assert (mended.state, mended.rows) == ("done", 20_000)
    assert sorted(p.suffix for p in (tmp_path / "to" / "own").iterdir()) == [".json", ".jsonl"]


def test_a_folder_that_can_t_be_written_is_one_sentence(filled: Connection, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = exported("drift", filled, tmp_path / "file")
    assert outcome.state == "failed"
    assert "mend --to" in outcome.reason


def test_no_room_for_the_file_is_one_line_and_leaves_nothing(filled: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    own_job(tmp_path / "jobs", "UNWIND range(1, 20000) AS n RETURN n ORDER BY n")
    words = f"jobs run own --to {tmp_path}/to --jobs {tmp_path}/jobs"
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 16; exec {COMMAND} {words}"],  # files of 8 KB at most
        env={**os.environ, **neo4j.env}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "File too large; free some space" in done.stderr
    assert not list((tmp_path / "to" / "own").iterdir())
    assert exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs").rows == 20_000


def test_nothing_published_is_no_export_of_nothing(graph: Connection, tmp_path: Path) -> None:
    outcome = exported("changed_rings", graph, tmp_path)
    assert outcome.state == "failed"
    assert "run `graphring publish` first" in outcome.reason


def test_one_export_at_a_time(filled: Connection, neo4j: Neo4j, tmp_path: Path, graphring: Graphring) -> None:
    place = Place(tmp_path, "drift")
    with place.locked():
        assert exported("drift", filled, tmp_path).state == "busy"
        assert exported("dashboard", filled, tmp_path).state == "done"
        done = graphring("jobs", "run", "drift", "--to", tmp_path, env=neo4j.env, ok=False)
        assert done.returncode == 4
        assert "another process runs drift" in done.stderr
        assert graphring("jobs", "run-due", "--to", tmp_path, env=neo4j.env, ok=False).returncode == 4
    assert exported("drift", filled, tmp_path).state == "done"


def test_a_publish_in_between_is_read_again(filled: Connection, tmp_path: Path) -> None:
    """Rings are switched while a long statement reads them: the export is of the run that its manifest names."""
    slow = (
        "MATCH (r:Ring) WITH r, [x IN range(1, 4000000) WHERE x % 4000001 = 0] AS none"
        " RETURN toInteger(split(r.run_id, '-')[1]) + size(none) AS n ORDER BY n"
    )
    own_job(tmp_path / "jobs", slow)

    def switch() -> None:
        made.published(filled, "run-2", "2026-01-11T00:00:00Z")
        filled.write("MATCH (r:Ring) SET r.run_id = 'run-2'")

    later = threading.Timer(0.7, switch)
    later.start()
    outcome = exported("own", filled, tmp_path / "to", folder=tmp_path / "jobs")
    later.join()
    assert outcome.file
    found = {f"run-{json.loads(line)['n']}" for line in outcome.file.read_text().splitlines()}
    assert found == {outcome.run_id}


def test_other_parameters_are_an_export_of_their_own(
    neo4j: Neo4j, filled: Connection, tmp_path: Path, graphring: Graphring
) -> None:
    words = ("jobs", "run", "entities_to_block", "--to", tmp_path, "--now", "2026-01-12T05:00:00Z")
    assert "rows=1 new=1" in graphring(*words, env=neo4j.env).stderr
    assert "rows=2 new=2" in graphring(*words, "--param", "max_outside=40", env=neo4j.env).stderr
    assert "rows=0 " in graphring(*words, "--param", "max_outside=40", env=neo4j.env).stderr
    assert "rows=0 " in graphring(*words, env=neo4j.env).stderr
    wrong = graphring(*words, "--param", "max_outside=many", env=neo4j.env, ok=False)
    assert wrong.returncode == 1
    assert "'many' is no integer; mend --param" in wrong.stderr


def test_a_week_of_days(filled: Connection, tmp_path: Path) -> None:
    """Looked for every half an hour, each job runs at its times and at no other."""
    counts: dict[str, int] = {}
    start = datetime(2026, 1, 12, tzinfo=UTC)  # a Monday
    jobs = [job for job in catalog().jobs if job.name in ("drift", "hubs", "dashboard")]
    for minutes in range(0, 7 * 24 * 60, 30):
        told = list(run_due(jobs, Asked(tmp_path, start + timedelta(minutes=minutes)), filled.address))
        assert all(outcome.state == "done" and not outcome.missed for outcome in told)
        for outcome in told:
            counts[outcome.job] = counts.get(outcome.job, 0) + 1
    # each once more at the start, when it never ran
    assert counts == {"drift": 8, "hubs": 2, "dashboard": 168}


def test_missed_times_are_told_by_list_and_by_run_due(
    filled: Connection, neo4j: Neo4j, tmp_path: Path, graphring: Graphring
) -> None:
    folder = tmp_path / "jobs"
    own_job(folder, "RETURN 1 AS n ORDER BY n")
    words = ("--to", tmp_path / "to", "--jobs", folder, "--now")
    assert graphring("jobs", "run-due", *words, "2026-01-12T05:01:00Z", env=neo4j.env).returncode == 0
    assert graphring("jobs", "run-due", *words, "2026-01-12T05:02:00Z", env=neo4j.env).stdout == ""
    listed = graphring("jobs", "list", *words, "2026-01-15T05:01:00Z").stdout
    assert "own,0 5 * * *,2026-01-12T05:01:00Z,2026-01-15T05:01:00Z,2,none,jsonl" in listed
    late = graphring("jobs", "run-due", "--log", "json", *words, "2026-01-15T05:01:00Z", env=neo4j.env, ok=False)
    assert late.returncode == 3
    told = {line["job"]: line for line in map(json.loads, late.stderr.splitlines())}
    assert (told["own"]["state"], told["own"]["missed"], told["own"]["rows"]) == ("done", 2, 1)
    assert Path(told["own"]["file"]).is_file()
    assert graphring("jobs", "run-due", *words, "2026-01-15T05:06:00Z", env=neo4j.env).returncode == 0


def test_a_job_that_fails_stops_no_other_and_is_due_again(
    filled: Connection, neo4j: Neo4j, tmp_path: Path, graphring: Graphring
) -> None:
    folder = tmp_path / "jobs"
    own_job(folder, "CREATE (n) RETURN 1 AS n ORDER BY n", name="aaa")
    own_job(folder, "RETURN 1 AS n ORDER BY n", name="zzz")
    (folder / "broken.cypher").write_text("RETURN 1", encoding="utf-8")
    words = ("jobs", "run-due", "--to", tmp_path / "to", "--jobs", folder, "--now")
    done = graphring(*words, "2026-01-12T05:01:00Z", env=neo4j.env, ok=False)
    assert done.returncode == 1
    assert "aaa failed" in done.stderr
    assert "broken.cypher:1: has no header" in done.stderr
    assert "zzz done rows=1" in done.stderr
    again = graphring(*words, "2026-01-12T05:06:00Z", env=neo4j.env, ok=False)
    assert ("aaa failed" in again.stderr, "zzz" in again.stderr) == (True, False)


def test_no_server_is_told_for_each_job(tmp_path: Path, graphring: Graphring) -> None:
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x"}
    done = graphring("jobs", "run", "drift", "--to", tmp_path, env=nowhere, ok=False)
    assert done.returncode == 1
    assert "drift failed" in done.stderr
    assert "no Neo4j answers" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_old_exports_go_and_the_last_stays(filled: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    own_job(folder, "RETURN 1 AS n ORDER BY n")  # kept for 3 days
    for day in range(6):
        outcome = exported("own", filled, tmp_path / "to", DAY + timedelta(days=day), folder)
    assert outcome.file
    (outcome.file.parent / "notes.txt").write_text("somebody's own")
    names = sorted(path.name for path in outcome.file.parent.glob("own-*.jsonl"))
    assert [name[4:12] for name in names] == ["20260114", "20260115", "20260116", "20260117"]
    assert len(list(outcome.file.parent.glob("*.manifest.json"))) == 4
    place = Place(tmp_path / "to", "own")
    place.sweep(timedelta(days=3), DAY + timedelta(days=99))
    assert sorted(p.name for p in outcome.file.parent.iterdir()) == [
        "notes.txt", "own-20260117T054000Z-00006.jsonl", "own-20260117T054000Z-00006.manifest.json",
    ]  # fmt: skip


def test_a_consumer_may_take_files_away(filled: Connection, tmp_path: Path) -> None:
    first = exported("drift", filled, tmp_path)
    assert first.file
    for path in first.file.parent.iterdir():
        path.unlink()
    assert changes(exported("drift", filled, tmp_path, DAY + timedelta(days=1))) == []


def test_the_list_needs_no_server(tmp_path: Path, graphring: Graphring) -> None:
    done = graphring("jobs", "list", "--to", tmp_path, "--format", "json", env={"NEO4J_URI": ""})
    rows = json.loads(done.stdout)
    assert [row["name"] for row in rows] == [job.name for job in catalog().jobs]
    assert next(iter(rows[0])) == "name"
    assert not list(tmp_path.iterdir())
    assert graphring("jobs", "list", "--now", "noon", ok=False).returncode == 2


def test_a_lock_is_one_of_the_system(tmp_path: Path) -> None:
    """It goes with its process, so a killed export never blocks the next."""
    with Place(tmp_path, "x").locked(), (tmp_path / ".graphring/x/lock").open() as lock, pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert standings((), tmp_path, DAY) == ()
    assert not list((tmp_path / "x").iterdir())
