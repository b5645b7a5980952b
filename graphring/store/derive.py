"""The tables that are made from the ledger and from rows as they came: links, accounts, relations, activity."""

from __future__ import annotations

from graphring.store.database import Database, statement
from graphring.store.ledger import HasLedger, lend_ledger


def begin(db: Database) -> None:
    """Empty temporary tables for what the files of an ingest add."""
    db.run(statement("store", "fresh"))


def add_rows(db: Database, source: str) -> None:
    """Count in the stored rows of one source that is not of exchanges."""
    db.run(statement("store", "fresh_rows"), source=source)


def mark(db: Database, state: str) -> None:
    """Say whether the derived tables are `fresh`, or `stale`: rows are stored that they do not know yet."""
    db.run("UPDATE meta SET value = $state WHERE name = 'derived'", state=state)


def is_stale(db: Database) -> bool:
    """Whether an earlier ingest was broken off before its last step."""
    return bool(db.value("SELECT value FROM meta WHERE name = 'derived'") == "stale")


def derive(db: Database, case: HasLedger, *, whole: bool) -> None:
    """Bring the derived tables up to date, from what is new or (`whole`) from everything; all or nothing.

    What is new costs in proportion to itself, but for a look through the keys of the links that are there.
    """
    with db.transaction():
        if whole:
            lend_ledger(db, case)
            db.run(statement("store", "fresh_all"))
        for table, fresh in (("link", "new_link"), ("activity", "new_activity"), ("account", "new_seen")):
            if db.value(f"SELECT count(*) FROM {fresh}"):  # noqa: S608 - one of three names
                db.run(statement("store", f"derive_{table}"))
        if whole or _has_new_relations(db):
            db.run(statement("store", "derive_relation"))
        mark(db, "fresh")


def _has_new_relations(db: Database) -> bool:
    return bool(db.value("SELECT (SELECT count(*) FROM relation_row) <> (SELECT coalesce(sum(n), 0) FROM relation)"))


def days_overlap(db: Database, sources: list[str]) -> bool:
    """Whether a day of these sources is also a day of another: then days of use can't simply be added up."""
    return bool(db.value(statement("store", "days_overlap"), sources=sources))
