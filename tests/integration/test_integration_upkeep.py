"""After a file, an account or old data went, a case is what it would be had they never come."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from installed import TEST_KEY
from integration_made import QUICK
from pyarrow import parquet
from run_content import content

import graphring as gr
from graphring.errors import InputError, NotFoundError
from graphring.settings import Machine
from graphring.store.ledger import lend_ledger

START = datetime(2026, 3, 1, tzinfo=UTC)
ERASED = "acct-7f3a09"
TABLES = (
    "SELECT * FROM account", "SELECT * FROM link", "SELECT * FROM activity", "SELECT * FROM relation",
    "SELECT * EXCLUDE (source) FROM enforcement",
    "SELECT day, sum(rows) AS n FROM (SELECT day, rows FROM source_day) GROUP BY day",
    "SELECT * EXCLUDE (source) FROM ledger",
)  # fmt: skip


def exchanges(seed: int, first: int, n: int = 60) -> list[dict[str, Any]]:
    """Rows with ids that other files have as well; the same id is the same row."""
    rows = []
    for i in range(first, first + n):
        rng = random.Random(f"{seed} {i}")
        account = rng.choice([ERASED, *(f"acct-{k:06}" for k in range(12))])
        time = START + timedelta(hours=2 * i, minutes=rng.randrange(60))
        ip, client = f"11.0.0.{rng.randrange(5)}", rng.choice([None, "cli/1", "cli/2"])
        rows.append({"time": time, "account_id": account, "ip": ip, "client": client, "exchange_id": f"x{i:05}"})
    return rows


def others() -> dict[str, list[dict[str, Any]]]:
    at = [START + timedelta(days=d) for d in (1, 4, 9)]
    gift = {"account_id": "acct-000001", "kind": "gift"}
    return {
        "accounts": [{"account_id": f"acct-{k:06}", "created_at": START, "close_reason": "as"} for k in range(3)]
        + [{"account_id": ERASED, "created_at": START, "close_reason": "asked for it"}],
        "relations": [
            {**gift, "other_account_id": ERASED, "time": at[0], "weight": 1.5},
            {**gift, "other_account_id": "acct-000002", "time": at[0], "weight": 2.0},
            {**gift, "other_account_id": "acct-000002", "time": at[2], "weight": 3.0},
        ],
        "enforcement": [
            {"time": at[0], "account_id": "acct-000003", "action": "ban", "reason": "as seen"},
            {"time": at[2], "account_id": ERASED, "action": "ban", "reason": "as seen"},
        ],
    }  # fmt: skip


def files(folder: Path, seed: int, keep: Callable[[dict[str, Any]], bool] = lambda row: True) -> list[Path]:
    """Three files of exchanges that overlap, and one of each other kind, without the rows that are not kept."""
    folder.mkdir()
    made = {name: exchanges(seed, first) for name, first in (("one", 0), ("two", 30), ("three", 45))}
    paths = []
    for name, rows in {**made, **others()}.items():
        kept = [row for row in rows if keep(row)]
        parquet.write_table(pa.Table.from_pylist(kept), folder / f"{name}.parquet")
        paths.append(folder / f"{name}.parquet")
    return paths


def made(folder: Path, paths: list[Path]) -> gr.Case:
    case = gr.Case.create(folder, key=TEST_KEY)
    assert case.ingest(paths).ok
    return case


def state(case: gr.Case) -> list[Any]:
    with case._folder.reading(Machine(threads=1)) as db:
        lend_ledger(db, case._folder)
        return [sorted(map(repr, db.rows(query))) for query in TABLES]


def same(case: gr.Case, other: gr.Case) -> None:
    for mine, theirs in zip(state(case), state(other), strict=True):
        assert mine == theirs
    sums = [(s.rows, s.used + s.rejected + s.repeated) for s in case.status().sources]
    assert all(rows == total for rows, total in sums)
    assert content(case.find_rings(settings=QUICK)) == content(other.find_rings(settings=QUICK))
    assert not list((case.path / "tmp").iterdir())


@pytest.mark.parametrize("gone", ["one", "two"])
def test_a_forgotten_file_was_never_there(tmp_path: Path, gone: str) -> None:
    paths = files(tmp_path / "files", seed=1)
    case = made(tmp_path / "case", paths)
    assert [s.repeated for s in case.status().sources if s.kind == "exchanges"] == [0, 45, 30]
    done = case.forget_file(f"{gone}.parquet")
    assert (len(done.files), done.came_back) == (1, 30)
    same(case, made(tmp_path / "other", [path for path in paths if path.stem != gone]))
    assert case.verify(case.run_ids[0]) == ()
    with pytest.raises(NotFoundError, match=r"two\.parquet" if gone == "one" else r"one\.parquet"):
        case.forget_file(f"{gone}.parquet")


def test_files_of_every_kind_can_be_forgotten_until_nothing_is_left(tmp_path: Path) -> None:
    case = made(tmp_path / "case", paths := files(tmp_path / "files", seed=2))
    for path in paths:
        assert case.forget_file(path).files[0].path == str(path)
    assert all(rows == [] for rows in state(case))
    assert not list((case.path / "ledger").iterdir())
    assert case.status().sources == ()
    assert case.ingest(paths).ok  # what was taken out may come again
    assert len(case.status().sources) == len(paths)


def test_a_name_that_several_files_have_is_asked_back(tmp_path: Path) -> None:
    first, second = files(tmp_path / "a", seed=3)[0], files(tmp_path / "b", seed=4)[0]
    case = made(tmp_path / "case", [first, second])
    with pytest.raises(InputError, match="as it was taken in"):
        case.forget_file("one.parquet")
    assert case.forget_file(second).files[0].path == str(second)


def test_a_corrected_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    paths = files(tmp_path / "files", seed=5)
    case = made(tmp_path / "case", paths)
    right = [row | {"client": "cli/9"} for row in exchanges(5, 0, 40)]
    parquet.write_table(pa.Table.from_pylist(right), paths[0])
    result = case.ingest(paths[0], replace=True).files[0]
    assert (result.replaced, result.rows) == (True, 40)
    again = case.ingest(paths[0], replace=True).files[0]
    assert again.already
    assert sum(s.file == str(paths[0]) for s in case.status().sources) == 1
    same(case, made(tmp_path / "other", paths))  # the corrected one in the place of the first


def test_the_same_bytes_can_be_read_in_another_zone(tmp_path: Path) -> None:
    path = tmp_path / "naive.csv"
    path.write_text("time,account_id,ip\n02.03.2026 00:30,a,11.0.0.1\n01.13.2026 00:30,b,11.0.0.1\n")
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    case.ingest(path, tz="UTC", time_format="%d.%m.%Y %H:%M")
    assert case.ingest(path, tz="UTC", time_format="%m.%d.%Y %H:%M").files[0].already  # partly used: it stays as it is
    assert case.ingest(path, tz="Europe/Berlin", time_format="%d.%m.%Y %H:%M", replace=True).files[0].replaced
    (source,) = case.status().sources
    assert (str(source.first_day), source.used, source.rejected) == ("2026-03-01", 1, 1)
    worse = case.ingest(path, tz="UTC", time_format="%Y-%m-%d", replace=True).files[0]
    assert worse.error
    assert not worse.replaced
    assert case.status().exchanges == 1


def test_an_erased_account_was_never_there_and_does_not_come_again(tmp_path: Path) -> None:
    def kept(row: dict[str, Any]) -> bool:
        return ERASED not in (row["account_id"], row.get("other_account_id"))

    paths = files(tmp_path / "files", seed=6)
    case, other = made(tmp_path / "case", paths), made(tmp_path / "other", files(tmp_path / "without", 6, kept))
    case.find_rings(settings=QUICK)
    (case.path / "reports" / "a.html").write_text(f"<p>{ERASED}</p>")
    (case.path / "reports" / "b.html").write_text("<p>nobody</p>")
    assert [path for path in case.path.rglob("*") if path.is_file() and ERASED.encode() in path.read_bytes()]
    done = case.forget([ERASED])
    assert (done.known, done.runs, done.reports) == (1, 1, ("a.html",))
    held = [path for path in case.path.rglob("*") if path.is_file() and ERASED.encode() in path.read_bytes()]
    assert held == []
    for path in case.path.rglob("*.parquet"):
        assert ERASED not in repr(parquet.read_table(path, partitioning=None).to_pylist())
    assert case.verify() == ()
    assert case.run().manifest.redactions
    late = tmp_path / "late.parquet"
    parquet.write_table(
        pa.Table.from_pylist([{"account_id": a, "kind": "badge", "entity_id": "b"} for a in (ERASED, "z")]), late
    )
    result = case.ingest(late).files[0]
    assert (result.used, result.rejected, result.error) == (1, 1, "")
    told = case.rejects().to_pylist()
    assert [(row["value"], "erased" in row["reason"]) for row in told] == [("[not shown]", True)]
    other.ingest(pa.Table.from_pylist([{"account_id": "z", "kind": "badge", "entity_id": "b"}]))
    same(case, other)


def test_pruned_days_were_never_there(tmp_path: Path) -> None:
    before = START + timedelta(days=4, hours=5, minutes=30)
    paths = files(tmp_path / "files", seed=7)
    case = made(tmp_path / "case", paths)
    assert case.prune(before).exchanges > 40
    other = files(tmp_path / "young", 7, lambda row: "time" not in row or row["time"] >= before)
    same(case, made(tmp_path / "other", other))
    assert case.prune(before).exchanges == 0
    assert case.status().removed.pruned_before == before
    with pytest.raises(InputError, match="future"):
        case.prune(datetime.now(UTC) + timedelta(days=1))


STEPS = (
    "store.erasing.bury", "api.upkeep.settle", "store.settling.derive", "api.upkeep.redact_runs",
    "store.redacting._finish", "api.upkeep.remove_reports", "api.upkeep.compact",
)  # fmt: skip


def test_an_erasure_that_is_killed_anywhere_is_completed_by_the_same_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = made(tmp_path / "case", files(tmp_path / "files", seed=8)[:4])
    case.find_rings(settings=QUICK)
    for step in STEPS:
        with monkeypatch.context() as patched:
            patched.setattr(f"graphring.{step}", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                case.forget(ERASED)
    case.forget(ERASED)
    assert not [path for path in case.path.rglob("*") if path.is_file() and ERASED.encode() in path.read_bytes()]
    assert case.verify() == ()
    assert ERASED not in repr(state(case))
    assert case.status().removed.accounts_erased == 1


def test_the_status_of_an_empty_case_and_of_days_that_lack(tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    assert (case.status().sources, case.status().last_run) == ((), None)
    rows = [{"time": START + timedelta(days=d), "account_id": f"a{d}", "ip": "11.0.0.1"} for d in (0, 1, 5, 9)]
    case.ingest([pa.Table.from_pylist(rows[2:]), pa.Table.from_pylist(rows[:2])])
    case.ingest(pa.Table.from_pylist([{**rows[0], "account_id": "b"}]))
    told = case.status()
    assert [(str(gap.first), gap.n_days) for gap in told.gaps] == [("2026-03-03", 3), ("2026-03-07", 3)]
    assert sorted((s.missing_days, s.n_days, s.late) for s in told.sources) == [
        (0, 1, True),
        (0, 2, False),
        (3, 2, False),
    ]
    assert told.exchanges == 5
    assert told.size.total > told.size.tables > 0
