"""Rows into the graph: the statement of each row of the schema, batch by batch, counted by label or type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphring.graphdb.connect import Connection
from graphring.graphdb.files import cypher_folder, statement
from graphring.graphdb.lock import Lock
from graphring.graphdb.schema import Link, Node
from graphring.graphdb.statements import link_statement, node_statement, unlink_statement
from graphring.model.progress import Progress

Batches = Iterable[Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Load:
    """An open graph whose lock is held, and what was done to it so far."""

    graph: Connection
    lock: Lock
    progress: Progress
    sent: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)

    def send(self, row: Node | Link, batches: Batches, n: int) -> None:
        """Make or update what `batches` say; the same again changes nothing."""
        if n:
            self.progress.step(f"{name_of(row)}", n)
            self.sent[name_of(row)] += self.graph.write_batches(load_statement(row), self._told(batches))

    def run(self, name: str, label: str, batches: Batches) -> None:
        """Run another statement file on batches of rows."""
        self.sent[label] += self.graph.write_batches(statement(name), self._told(batches))

    def delete(self, row: Node | Link, batches: Batches, n: int) -> None:
        """Delete what these keys name: relationships by batches, nodes after all their relationships."""
        if n:
            self.progress.step(f"no longer there: {name_of(row)}", n)
            for batch in self._told(batches):
                if isinstance(row, Link):
                    self.graph.write(unlink_statement(row), rows=batch)
                else:
                    self._remove_nodes(row, [cells[0] for cells in batch])
                self.deleted[name_of(row)] += len(batch)

    def _remove_nodes(self, row: Node, ids: Sequence[str]) -> None:
        """A hub has very many relationships, so they go first, as many at a time as fit a transaction."""
        found = f"UNWIND $ids AS id MATCH (n:{row.label} {{{row.key}: id}})"
        while self.graph.write(f"{found}-[r]-() WITH r LIMIT 10000 DELETE r RETURN count(*) AS n", ids=ids)[0]["n"]:
            self.lock.check()
        self.graph.write(f"{found} DELETE n", ids=ids)

    def _told(self, batches: Batches) -> Iterator[Sequence[Sequence[Any]]]:
        for batch in batches:
            self.lock.check()
            yield batch
            self.progress.advance(len(batch))


def name_of(row: Node | Link) -> str:
    """The label or type of a row of the schema."""
    return row.label if isinstance(row, Node) else row.type


def load_statement(row: Node | Link) -> str:
    """The statement file of a built-in row, made at once for a kind that a user declared."""
    folder = "nodes" if isinstance(row, Node) else "links"
    name = f"load/{folder}/{row.name}"
    if (cypher_folder() / f"{name}.cypher").is_file():
        return statement(name)
    return node_statement(row) if isinstance(row, Node) else link_statement(row)
