"""A case folder: where its parts lie, whose key it has, and who may write to it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graphring.errors import CaseBusyError, CaseDamagedError, CaseNotFoundError, StorageError
from graphring.settings import Machine
from graphring.store.database import Database
from graphring.store.key import KEY_VARIABLE, given_key, kept_key, key_mark, new_key
from graphring.store.ledger import drop_unlisted
from graphring.store.migrations import Migration, built_in, make_tables, migrate, newest
from graphring.store.runs import left_over

_POLL_S: Final = 0.2
_WITHOUT_TABLES: Final = 3 * 4096
"""Bytes of a DuckDB file with nothing but its headers: the making of the case was broken off."""
OWN_LEFTOVERS: Final = ("ingest-", "spill-")
"""What connections and ingests leave in tmp/ when they are killed."""


@dataclass(frozen=True)
class CaseFolder:
    """A handle on a case; it opens nothing by itself. `wait`: for another process that has it, instead of a fault."""

    path: Path
    key: bytes = field(repr=False)
    wait: bool = False
    migrations: tuple[Migration, ...] = field(default_factory=built_in, repr=False)

    @classmethod
    def create(cls, path: Path, key: str | None = None) -> CaseFolder:
        """Make the folder and its tables, or open the case that is there already."""
        path = Path(path)
        if (path / "case.duckdb").exists():
            case = cls.open(path, key)
            if case.database.stat().st_size <= _WITHOUT_TABLES:
                case._make_tables()
            return case
        if "?" in str(path.absolute()):  # DuckDB takes what follows for a parameter
            raise StorageError(f"a case can't lie in {path}: its name has a question mark; choose another folder.")
        with storage_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            case = cls(path, given_key(key) or new_key(path / "key"))
            for folder in (case.ledger, case.runs, case.reports, case.spill):
                folder.mkdir(exist_ok=True)
        case._make_tables()
        return case

    @classmethod
    def open(cls, path: Path, key: str | None = None) -> CaseFolder:
        """The case in `path`; raises CaseNotFoundError, CaseDamagedError where the key is missing."""
        path = Path(path)
        if not (path / "case.duckdb").exists():
            raise CaseNotFoundError(f"there is no case in {path}; make one with `graphring ingest {path} FILE…`.")
        return cls(path, given_key(key) or kept_key(path / "key"))

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.path / "case.duckdb"

    @property
    def ledger(self) -> Path:
        """The folder of cleaned exchanges."""
        return self.path / "ledger"

    @property
    def runs(self) -> Path:
        """The folder of runs."""
        return self.path / "runs"

    @property
    def reports(self) -> Path:
        """The folder of reports."""
        return self.path / "reports"

    @property
    def spill(self) -> Path:
        """The folder of what is in the making; anything left in it is leftover."""
        return self.path / "tmp"

    def writing(self, machine: Machine, *, wait: bool = False) -> Database:
        """The case's tables for writing, by one process at a time; leftovers of a killed writer are swept away."""
        db = self._patiently(lambda: Database.open(self.database, machine, self._own_spill()), wait=wait)
        with _closed_on_fault(db):
            self._bring_up_to_date(db)
            self._sweep(db)
        return db

    def reading(self, machine: Machine, *, wait: bool = False) -> Database:
        """A database in memory that reads the case's tables; those of an older version are brought up to date first."""
        db = self._patiently(lambda: Database.scratch(self.database, machine, self._own_spill()), wait=wait)
        with _closed_on_fault(db):
            version = self._version(db)
            if version == newest(self.migrations):
                self._refuse_half_done(db)
                return db
        db.close()
        try:
            self.writing(machine, wait=wait).close()
        except StorageError as error:
            raise StorageError(
                f"{self.path} was made by an older version of graphring and must be brought up to date once; "
                "make it writable, or copy it to a folder that can be written."
            ) from error
        return self.reading(machine, wait=wait)

    def discard_if_bare(self) -> bool:
        """Remove the folder where no file was ever taken in; says whether that was so."""
        with Database.open(self.database, Machine(), self._own_spill()) as db:
            if db.value("SELECT count(*) FROM source_file"):
                return False
        with storage_errors(self.path):
            shutil.rmtree(self.path)
        return True

    def _own_spill(self) -> Path:
        """Two processes that read at the same time would overwrite each other's spilled pages in one folder."""
        return self.spill / f"spill-{os.getpid()}-{secrets.token_hex(4)}"

    def _patiently(self, opened: Callable[[], Database], *, wait: bool) -> Database:
        while True:
            try:
                return opened()
            except CaseBusyError:
                if not (wait or self.wait):
                    raise
                time.sleep(_POLL_S)

    def _version(self, db: Database) -> int:
        """The version of the tables, once it is sure that they are ours to read."""
        told = {row["name"]: row["value"] for row in db.rows("SELECT name, value FROM meta")}
        version, known = int(told.get("schema", "0")), newest(self.migrations)
        if version > known:
            raise CaseDamagedError(
                f"{self.path} was written by a newer version of graphring (its tables are version {version}, this one "
                f"knows {known}); install a newer graphring, or make a new case from the files."
            )
        if told.get("key") != key_mark(self.key):
            raise CaseDamagedError(
                f"the key does not fit {self.path}; set {KEY_VARIABLE} to the key that the case was made with, "
                "or unset it if the case keeps its own."
            )
        return version

    def _bring_up_to_date(self, db: Database) -> None:
        version = self._version(db)
        if version == newest(self.migrations):
            return
        with db.transaction():
            migrate(db, version, self.migrations)
            db.run("UPDATE meta SET value = $now WHERE name = 'schema'", now=str(newest(self.migrations)))

    def _refuse_half_done(self, db: Database) -> None:
        if db.value("SELECT value FROM meta WHERE name = 'derived'") == "stale":
            raise CaseDamagedError(
                f"the last ingest into {self.path} was broken off; "
                "run the same `graphring ingest` again to complete it."
            )

    def _sweep(self, db: Database) -> None:
        with storage_errors(self.path):
            for folder in (self.ledger, self.spill):
                folder.mkdir(exist_ok=True)
            ours = (old for old in self.spill.iterdir() if old.name.startswith(OWN_LEFTOVERS))
            for old in (*ours, *left_over(self.spill)):
                _remove(old)
            drop_unlisted(self.ledger, {row["source"] for row in db.rows("SELECT source FROM source_file")})

    def _make_tables(self) -> None:
        with Database.open(self.database, Machine(), self._own_spill()) as db, db.transaction():
            if db.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta'"):
                return
            make_tables(db, self.migrations)
            for name, value in (
                ("schema", str(newest(self.migrations))),
                ("key", key_mark(self.key)),
                ("derived", "fresh"),
            ):
                db.run("INSERT INTO meta VALUES ($name, $value)", name=name, value=value)


@contextlib.contextmanager
def _closed_on_fault(db: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Full disks and folders that can't be written, in one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            said = f"the disk of {path} is full; free some space and run the same command again."
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            said = f"{path} can't be written; check its permissions."
        else:
            said = f"{path} can't be used as a case: {error.strerror}; choose another folder."
        raise StorageError(said) from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
