"""Documents to disk: a file has its name only when it is whole."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Sequence
from pathlib import Path

from graphring.errors import StorageError
from graphring.model.evaluation import Evaluation
from graphring.model.summary import RingSummary
from graphring.report.about import About
from graphring.report.as_evaluation import evaluation_text
from graphring.report.escaping import file_name
from graphring.report.formats import FORMATS, Format
from graphring.report.roster import is_whole, roster_name, roster_text
from graphring.store.leftover import is_alive


def report_text(summary: RingSummary, ending: str) -> str:
    """The report of one group in the format of that ending."""
    return _format(ending).ring(summary)


def write_report(summary: RingSummary, folder: Path, formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write a group's report in these formats, and what lies beside it; return the files."""
    name = file_name(summary.ring_id)
    pages = (Path(folder) / f"{name}.{ending}" for ending in dict.fromkeys(formats))
    return [path for page in pages for path in write_page(summary, page)]


def write_page(summary: RingSummary, path: Path) -> list[Path]:
    """Write the report to this file, whose ending says the format; with a page that can't list every member, all of
    them as CSV beside it. Return the files, the report first.
    """
    text = report_text(summary, path.suffix.lstrip("."))
    beside = []
    if path.suffix == ".html" and not is_whole(summary):
        beside.append(write_text(path.with_name(roster_name(summary)), roster_text(summary)))
    return [write_text(path, text), *beside]


def write_index(
    summaries: Sequence[RingSummary], about: About, folder: Path, formats: Sequence[str] = ("html",)
) -> list[Path]:
    """Write the index of these groups, in their order, in these formats; return the files."""
    wanted = {ending: _format(ending) for ending in formats}
    return [write_text(Path(folder) / f"index.{e}", f.index(summaries, about)) for e, f in wanted.items()]


def write_evaluation(evaluation: Evaluation, path: str | Path, what: str = "") -> Path:
    """Write an evaluation as a page with plots; `what` says in words what was compared. Raises StorageError."""
    return write_text(Path(path), evaluation_text(evaluation, what))


def _format(ending: str) -> Format:
    if ending not in FORMATS:
        raise ValueError(f"no format {ending!r}: take one of {', '.join(FORMATS)}.")
    return FORMATS[ending]


def write_text(path: Path, text: str) -> Path:
    """Write a file so that readers see the old one or all of the new one; raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise StorageError(
            f"can't write {path}: {error.strerror}; free some space, mend the permissions or give another folder."
        ) from error
    return path


def _replace(path: Path, content: bytes) -> None:
    start = f".{path.name[:80]}."
    for old in path.parent.glob(f"{glob.escape(start)}*.part"):  # of a process that was killed
        if not is_alive(old.name[len(start) : -len(".part")]):
            old.unlink(missing_ok=True)
    draft = path.with_name(f"{start}{os.getpid()}.part")
    try:
        with draft.open("wb") as out:  # made under the process's mask, so the file is as private as the user asked for
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
