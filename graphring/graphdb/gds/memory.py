"""How much memory GDS will need, asked before anything large is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.gds.faults import gds_faults, gigabytes, too_large

_BYTES_SENT: Final = 150
"""Of a tie while it waits in the server's memory: three boxed numbers and their places in lists are 84, the message
that brings them 20, and a list that grows is copied."""
_SHARE: Final = 0.5
"""Of the heap that GDS may take: the database lives there, too, and a server whose heap is full serves nobody."""


@dataclass(frozen=True)
class Memory:
    """What is needed for so many ties at most, and what the server has, in bytes."""

    n_ties: int
    needed: int
    heap: int

    @property
    def fits(self) -> bool:
        """Whether the server is in no danger."""
        return self.needed <= _SHARE * self.heap

    def told(self) -> str:
        """One line for the person who waits."""
        return (
            f"{self.n_ties:,} ties need at most {gigabytes(self.needed)} of the server's heap of {gigabytes(self.heap)}"
        )


def memory(graph: Connection, n_vertices: int, n_ties: int) -> Memory:
    """The larger of what projecting and what Leiden takes, as GDS estimates them."""
    asked = {"n_vertices": n_vertices, "n_ties": n_ties}
    with gds_faults(graph.address):
        made, found = (graph.read(statement(f"gds/estimate_{of}"), **asked) for of in ("projection", "leiden"))
        (heap,) = graph.read(statement("gds/heap"))
    projecting = made[0]["bytes"] + _BYTES_SENT * n_ties
    return Memory(n_ties, max(projecting, found[0]["bytes"]), heap["bytes"])


def fitting(graph: Connection, n_vertices: int, n_ties: int) -> Memory:
    """The memory of so many ties; raises GraphDatabaseLimitError where the server has too little."""
    asked = memory(graph, n_vertices, n_ties)
    if not asked.fits:
        raise too_large(graph.address, asked.n_ties, asked.needed, asked.heap)
    return asked
