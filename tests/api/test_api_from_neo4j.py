"""A graph into a case from Python: progress that knows how much is to come, and nothing left of what failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_neo4j import Neo4j

import graphring as gr
from graphring.graphdb.connect import Connection

MAPPING = {
    "account": {"label": "Wallet", "key": "id"},
    "links": [{"type": "HAS", "label": "Phone", "key": "id", "kind": "device"}],
}
MAKE = "UNWIND range(1, $n) AS i CREATE (:Wallet {id: 'w' + i})-[:HAS]->(:Phone {id: 'p' + i % 7})"


class Watched:
    """Steps with what was to come and what came."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None]] = []
        self.done: list[int] = []

    def step(self, title: str, total: int | None = None) -> None:
        self.steps.append((title, total))
        self.done.append(0)

    def advance(self, n: int = 1) -> None:
        self.done[-1] += n

    def say(self, words: str) -> None:
        raise AssertionError(words)


@pytest.fixture
def wallets(graph: Connection, neo4j: Neo4j, monkeypatch: pytest.MonkeyPatch) -> Connection:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    graph.write(MAKE, n=10_500)
    return graph


def test_progress_knows_beforehand_how_much_is_to_come(wallets: Connection, tmp_path: Path) -> None:
    seen = Watched()
    case = gr.Case.from_neo4j(tmp_path / "case", mapping=MAPPING, progress=seen)
    assert seen.steps[:2] == [
        ("counting what is there", 1), ("reading links (:Wallet)-[:HAS]->(:Phone) as device", 10_500),
    ]  # fmt: skip
    assert seen.done[:2] == [1, 10_500]
    assert len(case.find_rings().communities) == 10_500


def test_rows_that_were_all_rejected_can_be_listed_and_a_failed_reading_leaves_no_new_case(
    wallets: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wallets.write("MATCH (p:Phone) SET p.id = ' '")
    gr.Case.create(tmp_path / "old")
    for name in ("old", "new"):
        with pytest.raises(
            gr.InputError,
            match="all its 10,500 rows were rejected, because of entity_id: missing; mend that, or say which prop",
        ):
            gr.Case.from_neo4j(tmp_path / name, mapping=MAPPING)
        assert len(gr.Case.open(tmp_path / name).rejects()) == 10_500
    monkeypatch.setenv("NEO4J_DATABASE", "elsewhere")
    with pytest.raises(gr.GraphDatabaseNameError):
        gr.Case.from_neo4j(tmp_path / "newer", mapping=MAPPING)
    assert not (tmp_path / "newer").exists()
    assert list((tmp_path / "old" / "tmp").iterdir()) == []
