"""A file's rows as small numbers and times in the temporary table `checked`, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graphring.ingest.cells import Cells
from graphring.ingest.clean import Cleaner
from graphring.ingest.clean.card import refused_ids
from graphring.ingest.distinct import Words, load_words, with_own_hashes
from graphring.ingest.erased import Erased
from graphring.ingest.plain import plain_columns
from graphring.ingest.read import Relation
from graphring.ingest.read.relation import quoted
from graphring.model.inputs import PAIRED, FileKind, Holds
from graphring.store.database import Database, statement

_TYPES: Mapping[str, str] = {
    "time": "TIMESTAMPTZ", "past_time": "TIMESTAMPTZ", "count": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN",
}  # fmt: skip
_SAMPLE = 1000
_NO_BAD = "CREATE OR REPLACE TEMP TABLE bad_{} (line BIGINT, raw VARCHAR)"
_SAID_OF_ENTITIES = frozenset({"entities", "decisions"})
"""Files that people write with a report before them, in which payment instruments are shown as keyed hashes."""


@dataclass(frozen=True)
class Asked:
    """What is wanted of a file: its kind, its rows, an expression for each column, and their parameters."""

    kind: FileKind
    relation: Relation
    cells: tuple[Cells, ...]
    given: Mapping[str, Any]
    erased: Erased | None = None


@dataclass(frozen=True)
class Checked:
    """The table `checked` of one file: its columns, and the words behind the numbers in them."""

    kind: FileKind
    cells: tuple[Cells, ...]
    words: Mapping[str, Words]

    def good(self, alias: str = "checked") -> str:
        """The condition of a row that is used; NULL or false for the others."""
        needed = [(f"{alias}.{quoted(c.name)}", c.listed) for c in self.cells if c.column.required]
        return " AND ".join(f"{name} >= 0" if listed else f"{name} IS NOT NULL" for name, listed in needed)

    def has(self, name: str) -> bool:
        """Whether the file has that column."""
        return any(c.name == name for c in self.cells)

    def clean(self, names: Sequence[str] | None = None) -> str:
        """A query for the clean rows, with these columns (all of the kind; those the file has not are NULL)."""
        by_name = {c.name: c for c in self.cells}
        columns, joins = ["c.line"], []
        for column in self.kind.columns:
            if names is not None and column.name not in names:
                continue
            cells = by_name.get(column.name)
            if cells is None:
                columns.append(f'NULL::{_TYPES.get(column.holds, "VARCHAR")} AS "{column.name}"')
            elif cells.listed:
                columns.append(f'w_{column.name}.value AS "{column.name}"')
                joins.append(
                    f"LEFT JOIN word_{column.name} w_{column.name} ON w_{column.name}.code = c.{quoted(column.name)}"
                )
            else:
                columns.append(f"c.{quoted(column.name)}")
        return f"SELECT {', '.join(columns)} FROM checked c {' '.join(joins)} WHERE {self.good('c')}"  # noqa: S608


def check(db: Database, asked: Asked, known: Mapping[Holds, Cleaner]) -> Checked:
    """Make the table `checked` of a file; `known` are the cleaners of identifiers."""
    relation, cells, given = asked.relation, asked.cells, asked.given
    words: dict[str, Words] = {}
    for one in cells:
        if one.listed:
            query = _distinct(relation, cells, one)
            raw = _not_blank(db.table(query, **_wanted(query, given))["raw"].combine_chunks())
            said_of = with_own_hashes(db, known, raw) if asked.kind.name in _SAID_OF_ENTITIES else known
            words[one.name] = load_words(db, one, said_of, raw, asked.erased)
    plain = plain_columns(db, relation, cells, given)
    easier = tuple(replace(c, value=c.plain) if c.name in plain else c for c in cells)
    db.run(_statement(relation, easier), **given)
    for one in cells:
        if not one.listed:
            may_be_bad = one.name not in plain and _holes(db, one)
            bad = _bad(relation, one) if may_be_bad else _NO_BAD.format(one.name)
            db.run(bad, **_wanted(bad, given))
        if one.column.holds == "reference":
            _refuse_cards(db, one)
    return Checked(asked.kind, cells, words)


def _holes(db: Database, c: Cells) -> bool:
    return bool(db.value(f"SELECT count(*) > count({quoted(c.name)}) FROM checked"))  # noqa: S608


def _not_blank(values: pa.Array) -> pa.Array:
    """Without empty cells; a filter in the query would be run on every row, not on every distinct value."""
    return values.filter(pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(values), ""), fill_value=False))


def _wanted(query: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a query names; DuckDB refuses more."""
    return {name: value for name, value in given.items() if f"${name}" in query}


