"""Unique keys and indexes, made if they are not there."""

from __future__ import annotations

from graphring.errors import GraphDatabaseQueryError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement


def make_key(graph: Connection, query: str) -> None:
    """Run a statement that makes one.

    Where the server's disk was full, or it was killed, in the middle of it, an index without its key is left, and the
    server refuses to make the key again. It is dropped only then: for a moment every key in the making looks like that.
    """
    try:
        graph.write(query)
    except GraphDatabaseQueryError:
        left = [row["name"] for row in graph.read(statement("publish/orphans"))]
        if not left:
            raise
        for name in left:
            graph.write(f"DROP INDEX `{name}` IF EXISTS")
        graph.write(query)
