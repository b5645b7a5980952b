"""What an ingest says it did with each file."""

from __future__ import annotations

from html import escape
from typing import Final

from pydantic import Field

from graphring.model.inert import inert
from graphring.model.judged import Frozen

_TOLD: Final = ("path", "kind", "rows", "used", "rejected", "repeated", "noted")


class FileResult(Frozen):
    """One file: `rows = used + rejected + repeated`, always."""

    path: str
    kind: str = Field(description="kind of file, empty where it could not be told")
    rows: int = 0
    used: int = 0
    rejected: int = 0
    repeated: int = 0
    noted: int = Field(default=0, description="cells that were not used although their row was")
    already: bool = Field(default=False, description="the same bytes were taken in before: nothing changed")
    replaced: bool = Field(default=False, description="an earlier state of the same graph gave way to it")
    error: str = Field(
        default="",
        description="why nothing of it was used, also where all its rows were rejected: one sentence with the mend",
    )
    recognised: tuple[tuple[str, str], ...] = Field(
        default=(), description="(their column, our column) where different"
    )
    unused: tuple[str, ...] = Field(default=(), description="columns that nothing reads")
    notices: tuple[str, ...] = ()


class IngestResult(Frozen):
    """All files of one ingest, in the order given."""

    files: tuple[FileResult, ...]
    notices: tuple[str, ...] = Field(default=(), description="what a person must know of the source as a whole")

    @property
    def ok(self) -> bool:
        """False when a file could not be read, or when files have errors and nothing of any file is in the case.

        A file that was read and whose rows were all rejected has an error too; beside files that were used it is told
        and counted as any rejects are.
        """
        failed = [file for file in self.files if file.error]
        return not failed or (all(file.rows for file in failed) and any(file.used for file in self.files))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in (*_TOLD, "told"))
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(file))}</tr>" for file in self.files)
        notices = "".join(f"<p>{escape(inert(notice))}</p>" for notice in self.notices)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notices}"


def _cells(file: FileResult) -> list[str]:
    """What a table says of a file, escaped."""
    values = [getattr(file, name) for name in _TOLD]
    known = "taken in before: nothing changed" if file.already else ""
    told = " ".join(text for text in (file.error, known, *file.notices) if text)
    return [escape(inert(f"{value:,}" if isinstance(value, int) else value)) for value in (*values, told)]
