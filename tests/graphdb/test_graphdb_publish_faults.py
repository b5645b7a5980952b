"""What can go wrong with the server while publishing: one clear sentence with the mend, and then it completes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphdb_relay import relayed
from installed import TEST_KEY, Graphring
from local_neo4j import Neo4j, local
from local_server.lines import chosen
from local_server.server import kill, last, stop
from local_server.unready import UnreadyError
from published import answers, case_of_everything, table

import graphring as gr
from graphring.graphdb.jdk import jdks

DISK_MB = 600
"""Where logs of transactions are preallocated, the two databases begin with half of it."""
LEFT_KB = 256
MORE = 20_000
"""New accounts: some megabytes of a log of transactions."""
MEMBERS = "MATCH (a:Account)-[:MEMBER_OF]->(r:Ring) RETURN r.id, a.id"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_of_everything(tmp_path_factory.mktemp("made") / "case").path


@pytest.fixture
def case(made: Path, tmp_path: Path) -> gr.Case:
    return gr.Case.open(shutil.copytree(made, tmp_path / "case"), key=TEST_KEY)


def refused(graphring: Graphring, case: gr.Case, env: dict[str, str]) -> str:
    """What publish says when it can't: one sentence."""
    done = graphring("publish", case.path, env=env, ok=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("graphring: ")
    return done.stderr


def completed(graphring: Graphring, case: gr.Case, server: Neo4j) -> None:
    graphring("publish", case.path, env=server.env)
    with server.connect() as graph:
        assert answers(graph, MEMBERS) == {(r.id, m.account_id) for r in case.run().rings for m in r.members}
        assert graph.read("MATCH (a:Account) RETURN count(a) AS n") == [{"n": 212 + MORE}]
    assert "nothing was sent" in graphring("publish", case.path, env=server.env).stderr


def test_a_server_that_is_too_old(case: gr.Case, neo4j: Neo4j, graphring: Graphring) -> None:
    with neo4j.connect() as graph:
        now = f"Neo4j/{graph.version}".encode()
    before = b"Neo4j/5.25.".ljust(len(now), b"1")
    with relayed(neo4j.uri, (now, before)) as relay:
        said = refused(graphring, case, {**neo4j.env, "NEO4J_URI": relay.uri})
    assert "is 5.25." in said
    assert "graphring was tested from 5.26 on, so upgrade it" in said


def test_a_user_who_has_not_chosen_a_password(case: gr.Case, neo4j: Neo4j, graphring: Graphring) -> None:
    with neo4j.connect() as graph:
        graph.write("CREATE USER newcomer SET PASSWORD 'a-first-password' CHANGE REQUIRED")
        try:
            env = {**neo4j.env, "NEO4J_USER": "newcomer", "NEO4J_PASSWORD": "a-first-password"}
            said = refused(graphring, case, env)
        finally:
            graph.write("DROP USER newcomer")
    assert "the user newcomer still has a first password" in said
    assert "a-first-password" not in said


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A home for a server on a disk of its own, which is small."""
    try:
        chosen(jdks())
    except UnreadyError as fault:
        pytest.skip(f"no server of our own for this test: {fault}")
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(disk)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can't be mounted here; run the tests as root")
    try:
        yield disk / "neo4j"
    finally:
        if server := last(disk / "neo4j"):
            kill(server)  # one whose disk is full takes a minute to stop
        subprocess.run(["umount", "-l", str(disk)], check=True)


def stopped(home: Path) -> None:
    server = last(home)
    assert server
    stop(server)


def filled(home: Path) -> Path:
    """Something else takes the disk but for a rest."""
    ballast = home.parent / "ballast"
    with ballast.open("wb") as out:
        room = os.statvfs(home)
        os.posix_fallocate(out.fileno(), 0, room.f_bavail * room.f_frsize - LEFT_KB * 1024)
    return ballast


@pytest.mark.slow
def test_a_disk_that_is_full_and_a_database_that_is_read_only(case: gr.Case, small: Path, graphring: Graphring) -> None:
    graphring("publish", case.path, env=local(small).env)
    assert case.ingest(table("account_id kind entity_id", [(f"n{i}", "device", f"new-{i}") for i in range(MORE)])).ok
    ballast = filled(small)
    said = refused(graphring, case, local(small).env)
    assert "can't write to its disk" in said
    assert "free some space there, restart it, then run this again" in said
    ballast.unlink()
    kill(last(small))
    completed(graphring, case, local(small))
    stopped(small)
    for setting in ("server.databases.read_only=neo4j", "server.databases.default_to_read_only=true"):
        said = refused(graphring, case, local(small, f"{setting}\n").env)
        assert "the database neo4j" in said
        assert "is read-only" in said
        assert "make it writable, or set NEO4J_DATABASE to another" in said
        stopped(small)