def _with_pair(cells: tuple[Cells, ...], one: Cells) -> list[Cells]:
    """The column, and the one that names the kind of what is in it."""
    other = PAIRED.get(one.column.holds)
    return [*(c for c in cells if c.name == other), one]


def _distinct(relation: Relation, cells: tuple[Cells, ...], one: Cells) -> str:
    needed = _with_pair(cells, one)
    given = ", ".join(f"{c.given} AS x_{c.name}" for c in needed)
    text = one.text
    for pair in needed[:-1]:
        text = text.replace(f"{pair.name}_text", f"({pair.text})")
    return f"SELECT DISTINCT {text} AS raw FROM (SELECT {given} FROM {relation.source})"  # noqa: S608


def _refuse_cards(db: Database, c: Cells) -> None:
    """Take card numbers out of a column of ids that hardly ever come twice: a sample tells whether there can be any."""
    text = statement("ingest", "long_numbers").replace("{name}", quoted(c.name))
    sample = db.table(text, most=_SAMPLE)["value"].to_pylist()
    if not refused_ids(sample):
        return
    cards = (
        refused_ids(db.table(text, most=None)["value"].to_pylist()) if len(sample) == _SAMPLE else refused_ids(sample)
    )
    with db.lent(card=pa.table({"value": pa.array(sorted(cards), pa.string())})):
        db.run(statement("ingest", "refuse_cards").replace("{name}", quoted(c.name)).replace("{bad}", f"bad_{c.name}"))


def _bad(relation: Relation, c: Cells) -> str:
    """The text of cells that have one and yet no value; carried along in `checked` it would double the work."""
    return (
        f"CREATE OR REPLACE TEMP TABLE bad_{c.name} AS SELECT line, x::VARCHAR AS raw "  # noqa: S608
        f"FROM (SELECT {relation.line} AS line, {c.given} AS x FROM {relation.source}) "
        f"WHERE line IN (SELECT line FROM checked WHERE {quoted(c.name)} IS NULL) AND NOT blank(x::VARCHAR)"
    )


def _statement(relation: Relation, cells: tuple[Cells, ...]) -> str:
    given = ", ".join(f"{c.given} AS x_{c.name}" for c in cells)
    read, columns, joins = ["line"], ["r.line"], []
    kinds = [c for c in cells if c.name in PAIRED.values()]
    for c in cells:
        text = c.text
        for pair in kinds:
            text = text.replace(f"{pair.name}_text", f"({pair.text})")
        if c.value is None:
            read.append(f"{text} AS t_{c.name}")
            columns.append(f"m_{c.name}.code AS {quoted(c.name)}")
            joins.append(f"LEFT JOIN map_{c.name} m_{c.name} ON m_{c.name}.raw = r.t_{c.name}")
        else:
            read.append(f"{c.value} AS v_{c.name}")
            columns.append(f"r.v_{c.name} AS {quoted(c.name)}")
    return (
        f"CREATE OR REPLACE TEMP TABLE checked AS WITH given AS (SELECT {relation.line} AS line, {given} "  # noqa: S608
        f"FROM {relation.source}), read AS (SELECT {', '.join(read)} FROM given) "
        f"SELECT {', '.join(columns)} FROM read r {' '.join(joins)}"
    )
