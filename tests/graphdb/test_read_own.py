"""A graph that graphring published, read into another case: the rings are those of the case that published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import planted
import pytest
from installed import TEST_KEY
from local_neo4j import Neo4j
from published import case_of_everything, rows_of
from read_back import judged

import graphring as gr
from graphring.graphdb.connect import Connection

TABLES = {
    "links": "SELECT account_id, kind, entity_id, first_seen, last_seen, n FROM link",
    "relations": "SELECT * FROM relation",
    "accounts": "SELECT * EXCLUDE (n_exchanges) FROM account",
    "kinds": "SELECT DISTINCT kind, family FROM declared_kind",
    "enforcement": "SELECT time, account_id, action, reason FROM enforcement",
    "entities": "SELECT kind, entity_id, class, reason FROM known_entity",
}


def given(monkeypatch: pytest.MonkeyPatch, neo4j: Neo4j) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)


def read(folder: Path, **how: Any) -> gr.Case:
    return gr.Case.from_neo4j(folder, key=TEST_KEY, **how)


@pytest.fixture
def published(tmp_path: Path, neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> gr.Case:
    given(monkeypatch, neo4j)
    case = case_of_everything(tmp_path / "published", rings=2)
    case.publish()
    return case


def test_tables_and_rings_are_those_of_the_case_that_published(published: gr.Case, tmp_path: Path) -> None:
    case = read(tmp_path / "read")
    for name, query in TABLES.items():
        assert rows_of(case, query) == rows_of(published, query), name
    assert judged(case.find_rings()) == judged(published.find_rings())
    assert len(case.run().rings) == 2
