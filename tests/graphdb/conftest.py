"""What tests of the graph share: a server with the planted world's first day on it."""

from __future__ import annotations

import planted
import pytest
from local_neo4j import Neo4j


@pytest.fixture(scope="module")
def server(neo4j_server: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Neo4j:
    """Published once for all tests of a file, which only read."""
    neo4j_server.clean()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.env.items():
            patch.setenv(name, value)
        planted.first_day(tmp_path_factory.mktemp("planted") / "case").publish()
    return neo4j_server
