"""The ledger: cleaned exchanges as Parquet, one folder for each source file and day in it.

A folder never changes: where rows go out of a source or come back, a new folder takes its place with the commit.
"""

from __future__ import annotations

import glob
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Final, Protocol

from graphring.store.database import Database, statement

LEDGER_COLUMNS: Final = (
    "time", "account_id", "ip", "instrument", "template_ids", "model", "client", "pathway", "capability", "status",
    "item", "credential", "session", "end_user", "exchange_id", "source",
)  # fmt: skip


class HasLedger(Protocol):
    """A case, as far as the ledger is concerned."""

    @property
    def ledger(self) -> Path:
        """The folder of the ledger."""

    @property
    def spill(self) -> Path:
        """The folder of what is in the making."""


def folders(db: Database) -> dict[str, str]:
    """The folder in the ledger of each source of exchanges, whether it has rows or not."""
    rows = db.rows(statement("store", "ledger_folders"))
    return {row["source"]: row["folder"] for row in rows}


def parts(ledger: Path, sources: Collection[str]) -> list[str]:
    """The Parquet files of these folders, in order, escaped so that DuckDB takes no character for a wildcard."""
    return [
        glob.escape(str(path)) for source in sorted(sources) for path in sorted((ledger / source).glob("*/*.parquet"))
    ]


def lend_ledger(db: Database, case: HasLedger, *, without: Collection[str] = ()) -> None:
    """Let statements of `db` read the ledger as the view `ledger`, but for some sources; empty without exchanges."""
    files = parts(case.ledger, [folder for source, folder in folders(db).items() if source not in without])
    db.run(statement("store", "ledger_empty"))
    if not files:
        return
    db.run("SET VARIABLE ledger_files = $files", files=files)
    db.run(statement("store", "ledger_view"))


def drop_unlisted(db: Database, ledger: Path) -> None:
    """Remove folders that never became part of the case, or are no more: of a change that was killed midway too."""
    listed = set(folders(db).values())
    for folder in ledger.iterdir():
        if folder.is_dir() and folder.name not in listed:
            shutil.rmtree(folder)


def move_folder(db: Database, source: str, folder: str) -> None:
    """From the commit on, the rows of a source lie in that folder."""
    db.run(statement("store", "move_folder"), source=source, folder=folder)
