"""What changed since the last publish: rows to send, keys to delete."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pyarrow import parquet

from graphring.graphdb.rows import Table
from graphring.graphdb.sent import Sent
from graphring.store.database import Database

BATCH: Final = 10_000
"""Rows in one transaction; fewer and more are slower by a tenth to a half."""


def find_change(db: Database, table: Table, sent: Sent) -> tuple[int, int]:
    """Make the tables now, delta (rows to send) and gone (keys to delete); how many rows delta and gone have."""
    keys = ", ".join(map(_quoted, table.keys))
    columns = fill_now(db, table)
    before = sent.rows(table.name)
    same = before is not None and parquet.read_schema(before).names == [name for name, _ in table.columns]
    _read(db, "before", [before] if before else [], columns if same else keys)
    _read(db, "unsure", sent.unsure(table.name), keys)
    changed = "SELECT * FROM now EXCEPT SELECT * FROM before" if same else "SELECT * FROM now"
    again = f" UNION SELECT now.* FROM now SEMI JOIN unsure USING ({keys})" if sent.unsure(table.name) else ""  # noqa: S608
    _fill(db, "delta", changed + again)
    _fill(
        db, "gone",
        f"SELECT * FROM (SELECT {keys} FROM before UNION SELECT {keys} FROM unsure) ANTI JOIN now USING ({keys})",  # noqa: S608
    )  # fmt: skip
    return int(db.value("SELECT count(*) FROM delta")), int(db.value("SELECT count(*) FROM gone"))


def fill_now(db: Database, table: Table) -> str:
    """Make the table now; its columns."""
    columns = ", ".join(_quoted(name) for name, _ in table.columns)
    _fill(db, "now", f"SELECT {columns} FROM ({table.query})", **table.parameters)  # noqa: S608 - names of the schema
    return columns


def rows_to_send(db: Database, table: Table, name: str = "delta") -> Iterator[list[tuple[Any, ...]]]:
    """Batches of rows by start node, times as text."""
    cells = ", ".join(
        f"strftime({_quoted(c)} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS {_quoted(c)}"
        if kind == "datetime" else _quoted(c)
        for c, kind in table.columns
    )  # fmt: skip
    for batch in db.batches(f"SELECT {cells} FROM {name} ORDER BY {_ordinals(table)}", BATCH):  # noqa: S608
        yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def keys_to_delete(db: Database, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of keys of the table gone."""
    for batch in db.batches(f"SELECT * FROM gone ORDER BY {_ordinals(table)}", BATCH):  # noqa: S608
        yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def keep(db: Database, table: Table, sent: Sent) -> None:
    """Remember now as what the graph has."""
    sent.write_rows(table.name, *_streamed(db, f"SELECT * FROM now ORDER BY {_ordinals(table)}"))  # noqa: S608


def keep_unsure(db: Database, table: Table, sent: Sent, name: str) -> Path:
    """Remember the keys of `name` (delta or gone) as unsure."""
    keys = ", ".join(map(_quoted, table.keys))
    return sent.write_unsure(table.name, *_streamed(db, f"SELECT {keys} FROM {name}"))  # noqa: S608


def _streamed(db: Database, query: str) -> tuple[Any, Any]:
    schema = db.table(f"SELECT * FROM ({query}) LIMIT 0").schema  # noqa: S608
    return schema, db.batches(query, 10 * BATCH)


def _fill(db: Database, name: str, query: str, **parameters: Any) -> None:
    db.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", **parameters)


def _read(db: Database, name: str, files: list[Path], columns: str) -> None:
    """Read Parquet files as the view `name`; an empty one where there are none."""
    if not files:
        db.run(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {columns} FROM now LIMIT 0")  # noqa: S608
        return
    db.run(f"SET VARIABLE {name}_files = $files", files=[str(path) for path in files])
    db.run(
        f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {columns} FROM read_parquet(getvariable('{name}_files'))"  # noqa: S608
    )


def _ordinals(table: Table) -> str:
    return ", ".join(str(i) for i in range(1, len(table.keys) + 1))


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextlib.contextmanager
def cleared(db: Database) -> Iterator[None]:
    """The tables of one change, gone at the end; not after a fault, when rows may still be under way from them.

    Whoever publishes closes the database then, and dropping them would fail and hide the fault.
    """
    yield
    db.run("DROP VIEW IF EXISTS before; DROP VIEW IF EXISTS unsure")
    db.run("DROP TABLE IF EXISTS now; DROP TABLE IF EXISTS delta; DROP TABLE IF EXISTS gone")
