"""Stopped by a signal, out of memory, in a folder that is full or not to be written, beside another process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import Done
from integration_made import Stage
from killed import everything, finished
from test_integration_kills import FIND, INGEST, REPORT, SETTINGS

MANY = "GRAPHRING_TEST_REPEAT" in os.environ
"""Every stage of everything; else some of each, for time."""
PROMISED_S = 2.0
LOADED_S = 3.0
"""A busy machine may take so much longer to schedule us; the command itself has no more than PROMISED_S."""
SIMULATE = ("simulate", "ring-plain", "--to", "world", "--seed", "1")
IMPORT = ("publish", "case", "--to-import", "import")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, a run, settings and a truth."""
    folder = tmp_path_factory.mktemp("stops")
    (folder / "s.toml").write_text(SETTINGS)
    (folder / "truth.csv").write_text("account_id,ring\n" + "".join(f"ring{n:02d},r1\n" for n in range(12)))
    finished(folder, INGEST)
    finished(folder, FIND)
    return folder


@pytest.fixture
def there(found: Path, stage: Stage) -> Path:
    """A copy of that where the command runs."""
    shutil.copytree(found, stage.folder, dirs_exist_ok=True)
    return stage.folder


def said(done: Done, code: int, *words: str) -> None:
    """That exit code and one sentence with these words."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("graphring: ")]
    assert len(told) == 1, done.stderr
    assert told[0] == done.stderr.splitlines()[-1]
    for word in words:
        assert word in told[0]


def descendants(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    known = {pid}
    while more := {child for child, parent in pairs if parent in known} - known:
        known |= more
    return known - {pid}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "number", "after_s"),
    [
        (INGEST, signal.SIGINT, 1.5),
        (FIND, signal.SIGTERM, 1.8),
        (SIMULATE, signal.SIGINT, 1.5),
        (FIND, signal.SIGINT, 0.9),
        (REPORT, signal.SIGINT, 0.7),
        (("evaluate", "case", "--truth", "truth.csv"), signal.SIGTERM, 0.7),
    ][: None if MANY else 3],
)
def test_a_signal_stops_at_once(words: tuple[str, ...], number: int, after_s: float, stage: Stage, there: Path) -> None:
    if words == INGEST:
        shutil.rmtree(there / "case")
    process = stage.started(*words)
    while not descendants(process.pid):  # Python itself is still starting, and answers as it does
        time.sleep(0.02)
    time.sleep(after_s)
    children = descendants(process.pid)
    start = time.perf_counter()
    process.send_signal(number)
    out, err = process.communicate(timeout=300)
    took_s = time.perf_counter() - start
    if process.returncode == 0:
        pytest.skip("it had finished before")
    said(Done(words, process.returncode, out, err), 128 + number, "stopped", "nothing half-done")
    assert took_s < PROMISED_S + LOADED_S
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    world = stage.folder / "world"
    if words[0] == "simulate" and world.exists():  # the signal came when all was done but the last words
        assert (world / "truth.csv").is_file()
        shutil.rmtree(world)
    assert stage.finished(*words).returncode == 0


def test_what_heeds_no_signal_is_killed_in_time(stage: Stage) -> None:
    """A call into a library that holds Python's lock for minutes could not be stopped."""
    (stage.folder / "deaf.py").write_text(
        "import signal, sys, time\n"
        "from graphring.cli.errors import one_sentence\nfrom graphring.cli.supervised import supervise\n"
        "with one_sentence():\n"
        "    supervise()\n"
        "    for n in (signal.SIGINT, signal.SIGTERM): signal.signal(n, signal.SIG_IGN)\n"
        "    print(1, flush=True)\n"
        "    time.sleep(60)\n"
    )
    import sys

    with subprocess.Popen(
        [sys.executable, str(stage.folder / "deaf.py")], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        start = time.perf_counter()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=300)
    said(Done("deaf", process.returncode, "", err), 130, "stopped")
    assert 1.0 < time.perf_counter() - start < PROMISED_S + LOADED_S


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_work_that_the_system_ends_is_told(number: int, stage: Stage, there: Path) -> None:
    process = stage.started(*FIND)
    while not (children := descendants(process.pid)):
        time.sleep(0.01)
    os.kill(min(children), number)
    out, err = process.communicate(timeout=300)
    said(
        Done(FIND, process.returncode, out, err), 1, "want of memory", "machine.memory_gb", "run the same command again"
    )


