"""Killed at any moment, and used wrongly in every way: nothing is lost, and one sentence says what to do."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from installed import TEST_KEY, Done
from integration_made import Stage, case_of, listed
from run_content import content

import graphring as gr
from graphring.settings import Machine
from graphring.simulate import World
from graphring.store.case import CaseFolder

QUICKLY = "[detect]\nbootstraps = 0\n"
SWEPT = ("tmp", "ledger")


@pytest.fixture(scope="module")
def taken_in(plain: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the files of the plain world, to be copied."""
    return case_of(plain, tmp_path_factory.mktemp("faults") / "case").path


@pytest.fixture
def case(taken_in: Path, stage: Stage) -> Path:
    """A copy of that case in the folder where the command runs."""
    return Path(shutil.copytree(taken_in, stage.folder / "case"))


def killed(stage: Stage, words: list[object], after_s: float) -> int:
    """Start the command, send SIGKILL after so many seconds, return how it ended."""
    with stage.started(*words) as process:
        time.sleep(after_s)
        process.kill()
        process.communicate(timeout=60)
    return process.returncode


@pytest.mark.slow
def test_a_killed_ingest_can_be_repeated(stage: Stage, plain: World, taken_in: Path) -> None:
    words: list[object] = ["ingest", "case", *plain.files]
    start = time.perf_counter()
    assert stage.finished("ingest", "timed", *plain.files).returncode == 0
    lasts_s = time.perf_counter() - start
    ends = [killed(stage, words, lasts_s * moment / 100) for moment in random.Random(11).sample(range(15, 70), 4)]
    assert -9 in ends, "no ingest was killed before it had finished"
    done = stage.finished(*words)
    assert done.returncode == 0, done.stderr
    case, whole = gr.Case.open(stage.folder / "case", key=TEST_KEY), gr.Case.open(taken_in, key=TEST_KEY)
    assert listed(case.path, *SWEPT[:1]) == []
    assert listed(case.path, "ledger") == listed(whole.path, "ledger")
    with case._folder.reading(Machine()) as ours, whole._folder.reading(Machine()) as theirs:
        for table in ("link", "account", "activity", "source_day", "source_hour", "reject", "known_entity"):
            rows = f"SELECT * FROM {table} ORDER BY ALL"
            assert ours.table(rows).equals(theirs.table(rows)), f"{table} differs from that of an undisturbed ingest"


@pytest.mark.slow
def test_a_killed_find_can_be_repeated(stage: Stage, case: Path) -> None:
    (stage.folder / "quick.toml").write_text(QUICKLY)
    words: list[object] = ["find", "case", "--settings", "quick.toml"]
    shutil.copytree(case, stage.folder / "undisturbed")
    start = time.perf_counter()
    assert stage.finished("find", "undisturbed", "--settings", "quick.toml").returncode == 0
    lasts_s = time.perf_counter() - start
    ends = [killed(stage, words, lasts_s * share) for share in (0.3, 0.6)]
    assert -9 in ends
    done = stage.finished(*words)
    assert done.returncode == 0, done.stderr
    opened, whole = (gr.Case.open(stage.folder / name, key=TEST_KEY) for name in ("case", "undisturbed"))
    assert content(opened.run()) == content(whole.run())
    assert stage.finished("verify", "case").returncode == 0
    assert opened.ingest(_one_more(stage.folder)).ok  # the next writer sweeps what was left
    assert listed(case, "tmp") == []


def test_what_a_killed_find_had_staged_is_swept_by_the_next_writer(stage: Stage, case: Path) -> None:
    staged = case / "tmp" / "run-4194305"  # more than any process id of Linux: of a process that is gone
    staged.mkdir()
    (staged / "members.parquet").write_bytes(b"half")
    assert gr.Case.open(case, key=TEST_KEY).ingest(_one_more(stage.folder)).ok
    assert listed(case, "tmp") == []


def _one_more(folder: Path) -> Path:
    path = folder / "one-more.csv"
    path.write_text("account_id,kind,entity_id\na1,device,d1\na2,device,d1\n")
    return path


