"""The one door to DuckDB, where something goes wrong behind it."""

from __future__ import annotations

from pathlib import Path
from threading import Timer

import duckdb
import pyarrow as pa
import pytest

from graphring.errors import GraphringError
from graphring.settings import Machine
from graphring.store.database import Database

LONG = "CREATE TABLE t AS SELECT count(*) FROM given, range(300000) a(i), range(300000) b(j) WHERE hash(i, j) % 7 = n"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "x.duckdb", Machine(threads=1), tmp_path / "tmp")


def test_a_statement_that_is_broken_off_in_a_transaction_is_told_as_what_it_is(db: Database) -> None:
    """Tables that were lent to it can't be taken back then; that error stood in the place of Ctrl-C."""
    timer = Timer(0.3, db._connection.interrupt)
    timer.start()
    with pytest.raises(GraphringError, match=r"(?i)interrupt"), db.transaction(), db.lent(given=pa.table({"n": [1]})):
        db.run(LONG)
    timer.join()
    assert db.value("SELECT 1") == 1


def test_what_was_lent_is_taken_back(db: Database) -> None:
    with db.lent(given=pa.table({"n": [1]})):
        assert db.value("SELECT n FROM given") == 1
    with pytest.raises(GraphringError, match="given"):
        db.value("SELECT n FROM given")


def test_work_beside_a_block_is_done_when_the_block_is(db: Database) -> None:
    with db.beside(lambda: db.run("CREATE TABLE t AS SELECT 7 AS n")):
        pass
    assert db.value("SELECT n FROM t") == 7


def test_work_beside_a_block_that_fails_is_broken_off(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.lent(given=pa.table({"n": [1]})), db.beside(lambda: db.run(LONG)):
        raise ZeroDivisionError
    assert db.value("SELECT 1") == 1


def test_a_fault_of_the_work_beside_is_a_fault_of_the_block(db: Database) -> None:
    with pytest.raises(GraphringError, match="nowhere"), db.beside(lambda: db.run("SELECT * FROM nowhere")):
        pass
    assert isinstance(db._connection, duckdb.DuckDBPyConnection)
