"""Rows that repeat an exchange of another file: kept beside the ledger, and back in it when the others are gone."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from graphring.store.cutting import HELD, Folder, link, write_batches, write_part
from graphring.store.database import Database, statement
from graphring.store.ledger import HasLedger, folders, lend_ledger, move_folder

_BATCH_ROWS: Final = 1 << 17


def write_held(db: Database, to: Path, query: str) -> int:
    """Write the rows of a query (columns of the ledger, and `line`) as held back; how many there are."""
    return write_batches(db.batches(query, _BATCH_ROWS), to / HELD)


def come_back(db: Database, case: HasLedger) -> int:
    """Take rows that were held back into the ledger where what they repeat is gone; how many. Part of a transaction."""
    files = _held_files(db, case)
    if not files:
        return 0
    lend_ledger(db, case)
    db.run("SET VARIABLE held_files = $files", files=files)
    db.run(statement("store", "held_view") + statement("store", "back"))
    counts = db.rows("SELECT source, count(*) AS n FROM back GROUP BY source ORDER BY source")
    names = folders(db)
    for row in counts:
        _take_back(db, Folder(case, row["source"], names[row["source"]]))
        db.run(statement("store", "came_back"), source=row["source"], n=row["n"])
    return sum(row["n"] for row in counts)


def _held_files(db: Database, case: HasLedger) -> list[str]:
    names = folders(db)
    listed = [row["source"] for row in db.rows("SELECT source FROM held_back WHERE rows > 0 ORDER BY nth")]
    return [glob.escape(str(path)) for source in listed for path in Folder(case, source, names[source]).held()]


def _take_back(db: Database, folder: Folder) -> None:
    made = folder.draft()
    for part in folder.parts():
        link(part, made / part.relative_to(folder.path))
    days = db.rows("SELECT DISTINCT time::DATE AS day FROM back WHERE source = $source", source=folder.source)
    for row in days:
        rows = db.table(statement("store", "back_of_day"), source=folder.source, day=row["day"])
        write_part(rows, made / f"day={row['day']}" / f"part-{folder.successor.partition('-')[2]}-back.parquet")
    _write_rest(db, folder, made)
    move_folder(db, folder.source, folder.keep(made))


def _write_rest(db: Database, folder: Folder, made: Path) -> None:
    """Those that stay held back."""
    lines: pa.Array = db.table("SELECT line FROM back WHERE source = $source", source=folder.source)["line"]
    for path in folder.held():
        held = parquet.read_table(path, partitioning=None)
        rest = held.filter(pc.invert(pc.is_in(held["line"], value_set=lines.combine_chunks())))
        if rest.num_rows:
            write_part(rest, made / HELD)
