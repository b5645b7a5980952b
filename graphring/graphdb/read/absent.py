"""What a mapping names and the graph has not: each in words that say what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphring.errors import InputError
from graphring.graphdb.connect import Connection
from graphring.graphdb.read.foreign import Pattern, Wanted
from graphring.graphdb.read.part import ROWS, quoted

_MANY = 30
_LOOKED_AT = 1000
"""Nodes or relationships whose names of properties are told; nobody reads those of all."""


def refuse_absent(graph: Connection, asked: Sequence[tuple[Wanted, Mapping[str, int]]]) -> None:
    """Raise InputError with everything that is not there; `asked` has the counts of rows and of values by column."""
    faults: list[str] = []
    for wanted, counts in asked:
        faults += _absent(graph, wanted, counts)
    if faults:
        told = "; ".join(dict.fromkeys(faults))
        raise InputError(f"the mapping does not fit the graph at {graph.address.uri}: {told}.")


def labels(graph: Connection) -> list[str]:
    """Labels that nodes have."""
    return _in_use(graph, "CALL db.labels() YIELD label AS name RETURN name ORDER BY name", "MATCH (:{})")


def _types(graph: Connection) -> list[str]:
    """Types that relationships have."""
    every = "CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name ORDER BY name"
    return _in_use(graph, every, "MATCH ()-[:{}]->()")


def _in_use(graph: Connection, every: str, match: str) -> list[str]:
    """Of all names those that something has: the server remembers others, and those of constraints.

    A name with a backslash is left out; Neo4j could read it as the end of its quotes.
    """
    names = [row["name"] for row in graph.read(every) if "\\" not in row["name"]]
    if not names:
        return []
    looks = (f"RETURN {i} AS i, EXISTS {{ {match.format(quoted(name))} }} AS used" for i, name in enumerate(names))
    used = {row["i"] for row in graph.read("\nUNION ALL\n".join(looks)) if row["used"]}
    return [name for i, name in enumerate(names) if i in used]


def listed(names: Sequence[str]) -> str:
    """Names for a sentence."""
    shown = ", ".join(names[:_MANY]) or "none"
    return f"{shown} and {len(names) - _MANY} more" if len(names) > _MANY else shown


def _absent(graph: Connection, wanted: Wanted, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts[ROWS]:
        yield from _no_rows(graph, wanted.pattern)
        return
    for ours, (variable, theirs) in wanted.used.items():
        if not counts[ours]:
            keys = (
                f"{wanted.pattern.match} WITH {variable} LIMIT {_LOOKED_AT} UNWIND keys({variable}) AS name"
                " RETURN DISTINCT name ORDER BY name"
            )
            there = listed([row["name"] for row in graph.read(keys)])
            yield f"{_whose(wanted.pattern, variable)} has no property {theirs} (for {ours}), it has {there}"


def _whose(pattern: Pattern, variable: str) -> str:
    return {"a": f"(:{pattern.account})", "r": f"[:{pattern.type}]", "b": f"(:{pattern.other})"}[variable]


def _no_rows(graph: Connection, pattern: Pattern) -> Iterator[str]:
    known = labels(graph)
    missing = [label for label in (pattern.account, pattern.other) if label and label not in known]
    yield from (f"no node has the label {label}, there are {listed(known)}" for label in dict.fromkeys(missing))
    if pattern.type is None:
        return
    types = _types(graph)
    if pattern.type not in types:
        yield f"no relationship has the type {pattern.type}, there are {listed(types)}"
    elif not missing:
        yield f"there is no {pattern}, but {listed(_joined(graph, pattern.type))}; mend labels or direction"


def _joined(graph: Connection, type_: str) -> list[str]:
    """What relationships of a type join, of the first ones."""
    rows = graph.read(
        f"MATCH (a)-[r:{quoted(type_)}]->(b) WITH a, b LIMIT {_LOOKED_AT}"
        " UNWIND coalesce(labels(a), ['']) AS x UNWIND coalesce(labels(b), ['']) AS y"
        " RETURN DISTINCT x, y ORDER BY x, y"
    )
    return [f"(:{row['x']})-[:{type_}]->(:{row['y']})" for row in rows]