@pytest.mark.slow
@pytest.mark.parametrize("kb", [450_000, 900_000, 1_500_000] if MANY else [450_000])
def test_too_little_memory_is_told(kb: int, stage: Stage, there: Path) -> None:
    said(stage.finished(*FIND, before=("prlimit", f"--as={kb * 1024}")), 1, "machine.memory_gb", "machine.threads")


@pytest.fixture
def small(stage: Stage) -> Iterator[Path]:
    """A small disk at that place."""
    disk = stage.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here: it takes root and a machine or container that lets it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def sized(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


FULL = {
    "ingest": (INGEST, 4), "ingest in the middle": (INGEST, 300), "find": (FIND, 4), "report": (REPORT, 16),
    "simulate": (SIMULATE, 8), "publish": (IMPORT, 60),
    "evaluate": (("evaluate", "case", "--truth", "truth.csv", "--to", "figures.json"), 4),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", FULL if MANY else ["ingest in the middle", "find", "publish"])
def test_a_full_disk_is_told_and_the_same_command_mends_it(name: str, small: Path, found: Path) -> None:
    words, free_kb = FULL[name]
    shutil.copytree(found, small, dirs_exist_ok=True)
    whole = Path(shutil.copytree(found, small.parent / "whole"))
    if words in (INGEST, FIND):
        for folder in (small, whole):
            shutil.rmtree(folder / "case" if words == INGEST else folder / "case" / "runs")
    if name == "evaluate":  # its file is so small that it goes into the space that is always left
        (small / "filler").write_bytes(b"x")
    used_kb = int(
        subprocess.run(["df", "--output=used", "-k", small], capture_output=True, text=True).stdout.split()[1]
    )
    sized(small, f"size={used_kb + free_kb}k")
    if name == "evaluate":
        _fill(small / "filler")
    done = run_in(small, words)
    sized(small, "size=40m")
    said(done, 1, "free some")
    assert run_in(small, words).returncode == 0
    finished(whole, words)
    assert everything(small / "case") == everything(whole / "case")


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            return


def run_in(folder: Path, words: tuple[str, ...]) -> Done:
    from installed import COMMAND, TEST_KEY

    return subprocess.run(
        [COMMAND, *words], cwd=folder, env=os.environ | {"GRAPHRING_KEY": TEST_KEY}, capture_output=True, text=True
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FULL if name != "ingest in the middle"] if MANY else ["find"])
def test_a_disk_that_can_not_be_written_is_told(name: str, small: Path, found: Path) -> None:
    words, _ = FULL[name]
    shutil.copytree(found, small, dirs_exist_ok=True)
    if words == INGEST:
        shutil.rmtree(small / "case")
    sized(small, "ro")
    said(run_in(small, words), 1)
    sized(small, "rw")
    if words != INGEST:
        assert everything(small / "case") == everything(found / "case")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"), [(INGEST, INGEST), (INGEST, FIND), (FIND, FIND), (FIND, REPORT)][: None if MANY else 1]
)
def test_two_at_once_wait_or_are_refused(
    one: tuple[str, ...], other: tuple[str, ...], stage: Stage, there: Path, found: Path
) -> None:
    if one == INGEST == other:
        shutil.rmtree(there / "case")  # both make the case
    both = [stage.started(*words) for words in (one, other)]
    for process in both:
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0 or "another process" in err or "no case" in err, err
        assert "Traceback" not in err
    for words in (one, other):
        assert stage.finished(*words).returncode == 0
    ours, theirs = everything(there / "case"), everything(found / "case")
    runs = {name for name in {*ours, *theirs} if name.startswith("runs")}
    assert {k: v for k, v in ours.items() if k not in runs} == {k: v for k, v in theirs.items() if k not in runs}


@pytest.mark.slow
def test_two_at_once_that_wait_both_end_well(stage: Stage, there: Path) -> None:
    shutil.rmtree(there / "case")
    both = [stage.started(*INGEST, "--wait") for _ in range(2)]
    assert [process.communicate(timeout=300)[1] and process.returncode for process in both] == [0, 0]
