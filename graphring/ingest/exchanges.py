"""Exchanges: repeats taken out, the ledger written, links and activity counted."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Final

from graphring.ingest.checked import Checked
from graphring.ingest.distinct import words
from graphring.ingest.parts import BATCH_ROWS, PartWriter
from graphring.ingest.read.relation import quoted
from graphring.store.case import CaseFolder, storage_errors
from graphring.store.database import Database, statement
from graphring.store.held import write_held
from graphring.store.ledger import lend_ledger

_LINKED: Final = {
    "ip": "ip_address", "instrument": "payment_instrument", "client": "client", "template_id": "prompt_template",
}  # fmt: skip
_BITS: Final = 64
# Days as bits of one number are several times faster to count than distinct ones.
_DAYS_IN_BITS: Final = "bit_count(bit_or(1::UBIGINT << (epoch_us(time) // 86400000000 - $first_day)::UBIGINT))"
_DAYS_COUNTED: Final = "count(DISTINCT epoch_us(time) // 86400000000 - $first_day)"


def hold_repeats(db: Database, checked: Checked, case: CaseFolder, source: str, without: Collection[str]) -> int:
    """Take rows out whose exchange_id was seen before, in this file or an earlier one; returns how many.

    They are kept in the table `held_rows`. Sources in `without` are about to go and count for nothing.
    """
    if not checked.has("exchange_id"):
        return 0
    lend_ledger(db, case, without=without)
    db.run(statement("ingest", "repeats").replace("{good}", checked.good()))
    n = int(db.value("SELECT count(*) FROM repeated"))
    if n:
        db.run(statement("ingest", "hold_back").replace("{clean}", checked.clean()), source=source)
    return n


def overlapping_hours(db: Database, source: str) -> list[dict[str, object]]:
    """Earlier sources with exchanges in hours of this one: path, number of hours, the first of them."""
    return db.rows(statement("ingest", "overlap"), source=source)


def write_ledger(db: Database, checked: Checked, source: str, to: Path) -> None:
    """Write the clean exchanges as Parquet, one folder a day."""
    columns = ", ".join(quoted(c.name) for c in checked.cells)
    dictionaries = {c.name: words(db, c.name) for c in checked.cells if c.listed}
    threads = int(db.value("SELECT current_setting('threads')"))
    with storage_errors(to):
        PartWriter(to, source, dictionaries, threads).write(
            db.batches(f"SELECT {columns} FROM checked WHERE {checked.good()}", BATCH_ROWS)  # noqa: S608
        )


def keep_repeats(db: Database, repeated: int, to: Path) -> None:
    """Write the rows that were held back beside the ledger."""
    if repeated:
        with storage_errors(to):
            write_held(db, to, "SELECT * FROM held_rows ORDER BY line")


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
    """Add days, hours, links, activity and accounts of the rows in `checked` to the derived tables, or to what is new.

    Straight into the derived tables where nothing there can have the same key: a kind or hours nobody told of before.
    """
    good = checked.good()
    model = "model" if checked.has("model") else "NULL::INTEGER"
    db.run(statement("ingest", "counts").replace("{good}", good).replace("{model}", model), source=source)
    if not checked.has("model"):
        db.run("CREATE OR REPLACE TEMP TABLE word_model (code INTEGER, value VARCHAR)")
    alone = not overlapping_hours(db, source)
    db.run(statement("ingest", "activity").replace("{into}", "activity" if alone else "new_activity"))
    first, days = db.rows(statement("ingest", "days"), source=source)[0].values()
    counted_days = _DAYS_IN_BITS if days <= _BITS else _DAYS_COUNTED
    for name, kind in _LINKED.items():
        if checked.has(name):
            known = db.value("SELECT count(*) FROM (SELECT 1 FROM link WHERE kind = $kind LIMIT 1)", kind=kind)
            text = statement("ingest", "links_of_lists" if checked.words[name].several else "links")
            text = text.replace("{into}", "new_link" if known else "link").replace("{days}", counted_days)
            db.run(
                text.replace("{name}", quoted(name)).replace("{plain}", name).replace("{good}", good),
                kind=kind,
                first_day=first,
            )
