"""A file that takes the place of an older one: which ones those are, and what a person must know of it."""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import Any

from graphring.ingest.columnmap import ColumnMap
from graphring.ingest.source import Options, Source
from graphring.store.database import Database, statement


def reading_of(options: Options, told: ColumnMap) -> str:
    """How a file is read, as far as a person said so: another zone makes other rows of the same bytes."""
    return json.dumps(
        [
            options.zone,
            options.time_format,
            *(sorted(m.items()) for m in (told.columns, told.values, told.time_formats)),
        ]
    )


def older(db: Database, source: Source, what: tuple[str, str, str], *, by_person: bool) -> list[str]:
    """The sources that give way to this one; `what`: its digest, its kind, its key in the case.

    Those that came in under the same name and, where a person asks, those of the same bytes; of the same kind only.
    """
    sha256, kind, key = what
    known: list[dict[str, Any]] = db.rows(statement("ingest", "replace"), kind=kind, key=key)
    named = None if by_person and source.path is None else os.path.normpath(source.name)
    return [
        row["source"]
        for row in known
        if os.path.normpath(row["path"]) == named or (by_person and row["sha256"] == sha256)
    ]


def notices(db: Database, source: Source, kind: str, *, replaced: bool) -> tuple[str, ...]:
    """What stays although a person may have meant it: the same name as another kind, the same own name elsewhere."""
    case, own = db.path.parent, PurePath(source.name).name
    rows = db.rows("SELECT DISTINCT path, kind FROM source_file ORDER BY path, kind")
    others = [row["kind"] for row in rows if row["path"] == source.name and row["kind"] != kind]
    told = [
        f"it is in the case as {other} as well: that stays (graphring forget-file takes it out)." for other in others
    ]
    if replaced:
        return tuple(told)
    near = [row["path"] for row in rows if PurePath(row["path"]).name == own and row["path"] != source.name]
    if near:
        told.append(
            f"nothing came in under this very name before, only {near[0]}: it was taken in beside that; take the "
            f"other out with `graphring forget-file {case} {near[0]}` if it was meant."
        )
    else:
        told.append(
            "nothing came in under this name before: it was taken in as new; where it corrects a file of another "
            f"name, take that out with `graphring forget-file {case} NAME`."
        )
    return tuple(told)
