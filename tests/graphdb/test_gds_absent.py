"""A real Neo4j without the plugin: one clear sentence. Started here, from the same jars with an empty plugin folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import Graphring
from local_neo4j import Neo4j, _guard
from local_server import server
from local_server.fetch import jars
from local_server.lines import chosen
from local_server.unready import UnreadyError

from graphring.graphdb.jdk import jdks


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4j]:
    """A server of its own without GDS; where the starter can't start one the test is skipped, or fails if asked for."""
    without, home = tmp_path / "jars", tmp_path / "bare"
    (without / "plugins").mkdir(parents=True)
    home.mkdir(mode=0o700)
    try:
        (without / "lib").symlink_to(jars(*chosen(jdks())) / "lib")
        monkeypatch.setattr(server, "jars", lambda *_: without)
        _guard(home)
        started = server.start(home, heap="512m")
    except UnreadyError as fault:
        if os.environ.get("GRAPHRING_REQUIRE_NEO4J") == "1":
            pytest.fail(f"no Neo4j without GDS: {fault}")
        pytest.skip(f"no Neo4j without GDS: {fault}")
    yield Neo4j(started.uri, started.user, started.password)
    server.stop(started)


def test_a_neo4j_without_gds_is_told_in_one_sentence_before_the_long_work(
    bare: Neo4j, graphring: Graphring, tmp_path: Path
) -> None:
    with bare.connect() as graph:
        assert graph.gds_version is None
    links = "account_id,kind,entity_id\n" + "".join(f"a{i},device,d{i % 2}\n" for i in range(12))
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    graphring("ingest", "case", "links.csv")
    done = graphring("find", "case", "--detector", "gds", ok=False, env=bare.env)
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert f"the Neo4j at {bare.uri} has no GDS" in sentence
    assert "make neo4j" in sentence
    assert not list((tmp_path / "case" / "runs").glob("*"))
