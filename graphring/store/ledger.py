"""The ledger: cleaned exchanges as Parquet, one folder for each source file and day in it."""

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


def parts(ledger: Path, sources: Collection[str]) -> list[str]:
    """The Parquet files of these sources, in order, escaped so that DuckDB takes no character for a wildcard."""
    return [
        glob.escape(str(path)) for source in sorted(sources) for path in sorted((ledger / source).glob("*/*.parquet"))
    ]


def lend_ledger(db: Database, case: HasLedger) -> None:
    """Let statements of `db` read the whole ledger as the view `ledger`; empty when there are no exchanges."""
    sources = {row["source"] for row in db.rows("SELECT source FROM source_file WHERE kind = 'exchanges'")}
    files = parts(case.ledger, sources)
    db.run(statement("store", "ledger_empty"))
    if not files:
        return
    db.run("SET VARIABLE ledger_files = $files", files=files)
    db.run(statement("store", "ledger_view"))


def drop_unlisted(ledger: Path, listed: Collection[str]) -> None:
    """Remove folders of sources that never became part of the case: an ingest was killed before its last step."""
    for folder in ledger.iterdir():
        if folder.is_dir() and folder.name not in listed:
            shutil.rmtree(folder)
