"""The one door to DuckDB: statements are built elsewhere and run here."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from threading import current_thread, main_thread
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from graphring.errors import CaseBusyError, CaseDamagedError, GraphringError, LimitError, StorageError
from graphring.settings import Machine
from graphring.store.memory import bulk_gb

_T = TypeVar("_T")
_AGAIN_S = 0.1
"""Seconds after which a statement that still runs is interrupted again."""


@cache
def statement(room: str, name: str) -> str:
    """The text of `graphring/<room>/sql/<name>.sql`, the same in a checkout and an installation."""
    return (files(f"graphring.{room}") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Database:
    """A DuckDB connection with our errors; a context manager. Use one per short piece of work."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, machine: Machine, spill: Path, *, read_only: bool = False) -> Database:
        """Open the file for writing (one process at a time) or reading; spill to the folder `spill`."""
        with _translated(path):
            connection = duckdb.connect(str(path), read_only=read_only, config=_config(machine, spill))
            return cls(_ready(connection), path)

    @classmethod
    def scratch(cls, case: Path, machine: Machine, spill: Path) -> Database:
        """A database in memory that reads the case's tables as if they were its own, and writes nothing there."""
        with _translated(case):
            connection = _ready(duckdb.connect(":memory:", config=_config(machine, spill)))
            connection.execute(f"ATTACH '{_quoted(case)}' AS stored (READ_ONLY)")
            connection.execute("SET search_path = 'memory,stored'")
            return cls(connection, case)

    def run(self, text: str, **parameters: Any) -> None:
        """Run one or more statements for their effect; `$name` in the text takes the parameter `name`."""
        with _translated(self.path, text):
            for single in duckdb.extract_statements(text):
                wanted = {name: parameters[name] for name in single.named_parameters}
                self._awaited(partial(self._connection.execute, single, wanted or None))

    def table(self, text: str, **parameters: Any) -> pa.Table:
        """The rows of one query as an Arrow table; order them in the query."""
        with _translated(self.path, text):
            return self._awaited(lambda: self._connection.sql(text, params=parameters or None).to_arrow_table())

    def batches(self, text: str, rows: int, **parameters: Any) -> Iterator[pa.RecordBatch]:
        """The rows of one query, at most `rows` at a time; run nothing else before the last of them."""
        # Arrow's reader tells DuckDB's faults as its own.
        with _translated(self.path, text, pa.ArrowException, OSError):
            reader = self._awaited(lambda: self._connection.sql(text, params=parameters or None).to_arrow_reader(rows))
            while (batch := self._awaited(lambda: next(reader, None))) is not None:
                yield batch

    def rows(self, text: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one query as dictionaries; for small answers."""
        rows: list[dict[str, Any]] = self.table(text, **parameters).to_pylist()
        return rows

    def value(self, text: str, **parameters: Any) -> Any:
        """The first value of the first row, None when there is no row."""
        rows = self.rows(text, **parameters)
        return next(iter(rows[0].values())) if rows else None

    @contextlib.contextmanager
    def lent(self, **tables: Any) -> Iterator[None]:
        """Let statements read Arrow tables or readers under these names for a while."""
        for name, table in tables.items():
            self._connection.register(name, table)
        try:
            yield
        except BaseException:
            # In a transaction that was broken off nothing can be taken back.
            with contextlib.suppress(duckdb.Error):
                self._withdrawn(tables)
            raise
        self._withdrawn(tables)

    def _withdrawn(self, names: Iterable[str]) -> None:
        for name in names:
            self._connection.unregister(name)

    def keep(self, name: str, table: Any) -> None:
        """Make a table of the database of an Arrow table; `name` is ours, never a user's."""
        with self.lent(given=table):
            self.run(f'CREATE TABLE "{name}" AS SELECT * FROM given')  # noqa: S608

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._connection.begin()
        try:
            yield
            with _translated(self.path):
                self._connection.commit()
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                self._connection.rollback()
            raise

    def _awaited(self, work: Callable[[], _T]) -> _T:
        """Let another thread do it: DuckDB does not look for Ctrl-C, and the main thread must, to break it off."""
        if current_thread() is not main_thread():
            return work()
        with ThreadPoolExecutor(1) as beside:
            future = beside.submit(work)
            try:
                return future.result()
            except BaseException:
                self._break_off(future)
                raise

    @contextlib.contextmanager
    def beside(self, work: Callable[[], object]) -> Iterator[None]:
        """Let another thread do work with this database while a block does without; both are done in the end."""
        with ThreadPoolExecutor(1) as other:
            future = other.submit(work)
            try:
                yield
                future.result()
            except BaseException:
                self._break_off(future)
                raise

    def _break_off(self, future: Future[Any]) -> None:
        """Interrupt what another thread does until it has ended; before a statement has begun, one call is lost."""
        while not future.done():
            self._connection.interrupt()
            wait([future], _AGAIN_S)

    def copy_to(self, path: Path) -> None:
        """Copy every table and view to a new file, without what was deleted; nothing is left to be replayed."""
        own = str(self.value("SELECT current_database()")).replace('"', '""')
        with _translated(self.path):
            for text in (
                "CHECKPOINT",
                f"ATTACH '{_quoted(path)}' AS made_anew",
                f'COPY FROM DATABASE "{own}" TO made_anew',
                "CHECKPOINT made_anew",
                "DETACH made_anew",
            ):
                self._connection.execute(text)

    def close(self) -> None:
        """Close the connection; after that the case is free for others."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _config(machine: Machine, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{bulk_gb(machine.memory_gb):.3f}GB",
        "temp_directory": str(spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if machine.threads:
        config["threads"] = str(machine.threads)
    return config


def _ready(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("SET TimeZone = 'UTC'")
    # In a notebook without ipywidgets the bar is off, and DuckDB refuses every change of it.
    if connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(True,)]:
        connection.execute("SET enable_progress_bar = false")
    return connection


@contextlib.contextmanager
def _translated(path: Path, text: str = "", *more: type[Exception]) -> Iterator[None]:
    known: tuple[type[Exception], ...] = (duckdb.Error, *more)
    try:
        yield
    except known as error:
        raise _ours(error, path, text) from error


def _ours(error: Exception, path: Path, text: str) -> GraphringError:
    """The same fault in our words, with the mend; an unknown one keeps DuckDB's words and the statement."""
    said = str(error)
    if "lock" in said and isinstance(error, duckdb.IOException):
        return CaseBusyError(f"another process is writing to {path}; wait for it to finish, or use --wait.")
    if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory" in said:
        return LimitError(
            f"a bulk step on {path} ran out of memory ({bulk_gb(math.inf):.1f} GB could be had); raise "
            "machine.memory_gb in the settings if it is below that, or lower machine.threads."
        )
    if "No space left" in said:
        return StorageError(f"the disk of {path} is full; free some space and run the same command again.")
    if "Permission denied" in said or "Read-only file system" in said:
        return StorageError(f"{path} can't be written; check its permissions.")
    if isinstance(error, duckdb.IOException | duckdb.SerializationException) and not text:
        return CaseDamagedError(f"{path} can't be opened as a case: {said.splitlines()[0]}; restore it from a copy.")
    return GraphringError(f"a statement on {path} failed: {said}" + (f"\n{text.strip()}" if text else ""))
