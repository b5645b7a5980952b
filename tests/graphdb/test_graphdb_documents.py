"""Documents that need a Neo4j: their blocks are run in order, as a new user would, on an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import run_document, with_code
from local_neo4j import Neo4j


@pytest.mark.slow
@pytest.mark.parametrize("path", with_code(on_neo4j=True), ids=lambda p: p.name)
def test_the_blocks_of_a_document_run(
    path: Path, neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run_document(path, neo4j.env)


def test_there_is_such_a_document() -> None:
    assert "week.md" in [path.name for path in with_code(on_neo4j=True)]
