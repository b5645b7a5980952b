"""A case folder: where its parts lie, whose key it has, and who may write to it."""

from __future__ import annotations

import contextlib
import errno
import hmac
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graphring.errors import CaseBusyError, CaseDamagedError, CaseNotFoundError, InputError, StorageError
from graphring.settings import Machine
from graphring.store.database import Database, statement
from graphring.store.ledger import drop_unlisted
from graphring.store.runs import left_over

SCHEMA_VERSION: Final = "1"
KEY_VARIABLE: Final = "GRAPHRING_KEY"
SHORTEST_KEY: Final = 16
"""Characters; anything shorter could be guessed, and with it every card number behind a hash."""
_POLL_S: Final = 0.2
_WITHOUT_TABLES: Final = 3 * 4096
"""Bytes of a DuckDB file with nothing but its headers: the making of the case was broken off."""
OWN_LEFTOVERS: Final = ("ingest-", "spill-")
"""What connections and ingests leave in tmp/ when they are killed."""


@dataclass(frozen=True)
class CaseFolder:
    """A handle on a case; it opens nothing by itself."""

    path: Path
    key: bytes = field(repr=False)

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
            case = cls(path, _given_key(key) or _new_key(path / "key"))
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
        return cls(path, _given_key(key) or _kept_key(path / "key"))

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
        while True:
            try:
                db = Database.open(self.database, machine, self._own_spill())
                break
            except CaseBusyError:
                if not wait:
                    raise
                time.sleep(_POLL_S)
        return self._checked(db, sweep=True)

    def reading(self, machine: Machine) -> Database:
        """A database in memory that reads the case's tables."""
        return self._checked(Database.scratch(self.database, machine, self._own_spill()), sweep=False)

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

    def _checked(self, db: Database, *, sweep: bool) -> Database:
        try:
            self._check_version_and_key(db)
            if sweep:
                self._sweep(db)
            elif db.value("SELECT value FROM meta WHERE name = 'derived'") == "stale":
                raise CaseDamagedError(
                    f"the last ingest into {self.path} was broken off; "
                    "run the same `graphring ingest` again to complete it."
                )
        except BaseException:
            db.close()
            raise
        return db

    def _check_version_and_key(self, db: Database) -> None:
        told = {row["name"]: row["value"] for row in db.rows("SELECT name, value FROM meta")}
        if told.get("schema") != SCHEMA_VERSION:
            raise CaseDamagedError(
                f"{self.path} was written by another version of graphring (schema {told.get('schema')}, this one "
                f"reads {SCHEMA_VERSION}); use that version, or make a new case from the files."
            )
        if told.get("key") != _key_mark(self.key):
            raise CaseDamagedError(
                f"the key does not fit {self.path}; set {KEY_VARIABLE} to the key that the case was made with, "
                "or unset it if the case keeps its own."
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
            db.run(statement("store", "schema"))
            for name, value in (("schema", SCHEMA_VERSION), ("key", _key_mark(self.key)), ("derived", "fresh")):
                db.run("INSERT INTO meta VALUES ($name, $value)", name=name, value=value)


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


def _key_mark(key: bytes) -> str:
    """Tells whether a key is the case's own without telling the key."""
    return hmac.digest(key, b"check", "sha256").hex()


def _given_key(key: str | None) -> bytes | None:
    given = os.environ.get(KEY_VARIABLE) if key is None else key
    if not given and key is None:
        return None
    if given is None or len(given) < SHORTEST_KEY:
        raise InputError(
            f"the key of a case needs at least {SHORTEST_KEY} characters; give {KEY_VARIABLE} a longer one, "
            "or unset it and the case makes its own."
        )
    return given.encode()


def _kept_key(path: Path) -> bytes:
    try:
        kept = path.read_bytes().strip()
    except OSError as error:
        raise CaseDamagedError(
            f"{path.parent} has no key of its own; set {KEY_VARIABLE} to the key that the case was made with."
        ) from error
    if len(kept) < SHORTEST_KEY:
        raise CaseDamagedError(f"the key in {path} is too short; restore that file from a copy.")
    return kept


def _new_key(path: Path) -> bytes:
    if path.exists():  # of a case whose making was broken off
        return _kept_key(path)
    key = secrets.token_hex(32).encode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key + b"\n")
    return key
