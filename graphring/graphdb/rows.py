"""Tables of rows: what the case has for each row of the schema, as statements of the case's database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from graphring.evidence.hubs import classify
from graphring.graphdb.declared import KindRows, kind_rows
from graphring.graphdb.found import Found
from graphring.graphdb.schema import ACCOUNT, IN_NETWORK, RELATED_TO, RING, TIED_TO, Link, Node
from graphring.model.kinds import KINDS, Family, built_in
from graphring.store.database import Database, statement


@dataclass(frozen=True)
class Table:
    """A row of the schema and the statement that gives its rows, cells in the schema's order."""

    of: Node | Link
    query: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the schema's row."""
        return self.of.name

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Names and types of the cells."""
        ends = (("start", "string"), ("end", "string")) if isinstance(self.of, Link) else ()
        return (*ends, *((p.name, p.type) for p in self.of.properties))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell two rows apart."""
        n = 2 + self.of.keyed if isinstance(self.of, Link) else 1
        return tuple(name for name, _ in self.columns[:n])


def prepare(db: Database, found: Found, now: datetime) -> None:
    """Make the tables that the statements read, in a database that reads the case."""
    db.run(statement("evidence", "functions"))
    db.run(statement("graphdb", "published_views"), now=now)
    classify(db)
    names = ("kind", "entity_id", "class", "class_reason")
    told = [[*key, *value] for key, value in sorted(found.classes.items())]
    with db.lent(given_class=_texts(names, told)):
        db.run(statement("graphdb", "class_of_run"))
    db.keep("found_ring", _texts(("id",), [[row[1]] for row in found.rows["ring"]]))
    db.keep("found_tied_to", _ties(found.rows["tied_to"]))


def kinds_of(db: Database, also: Iterable[str] = ()) -> tuple[KindRows, ...]:
    """The kinds of the case: all built-in ones, and those that its links name."""
    named = {row["kind"] for row in db.rows("SELECT DISTINCT kind FROM ent")}
    return kind_rows({kind.name for kind in KINDS} | named | set(also))


def tables(kinds: Iterable[KindRows], families: dict[str, Family]) -> tuple[Table, ...]:
    """Every table that is updated in place: nodes first."""
    kinds = tuple(kinds)
    nodes = [Table(ACCOUNT, statement("graphdb", "account"))]
    links = [
        Table(IN_NETWORK, statement("graphdb", "in_network")), Table(RELATED_TO, statement("graphdb", "related_to")),
        Table(TIED_TO, "SELECT * FROM found_tied_to"),
    ]  # fmt: skip
    for row in kinds:
        known = built_in(row.kind)
        told = {"family": families.get(row.kind, "other"), "secret": bool(known and known.secret)}
        nodes.append(Table(row.node, statement("graphdb", "entity"), {"kind": row.kind, **told}))
        links.append(Table(row.use, statement("graphdb", "use"), {"kind": row.kind}))
    return (*nodes, *links)


def ring_decisions() -> Table:
    """What persons settled about rings."""
    return Table(
        Node("ring_decision", "Ring", "", (RING.properties[1], *RING.later)), statement("graphdb", "ring_decision")
    )


def families_of(db: Database, declared: dict[str, Family]) -> dict[str, Family]:
    """The family of each kind, as evidence takes it: by settings, by a column of the links file, by the kinds table."""
    told = db.rows("SELECT kind, min(family) AS family FROM declared_kind GROUP BY kind")
    return {**declared, **{r["kind"]: r["family"] for r in told}, **{k.name: k.family for k in KINDS}}


def _texts(names: tuple[str, ...], rows: list[list[Any]]) -> pa.Table:
    return pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(names)})


def _ties(rows: list[list[Any]]) -> pa.Table:
    types = (pa.string(), pa.string(), pa.float64(), pa.list_(pa.string()), pa.string())
    names = ("start", "end", "weight", "families", "ring_id")
    return pa.table({name: pa.array([r[i] for r in rows], types[i]) for i, name in enumerate(names)})
