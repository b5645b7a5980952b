from __future__ import annotations

import errno
import subprocess
from pathlib import Path

import pytest
from installed import COMMAND, Graphring

from graphring import errors
from graphring.cli.errors import one_sentence


def ended(error: BaseException) -> int:
    with pytest.raises(SystemExit) as end, one_sentence():
        raise error
    assert isinstance(end.value.code, int)
    return end.value.code


ALL_FAULTS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", ALL_FAULTS, ids=lambda kind: kind.__name__)
def test_every_fault_of_ours_is_one_sentence_and_exit_1(
    kind: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(kind("there is no case in x; graphring ingest makes one.")) == 1
    assert capsys.readouterr().err == "graphring: there is no case in x; graphring ingest makes one.\n"


def test_ctrl_c_is_130_and_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("number", "mend"), [(errno.ENOSPC, "free some space"), (errno.EACCES, "permissions"), (errno.EIO, "the disk")]
)
def test_a_fault_of_the_disk_says_where_and_what_to_do(
    number: int, mend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(OSError(number, "Said so", "some/file")) == 1
    told = capsys.readouterr().err
    assert "some/file: Said so" in told
    assert mend in told


def test_a_bug_stays_a_traceback() -> None:
    with pytest.raises(KeyError), one_sentence():
        raise KeyError("a bug")


def test_hostile_names_in_a_sentence_are_inert(capsys: pytest.CaptureFixture[str]) -> None:
    ended(errors.InputError("no file \x1b[2J.csv"))
    assert "\x1b" not in capsys.readouterr().err


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [COMMAND, "doctor", "--format", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize(
    "words",
    [
        ("unheard-of",),
        ("rings",),
        ("rings", "case", "--format", "yaml"),
        ("report", "case"),
        ("report", "case", "--to", "x", "--format", "docx"),
        ("simulate",),
        ("find", "case", "--until", "yesterday"),
        ("why", "case", "ring", "--tie", "only-one"),
    ],
)
def test_misuse_of_the_command_line_is_2(words: tuple[str, ...], graphring: Graphring) -> None:
    done = graphring(*words, ok=False)
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout


@pytest.mark.parametrize("command", ["find", "rings", "members", "communities", "rejects", "verify"])
def test_a_missing_case_is_1(command: str, graphring: Graphring, tmp_path: Path) -> None:
    done = graphring(command, "nowhere", ok=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere" in done.stderr
    assert not (tmp_path / "nowhere").exists()
