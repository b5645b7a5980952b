"""Nothing is missed and nothing sent twice, wherever an export is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jobs_graph as made
import pytest
from fetched import fetched
from installed import COMMAND
from local_neo4j import Neo4j

from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.due import run_due
from graphring.graphdb.jobs.run import run
from graphring.graphdb.values import as_text

KILLED = Path(__file__).with_name("jobs_killed.py")
JOBS = ("drift", "runs", "ring_members")
"""One for each watermark."""
LATER = timedelta(minutes=5)
"""Until a scheduler looks again."""
FIRST = datetime(2025, 12, 31, 6, tzinfo=UTC)
REPEAT = int(os.environ.get("GRAPHRING_TEST_REPEAT", "3"))
"""Kills at any moment; 20 before a release."""


@pytest.fixture
def filled(graph: Connection) -> Connection:
    made.fill(graph)
    return graph


def grow(graph: Connection, step: int) -> None:
    """What a day brings: another run, a ring that grows and loses a member, a ring that comes or goes."""
    made.published(graph, f"run-{step}", as_text(when(step - 1)))
    made.ring(graph, "R-1", ["a-1", f"a-{step}", f"a-{step + 1}"], run=f"run-{step}")
    if step % 2:
        made.ring(graph, f"R-{step}", [f"c-{step}", f"d-{step}"], run=f"run-{step}")
    else:
        graph.write("MATCH (r:Ring) WHERE r.id <> 'R-1' DETACH DELETE r")


def when(step: int) -> datetime:
    return FIRST + timedelta(days=step)


def exported(name: str, to: Path, at: datetime, neo4j: Neo4j) -> None:
    outcome = run(catalog().job(name), Asked(to, at, format="jsonl"), neo4j.address)
    assert outcome.state in ("done", "same"), outcome.reason


def killed(n: int, to: Path, step: int, job: str, neo4j: Neo4j) -> bool:
    """Export in a process of its own that is killed at the n-th file it touches; whether it came that far."""
    words = ["jobs", "run", job, "--to", to, "--now", as_text(when(step)), "--format", "jsonl"]
    command = [sys.executable, KILLED, n, to, *words]
    done = subprocess.run(
        [*map(str, command)], env={**os.environ, **neo4j.env}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


@pytest.mark.slow
@pytest.mark.parametrize("job", JOBS)
def test_killed_at_every_file_that_it_touches(job: str, filled: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    """A day for each file: killed there, run again as a scheduler would, compared with an undisturbed one."""
    quiet, torn = tmp_path / "quiet", tmp_path / "torn"
    expected, sent = [], []
    for n in range(1, 40):
        grow(filled, n + 1)
        exported(job, quiet, when(n + 1), neo4j)
        expected += fetched(quiet, job)
        died = killed(n, torn, n + 1, job, neo4j)
        sent += fetched(torn, job)
        if not died:
            break
        exported(job, torn, when(n + 1) + LATER, neo4j)
        sent += fetched(torn, job)
    assert n > 10
    assert sent == expected != []
    assert not list((torn / job).iterdir())


def all_due(to: Path, step: int, neo4j: Neo4j) -> subprocess.Popen[bytes]:
    """A look of a scheduler, in a process of its own."""
    command = [COMMAND, "jobs", "run-due", "--to", to, "--now", as_text(when(step))]
    return subprocess.Popen(
        [*map(str, command)], env={**os.environ, **neo4j.env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def seconds_of_all(to: Path, neo4j: Neo4j) -> float:
    """How long such a look takes on this machine."""
    start = time.monotonic()
    assert all_due(to, 1, neo4j).wait() == 0
    return time.monotonic() - start


@pytest.mark.slow
def test_killed_at_any_moment(filled: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    """All jobs that are due, killed at some part of the time that they take here; the next look does the rest."""
    quiet, torn = tmp_path / "quiet", tmp_path / "torn"
    chance = random.Random(20260121)
    usual = seconds_of_all(tmp_path / "timed", neo4j)
    kills, expected, sent = 0, {job: [] for job in JOBS}, {job: [] for job in JOBS}
    for step in range(2, 12 + 3 * REPEAT):
        if kills >= REPEAT and step > 6:
            break
        grow(filled, step)
        start, child = time.monotonic(), all_due(torn, step, neo4j)
        try:
            child.wait(chance.uniform(0.3, 0.9) * usual)
            usual = time.monotonic() - start  # faster than before: the server knows the statements by now
        except subprocess.TimeoutExpired:
            kills += 1
            child.kill()
            child.wait()
        for to, held in ((torn, sent), (torn, sent), (quiet, expected)):
            for job in JOBS:
                held[job] += fetched(to, job)
            told = list(run_due(catalog().jobs, Asked(to, when(step) + LATER), neo4j.address))
            assert {outcome.state for outcome in told} <= {"done", "same"}
    for to, held in ((torn, sent), (quiet, expected)):
        for job in JOBS:
            held[job] += fetched(to, job)
    assert kills >= REPEAT, "the machine was too fast for these moments"
    assert sent == expected
    assert all(expected.values())
