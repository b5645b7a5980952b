"""Questions asked: a query and its values in, columns and rows out; only ever reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphring.graphdb.connect import Connection
from graphring.graphdb.queries import Query

LINK_COLUMNS: Final = ("from_label", "from_id", "link", "to_label", "to_id")
_AS_LINKS: Final = """\
CALL () {{
{statement}
}}
UNWIND CASE WHEN length(path) = 0 THEN [null] ELSE relationships(path) END AS r
WITH DISTINCT coalesce(startNode(r), nodes(path)[0]) AS a, r, endNode(r) AS b
RETURN [label IN labels(a) WHERE label <> 'Entity'][0] AS from_label, coalesce(a.id, a.name) AS from_id,
       type(r) AS link,
       [label IN labels(b) WHERE label <> 'Entity'][0] AS to_label, coalesce(b.id, b.name) AS to_id
ORDER BY from_label, from_id, link, to_label, to_id"""
"""A picture as rows: each link once, and nodes that stand alone."""


def asked(query: Query) -> str:
    """The statement whose rows answer the question, for people without a picture."""
    return _AS_LINKS.format(statement=query.statement) if query.shape == "graph" else query.statement


def columns(query: Query) -> tuple[str, ...]:
    """The columns of the answer."""
    return LINK_COLUMNS if query.shape == "graph" else query.columns


def answer(graph: Connection, query: Query, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows, cells in the order of the columns."""
    rows = graph.read(asked(query), given=dict(values))
    return [[plain(row[name]) for name in columns(query)] for row in rows]


def plain(value: Any) -> Any:
    """A value of Neo4j as one of Python: times are the driver's own."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_native() if hasattr(value, "to_native") else value
