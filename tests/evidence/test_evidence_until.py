"""Looking back: a run with `until` sees what a case held at that moment, and nothing that came later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from evidence_made import case_of
from hypothesis import given, settings
from hypothesis import strategies as st

from graphring.evidence import collect
from graphring.model.progress import Silent
from graphring.settings import Machine, Settings
from graphring.store.database import Database, statement
from graphring.store.migrations import built_in, make_tables

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
Exchange = tuple[str, datetime, str]


def ledger(rows: list[Exchange]) -> pa.Table:
    made = [
        {"time": time, "account_id": account, "ip": ip, "template_ids": ["t", "t"], "model": "m"}
        for account, time, ip in rows
    ]
    types = [("time", pa.timestamp("us", "UTC")), ("template_ids", pa.list_(pa.string()))]
    names = [(n, pa.string()) for n in ("account_id", "ip", "instrument", "client", "model")]
    return pa.Table.from_pylist(made, pa.schema(types + names))


def window(db: Database, rows: list[Exchange], until: datetime) -> Database:
    db.keep("ledger", ledger(rows))
    db.run(statement("evidence", "window_until"), until=until)
    return db


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A case with links, relations and enforcement before, at and after noon, and without a time."""
    path = case_of(tmp_path, [])
    connection = duckdb.connect(str(path))
    for name, when in (("early", NOON - TICK), ("at", NOON), ("late", NOON + TICK), ("undated", None)):
        connection.execute("INSERT INTO link_row VALUES ('s', $n, 'device', 'd', $t, $l, 1, 1)",
                           {"n": name, "t": when, "l": when and NOON + timedelta(days=9)})  # fmt: skip
        connection.execute(
            "INSERT INTO relation_row VALUES ('s', $n, 'x', 'transfer', $t, NULL)", {"n": name, "t": when}
        )
        connection.execute(
            "INSERT INTO account (account_id, created_at, n_exchanges) VALUES ($n, $t, 7)", {"n": name, "t": when}
        )
        if when:
            connection.execute("INSERT INTO enforcement VALUES ('s', $t, $n, 'ban', NULL)", {"n": name, "t": when})
    connection.close()
    return path


@pytest.fixture
def db(stored: Path) -> Iterator[Database]:
    with Database.scratch(stored, Machine(threads=1), stored.parent / "tmp") as db:
        yield db


@pytest.mark.parametrize(
    ("table", "there"),
    [
        ("seen_link", {"early", "undated"}),
        ("seen_relation", {"early", "undated"}),
        ("seen_account", {"early", "undated"}),
        ("seen_enforcement", {"early"}),
    ],
)
def test_what_came_at_that_moment_or_later_is_not_seen(table: str, there: set[str], db: Database) -> None:
    window(db, [], NOON)
    assert {row["account_id"] for row in db.rows(f"SELECT account_id FROM {table}")} == there


def test_a_link_that_lasted_longer_is_cut_off(db: Database) -> None:
    window(db, [], NOON)
    rows = db.rows("SELECT first_seen, last_seen FROM seen_link WHERE account_id = 'early'")
    assert rows == [{"first_seen": NOON - TICK, "last_seen": NOON}]


def test_exchanges_are_counted_up_to_the_moment(db: Database) -> None:
    rows = [("early", NOON - 2 * TICK, "1.1.1.1"), ("early", NOON - TICK, "1.1.1.1"), ("early", NOON, "2.2.2.2")]
    window(db, rows, NOON)
    links = db.rows("SELECT kind, entity_id, n FROM seen_link WHERE account_id = 'early' ORDER BY kind")
    assert [tuple(row.values()) for row in links] == [
        ("device", "d", 1), ("ip_address", "1.1.1.1", 2), ("prompt_template", "t", 2),
    ]  # fmt: skip
    assert db.rows("SELECT hour, n FROM seen_activity") == [{"hour": NOON - timedelta(hours=1), "n": 2}]
    seen = db.rows("SELECT first_seen, last_seen, n_exchanges FROM seen_account WHERE account_id = 'early'")
    assert seen == [{"first_seen": NOON - 2 * TICK, "last_seen": NOON - TICK, "n_exchanges": 2}]


accounts, hours, addresses = st.sampled_from("abcd"), st.integers(-30, 30), st.sampled_from(["1.1.1.1", "2.2.2.2"])
exchanges = st.lists(
    st.builds(lambda a, h, i: (a, NOON + timedelta(hours=h), i), accounts, hours, addresses), max_size=25
)


@given(rows=exchanges)
@settings(max_examples=15)
def test_later_exchanges_might_as_well_not_be_there(rows: list[Exchange]) -> None:
    """Every window table is the same with the later exchanges and without them."""
    found = []
    for given_rows in (rows, [row for row in rows if row[1] < NOON]):
        with Database(duckdb.connect(":memory:"), Path("memory")) as db:
            db.run("SET TimeZone = 'UTC'")
            make_tables(db, built_in())
            window(db, given_rows, NOON)
            tables = ("seen_link", "seen_account", "seen_activity")
            found.append([db.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables])
    assert found[0] == found[1]
    links = {(row["account_id"], row["entity_id"]): row["n"] for row in found[0][0] if row["kind"] == "ip_address"}
    early = [(account, ip) for account, time, ip in rows if time < NOON]
    assert links == {pair: early.count(pair) for pair in early}


def test_the_moment_is_the_end_of_the_data(db: Database) -> None:
    db.keep("ledger", ledger([("a", NOON - TICK, "1.1.1.1"), ("b", NOON - TICK, "1.1.1.1"), ("c", NOON, "1.1.1.1")]))
    evidence = collect(db, Settings(), NOON, Silent())
    assert evidence.now == NOON
    assert {row["account_id"] for row in db.rows("SELECT account_id FROM acct")} == {"a", "b", "early", "undated", "x"}
