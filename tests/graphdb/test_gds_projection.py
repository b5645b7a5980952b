"""Projections are always dropped: after success, after a fault, after Ctrl-C; leftovers go, other people's stay."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from local_neo4j import Neo4j

from graphring.detect import TieGraph
from graphring.graphdb.connect import Connection
from graphring.graphdb.gds import Gds
from graphring.graphdb.gds.projection import OLD_S, PREFIX, _is_left, drop, projected, sweep
from graphring.model.progress import Silent
from graphring.settings import Detect

HOST = socket.gethostname()
TRIANGLE = TieGraph(3, 0, np.array([0, 0, 1]), np.array([1, 2, 2]), np.ones(3))
MAKE = "UNWIND [[0, 1], [1, 2]] AS tie WITH gds.graph.project($name, tie[0], tie[1]) AS made RETURN made.nodeCount AS n"
NAMES = "CALL gds.graph.list() YIELD graphName AS name RETURN name ORDER BY name"
STOPPED = """
import sys
import numpy as np
from graphring.detect import TieGraph
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.gds import Gds
from graphring.model.progress import Silent
from graphring.settings import Detect

ends = np.random.default_rng(0).integers(0, 40_000, (2, 400_000))
ends = np.unique(np.sort(ends[:, ends[0] != ends[1]], axis=0), axis=1)
ties = TieGraph(40_000, 0, ends[0], ends[1], np.ones(ends.shape[1]))
with Connection(Address.of(), patience_s=0) as graph:
    Gds.of(graph).partitions(ties, Detect(), Silent())
"""
AT_WORK = "SHOW TRANSACTIONS YIELD parameters WHERE parameters.name STARTS WITH $prefix RETURN parameters.name AS name"


def names(graph: Connection) -> list[str]:
    return [row["name"] for row in graph.read(NAMES)]


@pytest.fixture
def catalog(graph: Connection) -> Iterator[Connection]:
    """A catalog with a projection of somebody else's, which must outlive every test."""
    for name in names(graph):
        drop(graph, name)
    graph.read(MAKE, name="theirs")
    yield graph
    assert "theirs" in names(graph)
    for name in names(graph):
        drop(graph, name)


class Stopping(Silent):
    """An observer during whose n-th unit of work something happens."""

    def __init__(self, fault: BaseException, after: int) -> None:
        self.fault, self.after = fault, after

    def advance(self, n: int = 1) -> None:
        self.after -= n
        if not self.after:
            raise self.fault


def test_the_projection_is_there_in_between_and_gone_after_success(catalog: Connection) -> None:
    with projected(catalog, TRIANGLE) as name:
        assert name.startswith(f"{PREFIX}{HOST}-{os.getpid()}-")
        assert names(catalog) == [name, "theirs"]
    assert names(catalog) == ["theirs"]


@pytest.mark.parametrize("fault", [RuntimeError("a fault"), KeyboardInterrupt()], ids=["a fault", "Ctrl-C"])
@pytest.mark.parametrize("after", [1, 2, 5])
def test_a_fault_in_the_middle_leaves_no_projection(fault: BaseException, after: int, catalog: Connection) -> None:
    with pytest.raises(type(fault)):
        Gds.of(catalog).partitions(TRIANGLE, Detect(), Stopping(fault, after))
    assert names(catalog) == ["theirs"]


def started(neo4j: Neo4j, graph: Connection) -> subprocess.Popen[str]:
    """A process that is at work on its projection: making it, or looking for communities."""
    words = [sys.executable, "-c", STOPPED]
    process = subprocess.Popen(words, env={**os.environ, **neo4j.env}, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 120
    while not graph.read(AT_WORK, prefix=PREFIX):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < until
        time.sleep(0.05)
    return process


def test_ctrl_c_while_the_server_is_at_work_leaves_nothing_of_it(neo4j: Neo4j, catalog: Connection) -> None:
    process = started(neo4j, catalog)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert "KeyboardInterrupt" in told
    assert names(catalog) == ["theirs"]
    assert not catalog.read(AT_WORK, prefix=PREFIX)


def test_what_a_killed_run_left_goes_with_the_next(catalog: Connection, tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = f"{PREFIX}{HOST}-{int(ended.stdout)}-0000abcd"
    running, elsewhere = f"{PREFIX}{HOST}-{os.getppid()}-0000abcd", f"{PREFIX}another-host-{2**22 + 1}-0000abcd"
    for name in (left, running, elsewhere):
        catalog.read(MAKE, name=name)
    with projected(catalog, TRIANGLE) as name:
        assert names(catalog) == sorted([name, running, elsewhere, "theirs"])
    assert sweep(catalog) == ()


def test_of_another_host_only_what_is_a_day_old_is_taken_for_left_behind() -> None:
    theirs = f"{PREFIX}a-host-with-dashes-{os.getpid()}-0000abcd"
    assert not _is_left(theirs, OLD_S)
    assert _is_left(theirs, OLD_S + 1)
    assert not _is_left(f"{PREFIX}{HOST}-{os.getpid()}-0000abcd", 10 * OLD_S), "this process lives"
    assert not _is_left(f"{PREFIX}by-hand", 60), "a name that is not made by graphring is left alone for a day, too"
