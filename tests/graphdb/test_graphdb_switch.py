"""The switch of rings under readers, and publishes that are killed, paused or doubled."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from installed import COMMAND, TEST_KEY
from local_neo4j import Neo4j
from local_server.server import kill, last, start
from published import answers, case_of_everything, whole

import graphring as gr
from graphring.errors import GraphDatabaseBusyError, GraphDatabaseError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement

ASKED = os.environ.get("GRAPHRING_TEST_REPEAT")
REPEAT = int(ASKED or 3)
"""Kills of a publisher in each test; 20 before a release."""
ROUNDS = int(ASKED or 1)
"""Ten publishes under readers, and kills of the server: they take long."""
WHOLE_RUN = """
MATCH (p:Publication {id: 'graph'})
WITH p.run_id AS run_id
MATCH (:Run {id: run_id})<-[:FOUND_IN]-(r)
WHERE r.verdict IN ['ring', 'review']
OPTIONAL MATCH (a:Account)-[:MEMBER_OF]->(r)
RETURN r.run_id AS run, r.id AS ring, count(a) AS n ORDER BY ring
"""
BY_LABEL = """
MATCH (r:Ring)
OPTIONAL MATCH (a:Account)-[:MEMBER_OF]->(r)
RETURN r.run_id AS run, r.id AS ring, count(a) AS n ORDER BY ring
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two runs whose rings differ in number."""
    case = case_of_everything(tmp_path_factory.mktemp("made") / "case", rings=3)
    case.find_rings(settings=gr.Settings.of({"judge": {"prior": -2.5}}))
    return case.path


@pytest.fixture
def case(neo4j: Neo4j, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gr.Case:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    return gr.Case.open(shutil.copytree(made, tmp_path / "case"), key=TEST_KEY)


def rings_by_run(case: gr.Case) -> dict[str, list[tuple[str, str, int]]]:
    return {run: sorted((run, ring.id, ring.summary.n_members) for ring in case.run(run).rings) for run in case.run_ids}


class Reader(threading.Thread):
    """Asks again and again; keeps every answer that is not one whole run."""

    def __init__(self, neo4j: Neo4j, query: str, whole_runs: list[list[tuple[str, str, int]]]) -> None:
        super().__init__()
        self._neo4j, self._query, self._whole = neo4j, query, whole_runs
        self.stopped = threading.Event()
        self.n, self.torn = 0, []

    def run(self) -> None:
        with self._neo4j.connect() as graph:
            while not self.stopped.is_set():
                with suppress(GraphDatabaseError):  # the server was killed; an answer that comes must be whole
                    self._ask(graph)

    def _ask(self, graph: Connection) -> None:
        answer = [tuple(row.values()) for row in graph.read(self._query)]
        self.n += 1
        if answer not in self._whole:
            again = [tuple(row.values()) for row in graph.read(self._query)]
            self.torn.append((answer, again))

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.join()


def test_a_reader_always_has_one_whole_run(case: gr.Case, neo4j: Neo4j) -> None:
    runs = rings_by_run(case)
    first, second = case.run_ids
    assert len(runs[first]) == 3
    assert runs[first] != runs[second]
    case.publish(run_id=first)
    with Reader(neo4j, WHOLE_RUN, list(runs.values())) as sure, Reader(neo4j, BY_LABEL, list(runs.values())) as plain:
        for _ in range(5 * ROUNDS):
            assert case.publish(run_id=second).switched
            assert case.publish(run_id=first).switched
    assert sure.torn == []
    # Neo4j has no snapshots: whoever asks by label in the microseconds of a commit can meet half of it, once
    assert all(again in runs.values() for _, again in plain.torn), plain.torn
    assert len(plain.torn) <= max(2, plain.n // 200)
    assert min(sure.n, plain.n) > 50


def started(case: gr.Case, neo4j: Neo4j, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "publish", str(case.path), *words], env={**os.environ, **neo4j.env, "GRAPHRING_KEY": TEST_KEY},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture
def lively(neo4j: Neo4j) -> Iterator[random.Random]:
    """Moments to kill at: the same every time."""
    return random.Random(7)


def test_the_next_publish_mends_what_a_killed_one_left(case: gr.Case, neo4j: Neo4j, lively: random.Random) -> None:
    runs = rings_by_run(case)
    case.publish(run_id=case.run_ids[0])
    with neo4j.connect() as graph:
        wanted = whole(graph)[1]
    for round_ in range(REPEAT):
        neo4j.clean()
        shutil.rmtree(case.path / "published")
        if round_ % 2:
            case.publish(run_id=case.run_ids[1])
        with Reader(neo4j, WHOLE_RUN, [[], *runs.values()]) as reader:
            publisher = started(case, neo4j, "--run", case.run_ids[0])
            time.sleep(lively.uniform(1.0, 6.0))
            publisher.send_signal(signal.SIGKILL)
            publisher.communicate()
            case.publish(run_id=case.run_ids[0])
        assert reader.torn == []
        with neo4j.connect() as graph:
            told = whole(graph)[1]
            assert answers(graph, BY_LABEL) == set(runs[case.run_ids[0]])
            assert graph.read("MATCH (n:StagedRing|StagedEvidence) RETURN count(n) AS n") == [{"n": 0}]
        if not round_ % 2:
            assert told == wanted
        assert case.publish(run_id=case.run_ids[0]).changes == ()


def test_what_changed_between_a_killed_publish_and_the_next_is_mended(
    case: gr.Case, neo4j: Neo4j, lively: random.Random
) -> None:
    first, second = case.run_ids
    case.publish(run_id=first)
    with neo4j.connect() as graph:
        wanted = whole(graph)
    for _ in range(REPEAT):
        publisher = started(case, neo4j, "--run", second)
        time.sleep(lively.uniform(1.0, 4.0))
        publisher.send_signal(signal.SIGKILL)
        publisher.communicate()
        case.publish(run_id=first)
        with neo4j.connect() as graph:
            ties = "MATCH (a)-[t:TIED_TO]->(b) RETURN a.id, b.id, t.weight, t.ring_id"
            told = answers(graph, ties)
            assert answers(graph, BY_LABEL) == set(rings_by_run(case)[first])
        assert told == {
            (t.account_a, t.account_b, t.weight, r.id) for r in case.run(first).rings for t in r.summary.ties
        }
    assert wanted


def test_a_server_that_is_killed_in_the_middle_loses_nothing(
    case: gr.Case, neo4j: Neo4j, lively: random.Random
) -> None:
    if not neo4j.home:
        pytest.skip("this Neo4j was given; only one that the tests started is killed")
    runs = rings_by_run(case)
    case.publish(run_id=case.run_ids[0])
    for round_ in range(ROUNDS):
        run_id = case.run_ids[1 - round_ % 2]
        with Reader(neo4j, WHOLE_RUN, list(runs.values())) as reader:
            killed_under(started(case, neo4j, "--run", run_id), Path(neo4j.home), lively.uniform(1.0, 5.0))
            case.publish(run_id=run_id)
        assert reader.torn == []
        assert reader.n
        with neo4j.connect() as graph:
            assert answers(graph, BY_LABEL) == set(runs[run_id])
            n = graph.read("MATCH (:Account)-[r:USED_DEVICE]->(:Device) RETURN count(r) AS n")
        assert n == [{"n": 200 + 3 * 12}]
        assert case.publish(run_id=run_id).changes == ()


def killed_under(publisher: subprocess.Popen[str], home: Path, after_s: float) -> None:
    """Kill the server while it is published to, start it again; the publisher resumes or says what to do."""
    server = last(home)
    assert server
    time.sleep(after_s)
    kill(server)
    said = ""
    try:
        start(home)
        _, said = publisher.communicate(timeout=120)
    finally:
        start(home)
        publisher.kill()
    assert "Traceback" not in said
    assert publisher.returncode == 0 or (publisher.returncode == 1 and "start it" in said), said


def held(graph: Connection, owner: str) -> None:
    assert graph.write(statement("publish/lock"), owner=owner, dead=None, quiet_s=30)


def test_a_second_publisher_is_refused_or_waits(case: gr.Case, neo4j: Neo4j) -> None:
    case.publish()
    with neo4j.connect() as graph:
        held(graph, "elsewhere 17 abcd")
        with pytest.raises(GraphDatabaseBusyError, match=r"another publish \(process 17 on elsewhere\) is at work"):
            case.publish()
        waiting = started(case, neo4j, "--wait")
        time.sleep(4)
        assert waiting.poll() is None
        graph.write(statement("publish/unlock"), owner="elsewhere 17 abcd")
        waiting.communicate(timeout=60)
        assert waiting.returncode == 0


def test_the_lock_of_a_publisher_that_is_not_heard_any_more_is_taken(case: gr.Case, neo4j: Neo4j) -> None:
    case.publish()
    with neo4j.connect() as graph:
        held(graph, "elsewhere 17 abcd")
        graph.write("MATCH (p:Publication) SET p.heard_at = datetime() - duration({seconds: 31})")
        assert case.publish().changes == ()


def test_two_publishers_at_once_leave_one_whole_graph(case: gr.Case, neo4j: Neo4j) -> None:
    both = [started(case, neo4j, "--wait", "--run", run) for run in case.run_ids]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    with neo4j.connect() as graph:
        assert sorted(answers(graph, BY_LABEL)) in rings_by_run(case).values()
