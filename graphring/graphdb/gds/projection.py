"""A projection while it is needed: made of ties, dropped whatever happens; what a killed run left, the next drops."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import time
from collections.abc import Iterator
from typing import Final

import numpy as np

from graphring.detect import TieGraph
from graphring.errors import GraphDatabaseError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.gds.faults import gds_faults
from graphring.store.leftover import is_alive

PREFIX: Final = "graphring-"
"""Then host, process and a token; no projection of another name is ever touched."""
OLD_S: Final = 86_400
"""A projection of another host is taken for left behind after a day; the longest detection took minutes."""

_END_S: Final = 60.0
"""Leiden was seen to end 4 s after it was told to; what is left after a minute is dropped by the next run."""


@contextlib.contextmanager
def projected(graph: Connection, ties: TieGraph) -> Iterator[str]:
    """The name of a projection of the ties, there until the end of the block."""
    sweep(graph)
    name = f"{PREFIX}{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    order = np.lexsort((ties.target, ties.source))
    given = {end: getattr(ties, end)[order].tolist() for end in ("source", "target", "weight")}
    try:
        with gds_faults(graph.address):
            graph.read(statement("gds/project"), name=name, **given)
        given.clear()
        yield name
    except BaseException:  # Ctrl-C, too: a statement that nobody waits for would go on, and make its projection
        with contextlib.suppress(GraphDatabaseError):
            _end_work(graph, name)
        raise
    finally:
        with contextlib.suppress(GraphDatabaseError):  # a server that went away has no projections any more
            drop(graph, name)


def sweep(graph: Connection) -> tuple[str, ...]:
    """Drop what killed runs left behind; the names dropped."""
    there = graph.read(statement("gds/left"), prefix=PREFIX, database=graph.address.database)
    left = tuple(row["name"] for row in there if _is_left(row["name"], row["age_s"]))
    for name in left:
        drop(graph, name)
    return left


def drop(graph: Connection, name: str) -> None:
    """Take a projection out of the catalog, if it is there."""
    graph.read(statement("gds/drop"), name=name)


def _end_work(graph: Connection, name: str) -> None:
    until = time.monotonic() + _END_S
    while graph.read(statement("gds/end"), projection=name) and time.monotonic() < until:
        time.sleep(0.1)


def _is_left(name: str, age_s: int) -> bool:
    """Whether nobody works with that projection of graphring any more."""
    host, _, rest = name.removeprefix(PREFIX).rpartition("-")[0].rpartition("-")
    if host != socket.gethostname() or not rest.isdecimal():
        return age_s > OLD_S
    return not is_alive(rest)
