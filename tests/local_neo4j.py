"""A real Neo4j for the tests: given, in Docker, or fetched by Maven; one for the whole run, whatever the workers do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from local_server.configuration import OWN
from local_server.fetch import locked
from local_server.lines import lines
from local_server.server import start
from local_server.unready import UnreadyError

from graphring.errors import GraphDatabaseError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection

ROOT = Path(__file__).parents[1]
NAMES = ("NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE")
MEND = (
    "give NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD of an empty one, or start Docker, or install Maven and a JDK:"
    " 'apt install maven openjdk-17-jdk-headless'; with GRAPHRING_REQUIRE_NEO4J=1 its absence is a failure"
)
# The run: of a worker its controller, asked for at once, since an orphan has another parent.
OWNER = os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()
# so many relationships in one transaction that a hub of 200,000 goes in 20 and nothing fills the server's memory
CLEAN_RELATIONSHIPS = "MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r RETURN count(*) AS n"
CLEAN_NODES = "MATCH (n) WITH n LIMIT 10000 DELETE n RETURN count(*) AS n"


@dataclass(frozen=True)
class Neo4j:
    """A server that belongs to the tests."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"
    http: str = ""  # empty for one that was given
    home: str = ""  # of the local server

    @property
    def address(self) -> Address:
        return Address(self.uri, self.user, self.password, self.database)

    @property
    def env(self) -> dict[str, str]:
        """For commands: graphring("publish", case, env=neo4j.env)."""
        return dict(zip(NAMES, (self.uri, self.user, self.password, self.database), strict=True))

    def connect(self, **settings: Any) -> Connection:
        return Connection(self.address, **settings)

    def clean(self) -> None:
        """Nothing is left in it but constraints and indexes; relationships first, since a hub has very many."""
        with self.connect() as graph:
            for statement in (CLEAN_RELATIONSHIPS, CLEAN_NODES):
                while graph.write(statement)[0]["n"]:
                    pass


def given_environment() -> dict[str, str]:
    """What the caller set, taken out so that no test meets it by chance; a worker gets it from the controller."""
    kept = os.environ.get("GRAPHRING_TEST_NEO4J")
    if kept is None:
        told = {name: value for name in NAMES if (value := os.environ.pop(name, ""))}
        os.environ["GRAPHRING_TEST_NEO4J"] = kept = json.dumps(told)
    return dict(json.loads(kept))


@contextmanager
def neo4j_of_this_run(shared: Path) -> Iterator[Neo4j]:
    """The one server of a run. Only one worker has it at a time, so two never meet in one database."""
    with locked(shared / "neo4j.lock"):
        try:
            server = _given() or _started_before(shared) or _in_docker(shared) or _local(shared)
        except UnreadyError as fault:
            if os.environ.get("GRAPHRING_REQUIRE_NEO4J") == "1":
                pytest.fail(f"no Neo4j for the tests: {fault} Or {MEND}.")
            pytest.skip(f"no Neo4j for the tests: {fault} Or {MEND}.")
        yield server
        if not server.home:
            server.clean()  # it outlives this run, and the next one wants it empty


def _given() -> Neo4j | None:
    told = given_environment()
    if not told.get("NEO4J_URI"):
        return None
    server = Neo4j(*(told.get(name) or usual for name, usual in zip(NAMES, ("", "neo4j", "", "neo4j"), strict=True)))
    with server.connect() as graph:
        if held := graph.read("MATCH (n) RETURN count(n) AS n")[0]["n"]:
            pytest.fail(
                f"the Neo4j at NEO4J_URI holds {held} nodes, which the tests would delete; give an empty one, or unset"
                " NEO4J_URI."
            )
    return server


def _started_before(shared: Path) -> Neo4j | None:
    """The server that another worker of this run started, if it still answers."""
    try:
        server = Neo4j(**json.loads((shared / "neo4j.json").read_text(encoding="utf-8")))
        with server.connect():
            return server
    except (OSError, GraphDatabaseError):
        return None


def _in_docker(shared: Path) -> Neo4j | None:
    """A container of the newest line; its own watcher removes it when this process ends."""
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
        return None
    from testcontainers.neo4j import Neo4jContainer

    container = Neo4jContainer(f"neo4j:{lines()[0].version}").with_env("NEO4J_PLUGINS", '["graph-data-science"]')
    container.start()
    http = f"http://{container.get_container_host_ip()}:{container.get_exposed_port(7474)}"
    return _shown(Neo4j(container.get_connection_url(), container.username, container.password, http=http), shared)


def _local(shared: Path) -> Neo4j:
    return _shown(local(shared / "neo4j"), shared)


def local(home: Path, settings: str = "") -> Neo4j:
    """A server of its own in a folder; a test that takes one besides that of the run may break it."""
    if not home.exists():
        home.mkdir(mode=0o700)
        _guard(home)
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / OWN).write_text(settings, encoding="utf-8")
    server = start(home)
    return Neo4j(server.uri, server.user, server.password, http=f"http://127.0.0.1:{server.http}", home=str(home))


def _guard(home: Path) -> None:
    """A process that ends the server after the run, also after one that was killed: it outlives the worker.

    It is there before the server, which takes seconds to start, in which the run may be killed.
    """
    words = [sys.executable, "-m", "local_server", "guard", "--home", str(home), "--owner", str(OWNER)]
    os.posix_spawn(
        words[0],
        words,
        {**os.environ, "PYTHONPATH": str(ROOT / "neo4j")},
        file_actions=[(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)],
        setsid=True,
    )


def _shown(server: Neo4j, shared: Path) -> Neo4j:
    (shared / "neo4j.json").write_text(json.dumps(asdict(server)), encoding="utf-8")
    return server