def told(done: Done, *words: str) -> None:
    """Exit 1 and one sentence with these words."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("graphring: ")]
    assert len(lines) == 1, done.stderr
    assert done.stderr.splitlines()[-1] == lines[0]
    for word in words:
        assert word in lines[0]


def test_no_case(stage: Stage) -> None:
    told(stage.finished("find", "nowhere"), "no case in nowhere", "graphring ingest nowhere")
    (stage.folder / "folder").mkdir()
    told(stage.finished("rings", "folder"), "no case in folder")


def test_no_run_yet(stage: Stage, case: Path) -> None:
    told(stage.finished("rings", "case"), "graphring find case")


@pytest.mark.parametrize("words", [("find", "case"), ("rejects", "case"), ("ingest", "case", "one-more.csv")])
def test_another_key(words: tuple[str, ...], stage: Stage, case: Path) -> None:
    _one_more(stage.folder)
    told(stage.finished(*words, key="another-key-than-the-case's"), "the key does not fit", "GRAPHRING_KEY")


def test_no_key_and_a_short_one(stage: Stage, case: Path) -> None:
    told(stage.finished("find", "case", key=None), "no key of its own", "GRAPHRING_KEY")
    told(stage.finished("find", "case", key="short"), "at least 16 characters")


def test_every_mistake_in_the_settings_is_told_at_once(stage: Stage, case: Path) -> None:
    (stage.folder / "bad.toml").write_text(
        "[detect]\nbootstraps = -3\nkept_edges = 7\n[judge]\nno_such = 1\n[machine]\nthreads = 0\n"
    )
    done = stage.finished("find", "case", "--settings", "bad.toml")
    told(done, "bad.toml", "4 mistake", "detect.bootstraps", "detect.kept_edges", "judge.no_such", "machine.threads")
    (stage.folder / "worse.toml").write_text("[detect\n")
    told(stage.finished("find", "case", "--settings", "worse.toml"), "worse.toml", "not a TOML file")
    told(stage.finished("find", "case", "--settings", "none.toml"), "none.toml", "check the path")
    assert not any((case / "runs").iterdir())


def test_a_busy_case_is_told_and_can_be_waited_for(stage: Stage, case: Path) -> None:
    _one_more(stage.folder)
    with CaseFolder.open(case, TEST_KEY).writing(Machine()):
        told(stage.finished("ingest", "case", "one-more.csv"), "another process is writing", "--wait")
        told(stage.finished("find", "case"), "another process is writing", "--wait")
        waiting = stage.started("ingest", "case", "one-more.csv", "--wait")
        time.sleep(1.5)
        assert waiting.poll() is None
    _, err = waiting.communicate(timeout=120)
    assert waiting.returncode == 0, err


def bound() -> tuple[str, ...]:
    """What makes a command obey permissions: nothing for most people, a capability less for root."""
    if os.geteuid() != 0:
        return ()
    before = ("setpriv", "--bounding-set=-dac_override")
    if not shutil.which(before[0]) or subprocess.run([*before, "true"], check=False).returncode:
        pytest.skip("root may write anywhere here")
    return before


def test_a_case_that_can_not_be_written(stage: Stage, case: Path) -> None:
    before = bound()
    _one_more(stage.folder)
    modes = {path: path.stat().st_mode for path in (case, *case.rglob("*"))}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        told(stage.finished("ingest", "case", "one-more.csv", before=before), "can't be written", "permissions")
        told(stage.finished("find", "case", before=before), "permissions")
        assert stage.finished("rejects", "case", before=before).returncode == 0, "what is there can still be read"
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def test_a_folder_that_can_not_be_made(stage: Stage) -> None:
    path = _one_more(stage.folder)
    told(stage.finished("ingest", path / "case", path), str(path))


def test_a_damaged_case(stage: Stage, case: Path) -> None:
    database = case / "case.duckdb"
    database.write_bytes(database.read_bytes()[:3000])
    for command in ("find", "rejects"):
        told(stage.finished(command, "case"), "case.duckdb", "restore")
