"""Exchanges: repeats taken out, the ledger written, links and activity counted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from graphring.ingest.checked import Checked
from graphring.ingest.parts import PartWriter
from graphring.ingest.read.relation import quoted
from graphring.store.case import CaseFolder, storage_errors
from graphring.store.database import Database, statement
from graphring.store.ledger import lend_ledger

_LINKED: Final = {
    "ip": "ip_address", "instrument": "payment_instrument", "client": "client", "template_id": "prompt_template",
}  # fmt: skip
_BATCH_ROWS: Final = 1 << 17


def drop_repeats(db: Database, checked: Checked, case: CaseFolder) -> int:
    """Take rows out whose exchange_id was seen before, in this file or an earlier one; returns how many."""
    if not checked.has("exchange_id"):
        return 0
    lend_ledger(db, case)
    db.run(statement("ingest", "repeats").replace("{good}", checked.good()))
    return int(db.value("SELECT count(*) FROM repeated"))


def overlapping_hours(db: Database, source: str) -> list[dict[str, object]]:
    """Earlier sources with exchanges in hours of this one: path, number of hours, the first of them."""
    return db.rows(statement("ingest", "overlap"), source=source)


def write_ledger(db: Database, checked: Checked, source: str, to: Path) -> None:
    """Write the clean exchanges as Parquet, one folder a day; `checked` is in the order of days."""
    columns = ", ".join(quoted(c.name) for c in checked.cells)
    words = {c.name: db.table(f"SELECT value FROM word_{c.name} ORDER BY code")["value"] for c in checked.cells if c.listed}
    dictionaries = {name: column.combine_chunks() for name, column in words.items()}
    threads = int(db.value("SELECT current_setting('threads')"))
    with storage_errors(to):
        PartWriter(to, source, dictionaries, threads).write(
            db.batches(f"SELECT {columns} FROM checked WHERE {checked.good()}", _BATCH_ROWS)
        )


def keep_ledger(made: Path, case: CaseFolder, source: str) -> None:
    """Move what was written to its place, in one step."""
    if not made.exists():
        return
    with storage_errors(case.path):
        target = case.ledger / source
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)


def count_exchanges(db: Database, checked: Checked, source: str) -> None:
    """Add days, hours, links, activity and accounts of the rows in `checked` to what is new."""
    good = checked.good()
    model = "model" if checked.has("model") else "NULL::INTEGER"
    db.run(statement("ingest", "counts").replace("{good}", good).replace("{model}", model), source=source)
    if not checked.has("model"):
        db.run("CREATE OR REPLACE TEMP TABLE word_model (code INTEGER, value VARCHAR)")
    db.run(statement("ingest", "activity"))
    for name, kind in _LINKED.items():
        if checked.has(name):
            listed = checked.words[name].several
            text = statement("ingest", "links_of_lists" if listed else "links")
            db.run(text.replace("{name}", name).replace("{good}", good), kind=kind)
