"""Files for neo4j-admin: loaded by the real program, they give the graph that the driver gives."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from installed import Graphring
from local_neo4j import Neo4j
from local_server.fetch import jars
from local_server.lines import chosen
from local_server.server import last, start, stop
from published import case_of_everything, table, whole

from graphring.graphdb.jdk import jdks


def admin(home: Path, script: Path) -> dict[str, str]:
    """An environment in which import.sh finds the program of the server in `home`."""
    line, jdk = chosen(jdks())
    java = f"{jdk.java} --add-opens=java.base/java.nio=ALL-UNNAMED -cp '{jars(line, jdk)}/lib/*'"
    script.write_text(f'#!/bin/sh\nexec {java} org.neo4j.cli.AdminTool "$@"\n')
    script.chmod(0o755)
    told = {"NEO4J_HOME": home, "NEO4J_CONF": home / "conf", "NEO4J_ADMIN": script, "HEAP_SIZE": "1g"}
    return {**os.environ, **{name: str(value) for name, value in told.items()}}


def test_an_imported_graph_equals_a_published_one(
    neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, graphring: Graphring
) -> None:
    if not neo4j.home:
        pytest.skip("this Neo4j was given; only one that the tests started is stopped for an import")
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    case = case_of_everything(tmp_path / "case")
    ring = case.run().rings[0].id
    case.ingest(table("what id decision reason by", [("ring", ring, "hold", 'a "quoted", reason', "one")]))
    case.publish()
    with neo4j.connect() as graph:
        wanted = whole(graph)
    done = graphring("publish", case.path, "--to-import", tmp_path / "files")
    assert "import.sh" in done.stderr
    home = Path(neo4j.home)
    server = last(home)
    assert server
    stop(server)
    try:
        loaded = subprocess.run(
            [tmp_path / "files" / "import.sh"],
            env=admin(home, tmp_path / "neo4j-admin"),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    finally:
        start(home)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    with neo4j.connect() as graph:
        assert whole(graph) == wanted
    assert case.publish().changes == ()
    assert case.ingest(table("account_id kind entity_id", [("p1", "device", "device-2")])).ok
    assert {change.name for change in case.publish().changes} == {"Device", "USED_DEVICE"}
