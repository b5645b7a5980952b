"""Migrations: the tables of a case, as version 1 and the steps from there to the version of today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from graphring.store.database import Database, statement

FIRST_VERSION: Final = 1
"""The version of schema.sql, which never changes any more."""


@dataclass(frozen=True, order=True)
class Migration:
    """What makes tables of the version `number` from those of the version before."""

    number: int
    name: str
    text: str


def read_migrations(folder: Traversable) -> tuple[Migration, ...]:
    """The files NNNN_name.sql of a folder in the order of their numbers; ValueError where two have the same one."""
    if not folder.is_dir():
        return ()
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".sql")]
    read = sorted(Migration(int(name[:4]), name[5:-4], (folder / name).read_text(encoding="utf-8")) for name in names)
    numbers = [migration.number for migration in read]
    if len(set(numbers)) < len(numbers) or any(number <= FIRST_VERSION for number in numbers):
        raise ValueError(f"migrations need numbers of their own from {FIRST_VERSION + 1} on, not {numbers}.")
    return tuple(read)


@cache
def built_in() -> tuple[Migration, ...]:
    """Those of this graphring."""
    return read_migrations(files("graphring.store") / "sql" / "migrations")


def newest(migrations: tuple[Migration, ...]) -> int:
    """The version of tables that have all of these."""
    return max((migration.number for migration in migrations), default=FIRST_VERSION)


def make_tables(db: Database, migrations: tuple[Migration, ...]) -> None:
    """The tables of a new case: those of version 1, and everything since."""
    db.run(statement("store", "schema"))
    migrate(db, FIRST_VERSION, migrations)


def migrate(db: Database, version: int, migrations: tuple[Migration, ...]) -> None:
    """Bring tables of that version up to date; wants a transaction around it."""
    for migration in migrations:
        if migration.number > version:
            db.run(migration.text)
