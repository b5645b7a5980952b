"""What GDS says when it can't, as what a person can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from graphring.errors import GraphDatabaseGdsError, GraphDatabaseLimitError, GraphDatabaseQueryError
from graphring.graphdb.address import Address

_BLOCKED: Final = "blocked since minimum estimated memory"
"""GDS looks at the free memory before it starts; what it says then has no code of its own."""


def absent(address: Address) -> GraphDatabaseGdsError:
    """There is no GDS."""
    return GraphDatabaseGdsError(
        f"the Neo4j at {address.uri} has no GDS (Graph Data Science); install that plugin there (`make neo4j` starts a"
        " Neo4j that has it), or leave --detector gds out."
    )


def too_large(address: Address, n_ties: int, bytes_needed: int, heap: int) -> GraphDatabaseLimitError:
    """The server could run out of memory."""
    return GraphDatabaseLimitError(
        f"GDS may need {gigabytes(bytes_needed)} for {n_ties:,} ties, and the Neo4j at {address.uri} has a heap of"
        f" {gigabytes(heap)}, half of which it may take; give it more (server.memory.heap.max_size; `make neo4j"
        " HEAP=8g`), or leave --detector gds out."
    )


@contextmanager
def gds_faults(address: Address) -> Iterator[None]:
    """A call that GDS refuses is no mistake in a statement of the person's."""
    try:
        yield
    except GraphDatabaseQueryError as error:
        told = str(error).removeprefix("Neo4j does not take a statement: ").removesuffix("; mend the statement.")
        if _BLOCKED in told:
            raise GraphDatabaseLimitError(
                f"GDS at {address.uri} has too little memory free ({told}); drop other projections there, or give the"
                " server more (server.memory.heap.max_size)."
            ) from error
        raise GraphDatabaseGdsError(
            f"GDS at {address.uri} failed ({told}); the log of the server says more, and --detector graphring does"
            " without it."
        ) from error


def gigabytes(size: int) -> str:
    """1.25 GB; below a tenth of one in MB."""
    return f"{size / 1e9:.2f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"
