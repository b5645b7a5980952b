"""A case file of given links, made with the schema alone, so that evidence is tested apart from ingest."""

from __future__ import annotations

from pathlib import Path

import duckdb

from graphring.settings import Settings
from graphring.store.database import Database
from graphring.store.migrations import built_in, make_tables

Links = list[tuple[str, str, str]]


def case_of(
    folder: Path, links: Links, relations: list[tuple[str, str]] = (), known: list[tuple[str, str, str]] = ()
) -> Path:  # type: ignore[assignment]
    """account, kind, entity; account, account; kind, entity, class."""
    path = folder / "case.duckdb"
    connection = duckdb.connect(str(path))
    make_tables(Database(connection, path), built_in())
    when = "TIMESTAMPTZ '2026-03-01 00:00:00+00'"
    for row in sorted(set(links)):
        connection.execute(f"INSERT INTO link VALUES (?, ?, ?, {when}, {when}, 1, 1)", row)
    for account in sorted({a for a, _, _ in links} | {x for pair in relations for x in pair}):
        connection.execute("INSERT INTO account (account_id, n_exchanges) VALUES (?, 0)", [account])
    for pair in relations:
        connection.execute(f"INSERT INTO relation VALUES (?, ?, 'transfer', {when}, {when}, 1, NULL)", pair)
    for row in known:
        connection.execute("INSERT INTO known_entity VALUES ('s', ?, ?, ?, 'listed', NULL, NULL)", row)
    connection.close()
    return path


def opened(path: Path, settings: Settings | None = None) -> Database:
    return Database.scratch(path, (settings or Settings()).machine, path.parent / "tmp")
