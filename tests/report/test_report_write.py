"""Files appear whole or not at all, and a fault is one sentence with its mend."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from graphring.errors import StorageError
from graphring.model.summary import RingSummary
from graphring.report import FORMATS, About, report_text, write_index, write_report


def test_one_file_for_each_format(tmp_path: Path, plain: RingSummary, about: About) -> None:
    written = write_report(plain, tmp_path / "new" / "folder", tuple(FORMATS))
    assert [path.name for path in written] == [f"{plain.ring_id}.{f}" for f in ("html", "md", "json")]
    assert [path.name for path in write_index([plain], about, tmp_path, ("md", "html", "md"))] == [
        "index.md",
        "index.html",
    ]
    assert all(path.read_text(encoding="utf-8") == report_text(plain, path.suffix[1:]) for path in written)


def test_a_hostile_id_stays_in_the_folder(tmp_path: Path, plain: RingSummary) -> None:
    for ring_id in ("../../etc/passwd", "/tmp/x", "", ".", "index", "a/b", "CON", "r\x00", "x" * 500):
        (path,) = write_report(plain.model_copy(update={"ring_id": ring_id}), tmp_path, ("json",))
        assert path.parent == tmp_path
        assert path.is_file()
    assert len(list(tmp_path.iterdir())) == 9


def test_the_same_summary_gives_the_same_bytes(plain: RingSummary) -> None:
    again = RingSummary.model_validate(plain.model_dump())
    assert all(report_text(plain, f) == report_text(again, f) for f in FORMATS)


def test_an_unknown_format_is_the_callers_mistake(tmp_path: Path, plain: RingSummary) -> None:
    with pytest.raises(ValueError, match="no format 'pdf'"):
        write_report(plain, tmp_path, ("pdf",))


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path, plain: RingSummary) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match=r"can't write .*; free some space, mend the permissions"):
        write_report(plain, tmp_path / "file", ("md",))


def test_a_full_disk_leaves_the_old_file_and_no_remains(
    tmp_path: Path, plain: RingSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = write_report(plain, tmp_path, ("json",))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        write_report(plain.model_copy(update={"title": "another"}), tmp_path, ("json",))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
