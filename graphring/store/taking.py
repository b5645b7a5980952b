"""Sources out of a case: which ones a name means, and their rows out of every table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

import pyarrow as pa

from graphring.errors import InputError, NotFoundError
from graphring.store.database import Database, statement
from graphring.store.derive import mark

_SHOWN = 5


def sources_named(db: Database, name: str, kind: str | None) -> list[dict[str, Any]]:
    """Sources that came in under that name, as it was given or as a file's own name without its folder.

    Raises NotFoundError, and InputError where files of several folders have that name.
    """
    known = db.rows(statement("store", "sources"), kind=kind)
    found = [row for row in known if row["path"] == name]
    if not found:
        found = [row for row in known if PurePath(row["path"]).name == PurePath(name).name]
    paths = sorted({row["path"] for row in found})
    if not found:
        raise NotFoundError(_unknown(db, name, kind, sorted({row["path"] for row in known})))
    if len(paths) > 1:
        raise InputError(f"{name!r} may be {_listed(paths)}; give the name as it was taken in.")
    return found


def _unknown(db: Database, name: str, kind: str | None, paths: Sequence[str]) -> str:
    of_kind = f" of {kind}" if kind else ""
    there = f"there are {_listed(paths)}" if paths else "it has none"
    return f"the case has no file{of_kind} named {name!r}; {there} (`graphring status {db.path.parent}` lists them)."


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def take_out(db: Database, sources: Sequence[str], what: str, now: datetime) -> None:
    """Take the rows of these sources out of every table, and say so in `upkeep`; part of a transaction."""
    mark(db, "stale")
    with db.lent(going=pa.table({"source": pa.array(list(sources), pa.string())})):
        db.run("CREATE OR REPLACE TEMP TABLE outdated AS SELECT source FROM going")
    db.run(statement("store", "told_of_files"), what=what, now=now)
    db.run(statement("store", "take_out"))


def not_kept(db: Database) -> tuple[str, ...]:
    """Files with repeated rows that were taken in before graphring kept such rows."""
    return tuple(row["path"] for row in db.rows(statement("store", "not_kept")))
