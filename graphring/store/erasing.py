"""Accounts and old rows out of the tables of a case: the ledger first, then everything, in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pyarrow as pa

from graphring.model.progress import Progress
from graphring.store.cutting import Cut, Folder, cut
from graphring.store.database import Database, statement
from graphring.store.derive import mark
from graphring.store.ledger import HasLedger, folders, lend_ledger, move_folder
from graphring.store.redactor import Redactor
from graphring.store.tombstones import bury

_TEXTS: Final = (
    ("source_file", "path"), ("reject", "file"), ("reject", "value"), ("note", "file"), ("note", "value"),
    ("account_row", "close_reason"), ("enforcement", "reason"), ("known_entity", "reason"), ("decision", "reason"),
)  # fmt: skip
"""Columns of text in which an account may be named."""


def erase_accounts(
    db: Database, case: HasLedger, ids: Sequence[str], key: bytes, told: tuple[Progress, datetime]
) -> tuple[int, int]:
    """Take accounts out of ledger and tables and bury them, all or nothing; how many were known, how many rows went.

    `told`: who watches, and the time of it.
    """
    progress, now = told
    accounts = pa.array(sorted(set(ids)), pa.string())
    with db.lent(erasing=pa.table({"account_id": accounts})):
        db.run("CREATE OR REPLACE TEMP TABLE erased AS SELECT account_id FROM erasing")
    counts = db.rows(statement("store", "rows_of_accounts"))[0]
    with db.transaction():
        mark(db, "stale")
        rows = int(counts["rows"]) + _cut_ledger(db, case, Cut(accounts=accounts), progress)
        db.run(statement("store", "erase"))
        _redact_texts(db, Redactor(ids))
        bury(db, key, ids, now)
        if counts["known"] or rows:
            _tell(db, "accounts erased", (int(counts["known"]), rows), now)
    return int(counts["known"]), rows


def prune_rows(db: Database, case: HasLedger, before: datetime, told: tuple[Progress, datetime]) -> tuple[int, int]:
    """Take dated rows from before a time out of ledger and tables, all or nothing; how many exchanges and others."""
    progress, now = told
    others = int(db.value(statement("store", "rows_before"), before=before))
    with db.transaction():
        mark(db, "stale")
        exchanges = _cut_ledger(db, case, Cut(before=before), progress)
        db.run(statement("store", "prune"), before=before)
        lend_ledger(db, case)
        db.run(statement("store", "prune_faults"))
        if exchanges or others:
            _tell(db, "pruned", (1, exchanges + others), now, before)
    return exchanges, others


def _cut_ledger(db: Database, case: HasLedger, what: Cut, progress: Progress) -> int:
    """Give every source of exchanges a folder without those rows; how many went."""
    names = folders(db)
    progress.step("writing the ledger anew", len(names))
    n = 0
    for source, name in names.items():
        folder = Folder(case, source, name)
        gone, held = cut(folder, what)
        if gone or held:
            move_folder(db, source, folder.successor)
            db.run("UPDATE held_back SET rows = rows - $n WHERE source = $source", n=held, source=source)
        n += gone
        progress.advance()
    return n


def _redact_texts(db: Database, out: Redactor) -> None:
    for table, column in _TEXTS:
        texts = db.table(f'SELECT DISTINCT "{column}" AS t FROM {table} WHERE "{column}" IS NOT NULL')["t"].to_pylist()  # noqa: S608
        changed = {text: made for text in texts if (made := out.text(text)) != text}
        if not changed:
            continue
        pairs = pa.table({"old": list(changed), "new": list(changed.values())})
        with db.lent(redacted=pairs):
            db.run(f'UPDATE {table} SET "{column}" = r.new FROM redacted r WHERE "{column}" = r.old')  # noqa: S608


def _tell(db: Database, what: str, counts: tuple[int, int], now: datetime, before: datetime | None = None) -> None:
    db.run(
        "INSERT INTO upkeep VALUES ($now, $what, $n, $rows, $before, NULL)",
        now=now, what=what, n=counts[0], rows=counts[1], before=before,
    )  # fmt: skip
