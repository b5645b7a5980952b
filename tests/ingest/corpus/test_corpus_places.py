"""What is no plain file, and names that are hardly names: each told in one sentence, by the command too."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graphring.errors import InputError, SettingsError
from graphring.ingest import Options, Source, ingest
from graphring.ingest.columnmap import column_map
from graphring.model.ingested import FileResult
from graphring.model.progress import Silent
from graphring.settings import Settings
from graphring.store.case import CaseFolder

HEAD = "time,account_id,ip\n1767225600,"
_PIPE = "it is a pipe or a device, not a file; write it to a file first."


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def _socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(folder / "s.csv"))
    return folder / "s.csv"


def _link(to: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "link.csv").symlink_to(to)
        return folder / "link.csv"

    return make


def _named(name: str, account: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_text(f"{HEAD}{account},11.0.0.1\n")
        return folder / name

    return make


PLACES: dict[str, tuple[Callable[[Path], Path | str], int, str]] = {
    "pipe": (_fifo, 0, _PIPE),
    "socket": (_socket, 0, _PIPE),
    "device": (lambda _: "/dev/zero", 0, _PIPE),
    "folder": (lambda folder: folder, 0, "it is a folder; give the files in it"),
    "link to nothing": (_link("nothing.csv"), 0, "there is no such file; check the path."),
    "link to itself": (_link("link.csv"), 0, "its links lead to each other, mend them."),
    "link to a device": (_link("/dev/zero"), 0, _PIPE),
    "too long a name": (lambda folder: folder / ("x" * 300 + ".csv"), 0, "(File name too long); check the path."),
    "a NUL in the name": (lambda _: "a\0b.csv", 0, "no file can have that name; check the path."),
    "line feed": (_named("two\nlines.csv", "a"), 1, ""),
    "emoji": (_named("🦉 owl.csv", "b"), 1, ""),
    "quotes and wildcards": (_named("it's [a]*{b,c}?\\.csv", "c"), 1, ""),
    "no UTF-8": (_named(os.fsdecode(b"\xff\xfe.csv"), "d"), 0, "its name is not UTF-8 text; rename it."),
    "upper case": (_named("DATA.CSV", "e"), 1, ""),
}


def _ingested(folder: Path, *given: Path | str) -> list[FileResult]:
    case = CaseFolder.create(folder / "case", "a-key-for-tests-only-0001")
    return list(ingest(case, [Source.of(one) for one in given], Options(), Silent()).files)


def test_places_and_names_are_told_and_harm_no_other(tmp_path: Path) -> None:
    folders = [tmp_path / str(i) for i in range(len(PLACES))]
    for folder in folders:
        folder.mkdir()
    given = [make(folder) for (make, _, _), folder in zip(PLACES.values(), folders, strict=True)]
    for (name, (_, used, error)), answer in zip(PLACES.items(), _ingested(tmp_path, *given), strict=True):
        assert (answer.used, answer.rows) == (used, used), name
        assert error in answer.error, name
        assert bool(answer.error) == bool(error), name
        answer.path.encode()


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    path = _named("real.csv", "a")(tmp_path)
    (tmp_path / "link.csv").symlink_to(path)
    first, second = _ingested(tmp_path, path, tmp_path / "link.csv")
    assert (first.used, second.already, second.used) == (1, True, 1)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _named("closed.csv", "a")(tmp_path)
    path.chmod(0)
    own = Source.sha256

    def refused(source: Source) -> str:
        with _as_nobody():
            return own(source)

    monkeypatch.setattr(Source, "sha256", refused)
    assert _ingested(tmp_path, path)[0].error == (
        f"{path}: it can't be read (Permission denied); check its permissions."
    )


def test_a_pipe_for_settings_or_columns_is_not_waited_for(tmp_path: Path) -> None:
    pipe = _fifo(tmp_path)
    with pytest.raises(SettingsError, match="pipe or a device"):
        Settings.from_toml(pipe)
    with pytest.raises(InputError, match="pipe or a device"):
        column_map(pipe)


def test_the_command_ends_with_one_sentence_and_exit_code_1(graphring: Any, tmp_path: Path) -> None:
    pipe, odd = _fifo(tmp_path), _named("two\nlines\x1b[31m.csv", "a")(tmp_path)
    done = graphring("ingest", "case", pipe, ok=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{pipe}: not used: {_PIPE}" in done.stderr
    done = graphring("ingest", "case", odd, tmp_path / "none.csv", ok=False)
    assert done.returncode == 1
    assert "1 row = 1 used + 0 rejected + 0 repeated" in done.stderr
    assert "\x1b" not in done.stderr
