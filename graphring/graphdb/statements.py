"""Statements made of schema rows: values as parameters, labels and types literal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graphring.graphdb.schema import FINAL, INDEXES, PREVIOUS, End, Link, Node, Property

_READ: Final = {"datetime": "datetime({})", "dates": "[day IN {} | date(day)]"}
"""Times come as text: the driver's own take seventeen times the client's time."""


def node_statement(node: Node) -> str:
    """Make or update nodes of `$rows`, whose cells are in the order of the properties."""
    lines = [
        f"// {node.about}",
        f"// $rows: {', '.join(p.name for p in node.properties)}",
        "UNWIND $rows AS row",
        f"MERGE (n:{node.staged or node.label} {{{node.key}: row[0]}})",
        *_set("n", node.properties[1:], 1, node.also),
    ]
    return "\n".join(lines) + ";\n"


def link_statement(link: Link) -> str:
    """Make or update relationships of `$rows`: key of the start, key of the end, then the properties."""
    lines = [
        f"// {link.about}",
        f"// $rows: start, end{''.join(f', {p.name}' for p in link.properties)}",
        "UNWIND $rows AS row",
        f"MATCH (a:{_end(link.start, 0)})",
        f"MATCH (b:{_end(link.end, 1)})",
        f"MERGE (a)-[r:{link.type}{_told_apart(link)}]->(b)",
        *_set("r", link.properties[link.keyed :], 2 + link.keyed),
    ]
    return "\n".join(lines) + ";\n"


def unlink_statement(link: Link) -> str:
    """Delete the relationships of `$rows`: key of the start, key of the end, then what tells them apart.

    Both ends are there before what is between them, so that the server goes from the one that has fewer: in one pattern
    it was seen to go through all 200,000 of a hub for every row.
    """
    lines = [
        "UNWIND $rows AS row",
        f"MATCH (a:{_end(link.start, 0)})",
        f"MATCH (b:{_end(link.end, 1)})",
        "CALL (row, a, b) {",
        f"  MATCH (a)-[r:{link.type}{_told_apart(link)}]->(b)",
        "  DELETE r",
        "}",
    ]
    return "\n".join(lines) + ";\n"


def constraints(nodes: Sequence[Node]) -> tuple[str, ...]:
    """A unique key for every label, those of runs before and after the switch included, and the indexes."""
    keys = {(node.staged or node.label, node.key) for node in nodes}
    keys |= {(node.label, node.key) for node in nodes} | {("Ring", "id"), ("Group", "id"), ("Publication", "id")}
    keys |= {(label, "uid") for label in (*FINAL, *PREVIOUS.values())}
    unique = (constraint(label, key) for label, key in sorted(keys))
    return (*unique, *(f"CREATE INDEX IF NOT EXISTS\nFOR (n:{label})\nON (n.{key});\n" for label, key in INDEXES))


def constraint(label: str, key: str = "id") -> str:
    """One unique key."""
    return f"CREATE CONSTRAINT IF NOT EXISTS\nFOR (n:{label})\nREQUIRE n.{key} IS UNIQUE;\n"


def _told_apart(link: Link) -> str:
    told = ", ".join(f"{p.name}: row[{i}]" for i, p in enumerate(link.properties[: link.keyed], 2))
    return f" {{{told}}}" if told else ""


def _end(end: End, at: int) -> str:
    return f"{end.label} {{{end.key}: row[{at}]}}"


def _set(name: str, properties: Sequence[Property], first: int, label: str | None = None) -> list[str]:
    told = [f"{name}:{label}"] if label else []
    told += [
        f"{name}.{p.name} = {_READ.get(p.type, '{}').format(f'row[{i}]')}" for i, p in enumerate(properties, first)
    ]
    return ["SET " + ",\n    ".join(told)] if told else []
