"""The rings of a run: staged in batches, switched in one short transaction, the run before swept away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from graphring.graphdb.change import BATCH
from graphring.graphdb.connect import Connection
from graphring.graphdb.declared import KindRows
from graphring.graphdb.files import statement, statements
from graphring.graphdb.found import Found
from graphring.graphdb.load import Load
from graphring.graphdb.schema import (
    BECAUSE,
    EVIDENCE,
    FOUND_IN,
    GROUP,
    GROUPED_IN,
    HYPOTHESIS,
    MEMBER_OF,
    RING,
    RIVALLED_BY,
    RUN,
    SHARES,
    Link,
    Node,
)

_ROWS: Final[tuple[Node | Link, ...]] = (
    RUN, HYPOTHESIS, RING, GROUP, EVIDENCE, MEMBER_OF, GROUPED_IN, BECAUSE, RIVALLED_BY, FOUND_IN,
)  # fmt: skip


def parts(found: Found, kinds: Iterable[KindRows]) -> Iterator[tuple[Node | Link, list[list[Any]]]]:
    """The tables of a run with their rows, nodes first."""
    for row in _ROWS:
        yield row, found.rows[row.name]
    for kind in kinds:
        yield kind.shares, found.shared[kind.kind]


def form() -> str:
    """A digest of how rings are written; a run that was published in another form is published again."""
    told = repr([row.properties for row in (*_ROWS, SHARES[0])])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def sweep(graph: Connection, name: str) -> int:
    """Run each statement of a file of deletions until it has nothing left to delete; how many were deleted."""
    total = 0
    for query in statements(name):
        while n := graph.write(query)[0]["n"]:
            total += n
    return total


def stage(load: Load, found: Found, kinds: Sequence[KindRows], decisions: Sequence[Sequence[Any]]) -> None:
    """Write the rings of a run beside those that are current, where no `MATCH (:Ring)` sees them."""
    sweep(load.graph, "publish/sweep_staged")
    for row, rows in parts(found, kinds):
        load.send(row, _batches(rows), len(rows))
        if row is RUN:
            load.graph.write(statement("publish/stage"), run_id=found.run_id)
    load.graph.write(statement("publish/decide_staged"), rows=decisions, run_id=found.run_id)
    for query in statements("publish/succeeds"):
        load.graph.write(query)


def switch(graph: Connection, run_id: str, owner: str) -> bool:
    """Make what is staged current; False when the lock was lost and nothing was done."""
    return bool(graph.write(statement("publish/switch"), run_id=run_id, owner=owner, form=form()))


def _batches(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """Batches by start node."""
    ordered = sorted(rows, key=lambda row: (row[0], str(row[1])))
    for at in range(0, len(ordered), BATCH):
        yield ordered[at : at + BATCH]
