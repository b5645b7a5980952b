"""A graph into Parquet files, one for each part of it, which an ingest takes like any others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from graphring.errors import InputError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.read import own
from graphring.graphdb.read.absent import labels, listed, refuse_absent
from graphring.graphdb.read.foreign import wanted
from graphring.graphdb.read.mapping import GraphMapping
from graphring.graphdb.read.part import ROWS, Part
from graphring.graphdb.read.rows import write_rows, write_sorted
from graphring.ingest import Source
from graphring.model.progress import Progress
from graphring.settings import Machine
from graphring.store.case import storage_errors
from graphring.store.database import Database

_PORT: Final = 7687
"""Of Bolt, where an address has none."""


@dataclass(frozen=True)
class Reading:
    """What was read: sources for an ingest, and what a person must know of them."""

    sources: tuple[Source, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What a reading works with: an empty folder, how much of the machine, who is told."""

    folder: Path
    machine: Machine
    progress: Progress


def read(address: Address, mapping: GraphMapping | None, case_id: str | None, desk: Desk) -> Reading:
    """Read a graph by a mapping, or one of our own schema that is not a publication of the case with this id.

    Raises GraphDatabaseError; InputError where the graph is not what it should be, before a row is read.
    """
    with Connection(address) as graph:
        if mapping is None:
            asked, notices = _own(graph, case_id, desk.progress)
        else:
            asked, notices = _foreign(graph, mapping, desk.progress), ()
        with storage_errors(desk.folder), Database.open(
            desk.folder / "rows.duckdb", desk.machine, desk.folder / "spill"
        ) as db:  # fmt: skip
            return Reading(tuple(_sources(graph, db, asked, desk)), notices)


def place(address: Address) -> str:
    """The database by name, the same by whatever scheme and with whoever's password it was asked."""
    parts = urlsplit(address.uri)
    host = parts.hostname or ""
    return f"neo4j://{f'[{host}]' if ':' in host else host}:{parts.port or _PORT}/{address.database}"


def _sources(graph: Connection, db: Database, asked: Sequence[tuple[Part, int]], desk: Desk) -> Iterator[Source]:
    for i, (part, n) in enumerate(asked):
        raw, path, name = (
            desk.folder / "raw.parquet",
            desk.folder / f"{i}.parquet",
            f"{place(graph.address)} {part.name}",
        )
        desk.progress.step(f"reading {part.name}", n)
        with closing(graph.stream(part.statement, **part.parameters)) as rows:
            write_rows(part, rows, raw, desk.progress)
        write_sorted(db, part, raw, path, name)
        raw.unlink()
        yield Source(name, path, kind=part.kind, stored=part.stored, replaces=True)


def _foreign(graph: Connection, mapping: GraphMapping, progress: Progress) -> list[tuple[Part, int]]:
    parts = wanted(mapping)
    progress.step("counting what is there", len(parts))
    counted = [(one, _counts(graph, one.part, progress)) for one in parts]
    refuse_absent(graph, counted)
    return [(one.part, counts[ROWS]) for one, counts in counted]


def _own(graph: Connection, case_id: str | None, progress: Progress) -> tuple[list[tuple[Part, int]], tuple[str, ...]]:
    (told,) = graph.read(statement("read/graph"))
    if not told["n_accounts"] or not told["n_entities"]:
        raise _not_ours(graph)
    if case_id is not None and told["case_id"] == case_id:
        raise InputError(
            f"the graph at {graph.address.uri} is what this very case published: reading it back would count"
            " everything twice; read it into another case."
        )
    parts = own.parts()
    progress.step("counting what is there", len(parts))
    counted = [(part, _counts(graph, part, progress)[ROWS]) for part in parts]
    if not any(n for part, n in counted if part.kind in ("links", "relations")):
        raise InputError(
            f"the graph at {graph.address.uri} has no links and no relations; publish a case into it first."
        )
    return counted, tuple(own.notices(told["n_exchanges"], told["n_instruments"]))


def _counts(graph: Connection, part: Part, progress: Progress) -> dict[str, int]:
    (counts,) = graph.read(part.counting, **part.parameters)
    progress.advance()
    return counts


def _not_ours(graph: Connection) -> InputError:
    known = labels(graph)
    if not known:
        return InputError(
            f"there is nothing in the database {graph.address.database} at {graph.address.uri}; set NEO4J_URI or"
            " NEO4J_DATABASE to the one with the graph."
        )
    return InputError(
        f"the graph at {graph.address.uri} is none that graphring published, it has the labels {listed(known)}; say"
        " what is what in it with a mapping (--mapping MAP.toml, mapping= in Python)."
    )
