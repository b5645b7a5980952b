"""A new database file in the place of the old, in whose free pages what was deleted could still be read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Protocol

from graphring.model.progress import Progress
from graphring.store.case import storage_errors
from graphring.store.database import Database


class HasDatabase(Protocol):
    """A case, as far as its tables are concerned."""

    @property
    def database(self) -> Path:
        """The DuckDB file."""

    @property
    def spill(self) -> Path:
        """The folder of what is in the making."""


def compact(db: Database, case: HasDatabase, progress: Progress) -> None:
    """Copy every table to a new file and put it in the place of the old one; `db` must be closed after that.

    The lock on the old file is held until then. A kill before the last step leaves the old file as it was.
    """
    progress.step("writing the tables anew")
    folder = case.spill / f"ingest-compact-{os.getpid()}"
    with storage_errors(case.database):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made = folder / case.database.name
        db.copy_to(made)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(case.database)
        shutil.rmtree(folder)
