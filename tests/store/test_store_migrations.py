"""Cases of every version that ever was open with this one, and say the same as a case made new from the same files."""

from __future__ import annotations

import importlib.util
import os
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from run_content import content

import graphring as gr
from graphring.errors import CaseBusyError, GraphringError, StorageError
from graphring.settings import Machine
from graphring.store.case import CaseFolder
from graphring.store.database import Database
from graphring.store.migrations import Migration, built_in, newest, read_migrations

CASES = Path(__file__).parent / "cases"
KEPT = sorted(CASES.glob("v*.tar.xz"))
ONE = Machine(threads=1)
COMPARED = (
    "account",
    "link",
    "relation",
    "activity",
    "entity",
    "decision",
    "known_entity",
    "reject",
    "note",
    "source_day",
)
LATER = (
    Migration(901, "colour", "ALTER TABLE link ADD COLUMN colour VARCHAR; UPDATE link SET colour = 'red';"),
    Migration(902, "shade", "CREATE TABLE shade AS SELECT DISTINCT colour FROM link;"),
)


def keeper() -> Any:
    spec = importlib.util.spec_from_file_location("make_case", CASES / "make_case.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KEY = keeper().KEY


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> gr.Case:
    """A case made by today's code from the files of the kept ones."""
    case: gr.Case = keeper().made(tmp_path_factory.mktemp("fresh") / "case")
    case.find_rings(settings=keeper().SETTINGS)
    return case


def unpacked(kept: Path, folder: Path) -> CaseFolder:
    with tarfile.open(kept) as packed:
        packed.extractall(folder, filter="data")
    return CaseFolder.open(folder / "case", KEY)


def tables_of(case: CaseFolder) -> dict[str, pa.Table]:
    with case.reading(ONE) as db:
        return {name: db.table(f"SELECT * FROM {name} ORDER BY ALL") for name in COMPARED}


def version(case: CaseFolder) -> str:
    with Database.scratch(case.database, ONE, case.spill) as db:
        return str(db.value("SELECT value FROM meta WHERE name = 'schema'"))


def test_the_first_version_is_kept() -> None:
    assert CASES / "v1.tar.xz" in KEPT


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_kept_case_says_the_same_as_one_made_new(kept: Path, tmp_path: Path, fresh: gr.Case) -> None:
    case = unpacked(kept, tmp_path)
    assert version(case) == kept.name.split(".")[0][1:]
    theirs = tables_of(fresh._folder)
    for name, ours in tables_of(case).items():
        assert ours.equals(theirs[name]), f"{name} of the kept case differs"
    assert version(case) == str(newest(built_in()))
    opened = gr.Case.open(case.path, key=KEY)
    assert len(opened.run().rings) == 1
    assert content(opened.find_rings(settings=keeper().SETTINGS)) == content(fresh.run())
    assert opened.verify() == ()


def test_a_new_case_has_every_migration(tmp_path: Path) -> None:
    case = replace(CaseFolder.create(tmp_path / "any", KEY), path=tmp_path / "case", migrations=LATER)
    case.path.mkdir()
    case._make_tables()
    assert version(case) == "902"
    with case.writing(ONE) as db:
        assert db.value("SELECT count(*) FROM shade") == 0


@pytest.mark.parametrize("opened", ["reading", "writing"])
def test_an_older_case_is_brought_up_to_date_when_it_is_opened(opened: str, tmp_path: Path) -> None:
    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), migrations=LATER)
    for _ in range(2):
        with getattr(case, opened)(ONE) as db:
            assert db.rows("SELECT * FROM shade") == [{"colour": "red"}]
            assert db.value("SELECT count(*) FROM link WHERE colour IS NULL") == 0
    assert version(case) == "902"


def test_steps_that_a_case_has_are_not_run_again(tmp_path: Path) -> None:
    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), migrations=LATER[:1])
    case.writing(ONE).close()
    assert version(case) == "901"
    replace(case, migrations=LATER).writing(ONE).close()
    assert version(case) == "902"


def test_a_migration_that_fails_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    whole = unpacked(CASES / "v1.tar.xz", tmp_path)
    broken = replace(whole, migrations=(*LATER, Migration(903, "broken", "SELECT no_such_column FROM link;")))
    for opened in (broken.writing, broken.reading):
        with pytest.raises(GraphringError):
            opened(ONE)
    with replace(whole, migrations=()).reading(ONE) as db:
        assert db.value("SELECT value FROM meta WHERE name = 'schema'") == "1"
        assert "colour" not in db.table("SELECT * FROM link LIMIT 0").column_names


def test_an_older_case_is_not_touched_with_a_wrong_key(tmp_path: Path) -> None:
    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), key=b"another-key-for-the-tests", migrations=LATER)
    with pytest.raises(GraphringError, match="key does not fit"):
        case.reading(ONE)
    assert version(case) == "1"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; the test of a foreign fault covers it")
def test_an_older_case_in_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), migrations=LATER)
    case.database.chmod(0o444)
    with pytest.raises(StorageError, match=r"made by an older version .* make it writable, or copy it"):
        case.reading(ONE)


def test_a_fault_of_the_disk_while_an_older_case_is_read_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), migrations=LATER)

    def refused(*_: object, **__: object) -> Database:
        raise StorageError("can't be written")

    monkeypatch.setattr(Database, "open", refused)
    with pytest.raises(StorageError, match=r"made by an older version .* make it writable, or copy it"):
        case.reading(ONE)


def test_an_older_case_that_another_reads_is_busy(tmp_path: Path) -> None:
    import subprocess
    import sys

    case = replace(unpacked(CASES / "v1.tar.xz", tmp_path), migrations=LATER)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(case.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        with pytest.raises(CaseBusyError):
            case.reading(ONE)
        other.stdin.close()


def test_migrations_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("0003_b.sql", "0002_c.sql", "0010_a.sql"):
        (tmp_path / name).write_text(f"-- {name}")
    assert [(m.number, m.name) for m in read_migrations(tmp_path)] == [(2, "c"), (3, "b"), (10, "a")]
    (tmp_path / "0003_again.sql").write_text("--")
    with pytest.raises(ValueError, match="numbers of their own"):
        read_migrations(tmp_path)
    assert read_migrations(tmp_path / "none") == ()


def test_the_schema_of_the_first_version_stays(tmp_path: Path) -> None:
    """schema.sql is what version 1 was; the kept case of version 1 has the same tables."""
    case = unpacked(CASES / "v1.tar.xz", tmp_path)
    with Database.scratch(case.database, ONE, case.spill) as kept:
        told = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = $d ORDER BY ALL"
        theirs = kept.rows(told, d="stored")
    made = replace(case, path=tmp_path / "made", migrations=())
    made.path.mkdir()
    made._make_tables()
    with Database.scratch(made.database, ONE, made.spill) as db:
        assert db.rows(told, d="stored") == theirs
