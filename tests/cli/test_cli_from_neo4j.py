"""`graphring ingest --from-neo4j` as a person runs it; the example of the page is run on the graph that it tells of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from installed import Graphring
from local_neo4j import Neo4j

from graphring.graphdb.connect import Connection

PAGE = (Path(__file__).parents[2] / "docs" / "neo4j-read.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
(MAPPING,) = [body for language, body in BLOCKS if language == "toml"]
(COMMAND,) = [body for language, body in BLOCKS if language == "text" and body.startswith("$ graphring ingest")]
(MAKE,) = [body for language, body in BLOCKS if language == "cypher" and "CREATE" in body]


@pytest.fixture
def folder(graph: Connection, tmp_path: Path) -> Path:
    """Where the example's mapping lies, with the example's graph in the server."""
    graph.write(MAKE)
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_the_example_of_the_page_prints_what_it_shows(folder: Path, graphring: Graphring, neo4j: Neo4j) -> None:
    command, *shown = COMMAND.splitlines()
    done = graphring(*command.split()[2:], env=neo4j.env)
    place = neo4j.uri.partition("://")[2]
    assert done.stdout == ""
    assert done.stderr.replace(place, "127.0.0.1:7687").splitlines() == shown
    again = graphring(*command.split()[2:], env=neo4j.env)
    assert again.stderr.count("taken in before: nothing changed") == 4
    found = graphring("find", "mycase", env=neo4j.env)
    assert "group" in found.stderr


def test_the_page_names_how_to_find_nodes_without_a_key(folder: Path, graph: Connection) -> None:
    (query,) = [body for language, body in BLOCKS if language == "cypher" and "IS NULL" in body]
    graph.write("MATCH (c:Card {number: 'card-3'}) REMOVE c.number")
    assert graph.read(query) == [{"account": account, "card": {}} for account in ("u13", "u3")]


def test_what_does_not_fit_is_one_sentence_and_no_case(folder: Path, graphring: Graphring, neo4j: Neo4j) -> None:
    (folder / "mapping.toml").write_text(MAPPING.replace("HAS_CC", "HAS_CARD"), encoding="utf-8")
    words = ("ingest", "other", "--from-neo4j", "--mapping", "mapping.toml")
    done = graphring(*words, ok=False, env=neo4j.env)
    assert done.returncode == 1
    assert "no relationship has the type HAS_CARD, there are HAS_CC, P2P, USED" in done.stderr
    assert not (folder / "other").exists()
    wrong = graphring(*words, ok=False, env={**neo4j.env, "NEO4J_PASSWORD": "a-wrong-password"})
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert "set NEO4J_USER and NEO4J_PASSWORD" in wrong.stderr
    assert not (folder / "other").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from-neo4j", "links.csv"), "take in files and a graph one after the other"),
        (("--from-neo4j", "--as", "links"), "take in files and a graph one after the other"),
        (("links.csv", "--mapping", "mapping.toml"), "--neo4j and --mapping go with --from-neo4j"),
        ((), "give a FILE, or --from-neo4j"),
    ],
)
def test_what_does_not_go_together_is_misuse(graphring: Graphring, words: tuple[str, ...], said: str) -> None:
    done = graphring("ingest", "case", *words, ok=False)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


def test_nothing_answers(graphring: Graphring, tmp_path: Path) -> None:
    done = graphring("ingest", "case", "--from-neo4j", "--neo4j", "bolt://127.0.0.1:1", ok=False)
    assert done.returncode == 1
    assert "no Neo4j answers at bolt://127.0.0.1:1" in done.stderr
    assert not (tmp_path / "case").exists()
