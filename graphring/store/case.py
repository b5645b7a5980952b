"""A case folder: where its parts lie, whose key it has, and who may write to it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from graphring.errors import CaseBusyError, CaseDamagedError, CaseNotFoundError, StorageError
from graphring.settings import Machine
from graphring.store.database import Database
from graphring.store.key import KEY_VARIABLE, given_key, kept_key, key_mark, own_key, put_once
from graphring.store.ledger import drop_unlisted
from graphring.store.leftover import left_over
from graphring.store.migrations import Migration, built_in, make_tables, migrate, newest

_POLL_S: Final = 0.2
_WITHOUT_TABLES: Final = 3 * 4096
"""Bytes of a DuckDB file with nothing but its headers: the making of the case was broken off."""
OWN_LEFTOVERS: Final = "ingest-"
"""What ingests leave in tmp/ when they are killed."""


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
        if (path / "case.duckdb").exists() and not _is_bare(path / "case.duckdb"):
            return cls.open(path, key)
        if "?" in str(path.absolute()):  # DuckDB takes what follows for a parameter
            raise StorageError(f"a case can't lie in {path}: its name has a question mark; choose another folder.")
        with storage_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            case = cls(path, b"")
            for folder in (case.ledger, case.runs, case.reports, case.spill):
                folder.mkdir(exist_ok=True)
            replace(case, key=given_key(key) or own_key(path / "key", case._own_spill()))._make_tables()
        return cls.open(path, key)  # another process may have been faster

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
        db = self._patiently(lambda: self._opened(machine), wait=wait)
        with _closed_on_fault(db):
            self._bring_up_to_date(db)
            self._sweep(db)
        return db

    def reading(self, machine: Machine, *, wait: bool = False, half_done: bool = False) -> Database:
        """A database in memory that reads the case's tables; those of an older version are brought up to date first.

        Tables that a broken-off change left behind are refused, unless `half_done` says that they are of use.
        """
        db = self._patiently(lambda: Database.scratch(self.database, machine, self._own_spill()), wait=wait)
        with _closed_on_fault(db):
            version = self._version(db)
            if version == newest(self.migrations):
                if not half_done:
                    self._refuse_half_done(db)
                self._sweep_dead()
                return db
        db.close()
        try:
            self.writing(machine, wait=wait).close()
        except StorageError as error:
            raise StorageError(
                f"{self.path} was made by an older version of graphring and must be brought up to date once; "
                "make it writable, or copy it to a folder that can be written."
            ) from error
        return self.reading(machine, wait=wait, half_done=half_done)

    def discard_if_bare(self) -> bool:
        """Remove the folder where no file was ever taken in; says whether that was so."""
        try:
            with Database.open(self.database, Machine(), self._own_spill()) as db:
                if db.value("SELECT count(*) FROM source_file"):
                    return False
        except CaseBusyError:  # whoever writes to it puts something in
            return False
        with storage_errors(self.path):
            shutil.rmtree(self.path)
        return True

    def _own_spill(self) -> Path:
        """Two processes that read at the same time would overwrite each other's spilled pages in one folder."""
        return self.spill / f"spill-{os.getpid()}-{secrets.token_hex(4)}"

    def _opened(self, machine: Machine) -> Database:
        """The database file for writing; opened again where another process put a new file in its place meanwhile."""
        while True:
            before = self.database.stat().st_ino
            db = Database.open(self.database, machine, self._own_spill())
            if self.database.stat().st_ino == before:
                return db
            db.close()

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
                f"the last change of {self.path} was broken off; run the same command again to complete it "
                "(any `graphring ingest` does so too)."
            )

    def _sweep_dead(self) -> None:
        """What killed readers left; where it can't be removed it harms nobody."""
        for old in left_over(self.spill):
            shutil.rmtree(old, ignore_errors=True)

    def _sweep(self, db: Database) -> None:
        with storage_errors(self.path):
            for folder in (self.ledger, self.spill):
                folder.mkdir(exist_ok=True)
            ours = (old for old in self.spill.iterdir() if old.name.startswith(OWN_LEFTOVERS))
            for old in (*ours, *left_over(self.spill)):
                _remove(old)
            drop_unlisted(db, self.ledger)

    def _make_tables(self) -> None:
        """The database takes its name when its tables are whole, whatever happens before, and once."""
        draft = self._own_spill()
        draft.mkdir(parents=True)
        try:
            made = draft / self.database.name
            with Database.open(made, Machine(), draft) as db:
                with db.transaction():
                    make_tables(db, self.migrations)
                    version = str(newest(self.migrations))
                    for name, value in (("schema", version), ("key", key_mark(self.key)), ("derived", "fresh")):
                        db.run("INSERT INTO meta VALUES ($name, $value)", name=name, value=value)
                db.run("CHECKPOINT")  # closing would do it too, but say nothing of a full disk
            if _is_bare(self.database):
                self.database.unlink(missing_ok=True)
            put_once(made, self.database)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _is_bare(database: Path) -> bool:
    """Whether an older version left nothing but headers when it was killed while it made the case."""
    log = database.with_name(f"{database.name}.wal")
    return database.exists() and database.stat().st_size <= _WITHOUT_TABLES and not log.exists()


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
