"""What is new is added to the derived tables: what is there already and not met again stays where it lies."""

from __future__ import annotations

from pathlib import Path

from graphring.settings import Machine
from graphring.store.case import CaseFolder
from graphring.store.database import Database
from graphring.store.derive import begin, derive

KEY = "a-key-for-tests-only"
DAY = """
INSERT INTO new_link SELECT 'account-' || a, 'ip_address', '45.60.70.' || a, {hour}, {hour}, 1, 1
    FROM range({first}, {end}) t(a);
INSERT INTO new_activity SELECT 'account-' || a, {hour}, NULL, 1 FROM range({first}, {end}) t(a);
INSERT INTO new_seen SELECT 'account-' || a, {hour}, {hour}, 1 FROM range({first}, {end}) t(a);
"""


def taken_in(db: Database, case: CaseFolder, day: int, accounts: range) -> None:
    begin(db)
    db.run(DAY.format(hour=f"TIMESTAMPTZ '2026-03-{day:02d} 10:00Z'", first=accounts.start, end=accounts.stop))
    derive(db, case, whole=False)


def places(db: Database, table: str) -> dict[str, int]:
    return {row["account_id"]: row["place"] for row in db.rows(f"SELECT account_id, rowid AS place FROM {table}")}


def test_only_what_is_met_again_is_written_again(tmp_path: Path) -> None:
    """Before, every ingest wrote all links of a kind, all accounts and all activity again."""
    case = CaseFolder.create(tmp_path / "case", KEY)
    with case.writing(Machine()) as db:
        taken_in(db, case, 1, range(200))
        before = {table: places(db, table) for table in ("link", "account")}
        taken_in(db, case, 2, range(195, 205))
        for table in ("link", "account"):
            after = places(db, table)
            moved = {account for account, place in before[table].items() if after[account] != place}
            assert moved == {f"account-{a}" for a in range(195, 200)}, table
            assert len(after) == 205
        assert db.rows("SELECT n, n_days FROM link WHERE account_id = 'account-197'") == [{"n": 2, "n_days": 2}]
        assert db.value("SELECT n_exchanges FROM account WHERE account_id = 'account-197'") == 2


def test_an_hour_that_comes_again_without_a_model_is_counted_on(tmp_path: Path) -> None:
    """A model that is absent is equal to one that is absent, though NULL = NULL is not true."""
    case = CaseFolder.create(tmp_path / "case", KEY)
    with case.writing(Machine()) as db:
        taken_in(db, case, 1, range(3))
        taken_in(db, case, 1, range(2, 4))
        found = db.rows("SELECT account_id, n FROM activity ORDER BY account_id")
    assert [row["n"] for row in found] == [1, 1, 2, 1]
