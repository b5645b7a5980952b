from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graphring.ingest import exchanges

START = datetime(2026, 3, 1, tzinfo=UTC)
TABLES = (
    "SELECT account_id, kind, entity_id, first_seen::VARCHAR, last_seen::VARCHAR, n, n_days FROM link",
    "SELECT account_id, hour::VARCHAR, model, n FROM activity",
    "SELECT account_id, first_seen::VARCHAR, last_seen::VARCHAR, n_exchanges FROM account",
    "SELECT kind, entity_id, n_accounts FROM entity",
)


def _exchanges(seed: int, days: range, n: int = 150) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    return [
        {
            "time": START + timedelta(days=rng.choice(days), seconds=rng.randrange(86400)),
            "account_id": f"a{rng.randrange(9)}",
            "ip": rng.choice([None, *(f"11.0.0.{i}" for i in range(6))]),
            "template_id": rng.choice([None, "t0", "t1", "t2"]),
            "client": rng.choice([None, "cli/1", "cli/2"]),
            "model": rng.choice([None, "m0", "m1"]),
        }
        for _ in range(n)
    ]


def _links(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What the links of exchanges are, by plain counting."""
    seen: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
    for row in rows:
        for column, kind in (("ip", "ip_address"), ("template_id", "prompt_template"), ("client", "client")):
            if row[column] is not None:
                seen[row["account_id"], kind, row[column]].append(row["time"])
    return sorted(
        ((*key, _said(min(ts)), _said(max(ts)), len(ts), len({t.date() for t in ts})) for key, ts in seen.items()),
        key=repr,
    )


def _said(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}+00"


def _activity(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    count: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        count[row["account_id"], _said(row["time"].replace(minute=0, second=0)), row["model"]] += 1
    return sorted(((*key, n) for key, n in count.items()), key=repr)


# Days apart; days in common; hours in common too.
PARTS = {
    "apart": [_exchanges(1, range(3)), _exchanges(2, range(3, 5)), _exchanges(3, range(5, 9))],
    "overlapping": [_exchanges(1, range(4)), _exchanges(2, range(2, 6)), _exchanges(3, range(9))],
}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("together", [True, False])
def test_links_and_activity_are_what_plain_counting_gives(
    new_case: Callable[[str], Any], name: str, together: bool
) -> None:
    parts = [pa.Table.from_pylist(rows) for rows in PARTS[name]]
    rows = [row for part in PARTS[name] for row in part]
    for i, order in enumerate(itertools.permutations(parts) if together else [parts, parts[::-1]]):
        case = new_case(f"case-{i}")
        for batch in [order] if together else [[one] for one in order]:
            case.all(*batch)
        assert case.rows(TABLES[0]) == _links(rows)
        assert case.rows(TABLES[1]) == _activity(rows)
        assert sum(row[3] for row in case.rows(TABLES[2])) == len(rows)


def test_days_are_counted_right_over_many_months(case: Any) -> None:
    rows = _exchanges(5, range(-400, 0, 3), n=600)
    case(pa.Table.from_pylist(rows))
    assert case.rows(TABLES[0]) == _links(rows)


def _other_files() -> list[pa.Table]:
    return [
        pa.table({"account_id": ["a0", "a1", "z"], "email_domain": ["x.example"] * 3, "created_at": [START] * 3}),
        pa.table({"account_id": ["a0", "a1"], "email_domain": ["y.example", "x.example"],
                  "organisation": ["Firm", None],
                  "created_at": [START - timedelta(days=9), None], "verified": [False, True]}),
        pa.table({"account_id": ["a0", "a1"], "instrument": ["c", "c"]}),
        pa.table({"account_id": ["a0", "q"], "kind": ["ip", "badge"], "entity_id": ["11.0.0.1", "b"],
                  "time": [START - timedelta(days=1)] * 2, "n": [5, 1]}),
        pa.table({"account_id": ["a0", "a0", "s"], "other_account_id": ["a1", "a1", "t"], "kind": ["gift"] * 3,
                  "time": [START, START + timedelta(days=1), None], "weight": [0.1, 0.2, None]}),
        pa.table({"time": [START], "account_id": ["banned"], "action": ["ban"]}),
    ]  # fmt: skip


def test_the_order_of_files_does_not_matter_nor_whether_they_come_at_once(new_case: Callable[[str], Any]) -> None:
    files = [*_other_files(), *(pa.Table.from_pylist(rows) for rows in PARTS["apart"])]
    tables = (*TABLES, "SELECT * EXCLUDE (first_seen, last_seen) FROM relation",
              "SELECT * EXCLUDE (first_seen, last_seen, created_at), created_at::VARCHAR FROM account")  # fmt: skip
    answers = []
    for seed in range(4):
        shuffled = random.Random(seed).sample(files, len(files))
        case = new_case(f"case-{seed}")
        if seed % 2:
            case.all(*shuffled)
        else:
            case.all(*shuffled[:4])
            for one in shuffled[4:]:
                case(one)
        answers.append([case.rows(query) for query in tables])
    assert answers[0] == answers[1] == answers[2] == answers[3]
    accounts = {row[0] for row in answers[0][2]}
    assert {"z", "q", "s", "t", "banned"} <= accounts  # seen anywhere


def test_what_files_say_differently_of_an_account_follows_one_rule(case: Any) -> None:
    case.all(*_other_files()[:2])
    columns = "account_id, created_at::VARCHAR, email_domain, organisation, verified"
    assert case.rows(f"SELECT {columns} FROM account WHERE account_id <> 'z'") == [
        ("a0", "2026-02-20 00:00:00+00", "x.example", "Firm", False),
        ("a1", "2026-03-01 00:00:00+00", "x.example", None, True),
    ]
    domains = case.rows("SELECT account_id, entity_id FROM link WHERE kind = 'email_domain'")
    assert ("a0", "y.example") in domains
    assert ("a0", "x.example") in domains


def test_relations_add_up_in_fixed_point(case: Any) -> None:
    case(_other_files()[4])
    got = case.rows(
        "SELECT account_id, other_account_id, n, weight, first_seen::VARCHAR, last_seen::VARCHAR FROM relation"
    )
    assert got == [
        ("a0", "a1", 2, 0.3, "2026-03-01 00:00:00+00", "2026-03-02 00:00:00+00"), ("s", "t", 1, None, None, None),
    ]  # fmt: skip


def test_an_ingest_that_was_broken_off_is_completed_by_the_next(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (pa.Table.from_pylist(rows) for rows in PARTS["apart"][:2])
    case(first)
    with monkeypatch.context() as patched:
        patched.setattr("graphring.ingest.intake.derive", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            case(second)
    assert case(second).already
    assert case.rows(TABLES[0]) == _links([*PARTS["apart"][0], *PARTS["apart"][1]])


def test_a_file_whose_last_step_failed_is_not_in_the_case(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (pa.Table.from_pylist(rows) for rows in PARTS["apart"][:2])
    case(first)
    before = case.rows(TABLES[0])
    with monkeypatch.context() as patched:
        patched.setattr("graphring.ingest.take._store_faults", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            case(second)
    assert case.rows(TABLES[0]) == before
    case.all()  # opens for writing, which sweeps
    assert len(list(case.folder.ledger.iterdir())) == 1
    assert case(second).used == 150


def test_the_ledger_s_rows_lie_by_day_and_account_whatever_their_order_in_the_file(
    case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanges, "BATCH_ROWS", 2048)
    rng = random.Random(5)
    start = 1767225600
    rows = [
        {"time": start + rng.randrange(3 * 86400), "account_id": f"a{rng.randrange(40):02}", "ip": "11.0.0.1"}
        for _ in range(9000)
    ]
    assert case(pa.Table.from_pylist(rows)).used == 9000
    parts = sorted(case.folder.ledger.rglob("*.parquet"))
    assert [path.parent.name for path in parts] == ["day=2026-01-01", "day=2026-01-02", "day=2026-01-03"]
    found = []
    for path in parts:
        table = pq.read_table(path, partitioning=None)
        times, accounts = table["time"].to_pylist(), table["account_id"].to_pylist()
        assert accounts == sorted(accounts)
        assert {f"day={time.date()}" for time in times} == {path.parent.name}
        found += [(int(time.timestamp()), account) for time, account in zip(times, accounts, strict=True)]
    assert sorted(found) == sorted((row["time"], row["account_id"]) for row in rows)
