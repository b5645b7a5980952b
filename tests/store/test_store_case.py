from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from graphring.errors import CaseBusyError, CaseDamagedError, CaseNotFoundError, InputError, StorageError
from graphring.settings import Machine
from graphring.store.case import CaseFolder, storage_errors
from graphring.store.database import Database

KEY = "a-key-for-tests-only-0001"
ONE = Machine(threads=1)


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHRING_KEY", raising=False)


def test_a_new_case_has_its_own_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    made = CaseFolder.create(tmp_path / "case")
    assert stat.S_IMODE((made.path / "key").stat().st_mode) == 0o600
    assert CaseFolder.open(made.path).key == made.key
    assert CaseFolder.create(made.path).key == made.key


def test_two_cases_have_different_keys(tmp_path: Path) -> None:
    assert CaseFolder.create(tmp_path / "a").key != CaseFolder.create(tmp_path / "b").key


def test_a_given_key_is_not_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHRING_KEY", KEY)
    case = CaseFolder.create(tmp_path / "case")
    assert not (case.path / "key").exists()
    assert not [p for p in case.path.rglob("*") if p.is_file() and KEY.encode() in p.read_bytes()]
    assert KEY not in repr(case)


def test_the_wrong_key_is_told(tmp_path: Path) -> None:
    CaseFolder.create(tmp_path / "case", KEY)
    with pytest.raises(CaseDamagedError, match="key does not fit"):
        CaseFolder.open(tmp_path / "case", "another-key-for-tests-02").reading(ONE)


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    CaseFolder.create(tmp_path / "case", KEY)
    with pytest.raises(CaseDamagedError, match="GRAPHRING_KEY"):
        CaseFolder.open(tmp_path / "case")


@pytest.mark.parametrize("short", ["", "fifteen-letters"])
def test_a_short_key_is_refused(tmp_path: Path, short: str) -> None:
    with pytest.raises(InputError, match="at least 16"):
        CaseFolder.create(tmp_path / "case", short)


def test_no_case_is_told_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFoundError, match="graphring ingest"):
        CaseFolder.open(tmp_path)


def test_a_newer_schema_is_refused_politely(tmp_path: Path) -> None:
    case = CaseFolder.create(tmp_path / "case", KEY)
    with case.writing(ONE) as db:
        db.run("UPDATE meta SET value = '99' WHERE name = 'schema'")
    for opened in (case.reading, case.writing):
        with pytest.raises(CaseDamagedError, match=r"newer version of graphring .*version 99.*install a newer"):
            opened(ONE)


def test_a_folder_name_with_wildcards_and_quotes_is_a_folder_name(tmp_path: Path) -> None:
    case = CaseFolder.create(tmp_path / "it's [1]* #%", KEY)
    with case.writing(ONE) as db:
        assert db.value("SELECT count(*) FROM link") == 0
    with case.reading(ONE) as db:
        assert db.value("SELECT count(*) FROM entity") == 0


def test_leftovers_of_a_killed_writer_are_swept_at_the_next_writing(tmp_path: Path) -> None:
    case = CaseFolder.create(tmp_path / "case", KEY)
    orphan, staged, foreign = case.ledger / "0123", case.spill / "ingest-0123", case.spill / "run-in-the-making"
    # of a process that is gone (no process of Linux has so high a number), and of this one
    killed, reading = case.spill / "reading-4194305-0a1b", case.spill / f"reading-{os.getpid()}-0a1b"
    for folder in (orphan, staged, foreign, killed, reading):
        folder.mkdir(parents=True)
        (folder / "part.parquet").write_bytes(b"x")
    with case.writing(ONE):
        pass
    assert not orphan.exists()
    assert not staged.exists()
    assert not killed.exists()
    assert reading.exists()
    assert foreign.exists()  # not ours to sweep: a run may be written while files come in


def test_a_broken_off_ingest_is_told_to_readers(tmp_path: Path) -> None:
    case = CaseFolder.create(tmp_path / "case", KEY)
    with case.writing(ONE) as db:
        db.run("UPDATE meta SET value = 'stale' WHERE name = 'derived'")
    with pytest.raises(CaseDamagedError, match="broken off"):
        case.reading(ONE)


def test_a_busy_case_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    case = CaseFolder.create(tmp_path / "case", KEY)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(case.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(CaseBusyError):
            case.writing(ONE)
        assert other.stdin is not None
        monkeypatch.setattr("graphring.store.case.time.sleep", lambda _: other.stdin and other.stdin.close())
        with case.writing(ONE, wait=True) as db:  # waits until the other one lets go
            assert db.value("SELECT count(*) FROM link") == 0


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "disk"), (errno.EROFS, "can't be written"), (errno.ENOTDIR, "another folder")]
)
def test_faults_of_the_disk_are_one_sentence(tmp_path: Path, number: int, said: str) -> None:
    with pytest.raises(StorageError, match=said), storage_errors(tmp_path):
        raise OSError(number, "as the system says it")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("not a folder")
    with pytest.raises(StorageError, match="choose another folder"):
        CaseFolder.create(tmp_path / "case", KEY)


def test_a_folder_name_that_duckdb_can_not_open_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="question mark"):
        CaseFolder.create(tmp_path / "why?", KEY)


def test_a_case_whose_making_was_killed_is_made_by_the_next(tmp_path: Path) -> None:
    case = CaseFolder.create(tmp_path / "case", KEY)
    case.database.unlink()
    with Database.open(case.database, ONE, case.spill):
        pass
    with CaseFolder.create(case.path, KEY).writing(ONE) as db:
        assert db.value("SELECT count(*) FROM source_file") == 0


def test_only_a_case_in_which_nothing_is_may_be_discarded(tmp_path: Path) -> None:
    bare, used = CaseFolder.create(tmp_path / "bare", KEY), CaseFolder.create(tmp_path / "used", KEY)
    with used.writing(ONE) as db:
        db.run("INSERT INTO source_file VALUES ('a', 'x.csv', 'accounts', 'b', 1, 0, 1, 0, 0, now())")
    assert (bare.discard_if_bare(), used.discard_if_bare()) == (True, False)
    assert not bare.path.exists()
    assert used.database.exists()
