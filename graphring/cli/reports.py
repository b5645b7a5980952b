"""Rings as documents."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graphring.cli.options import CaseFolder, RunId
from graphring.cli.words import inert, say


class Document(StrEnum):
    """A format of reports; a new one is a file in `graphring.report` and a line here."""

    html = "html"
    md = "md"
    json = "json"


Rings = Annotated[
    list[str] | None,
    typer.Argument(metavar="RING", help="Ids of rings or groups.", show_default="all rings and an index"),
]
Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of the reports; made if it is not there.")]
Documents = Annotated[list[Document], typer.Option("--format", help="May be given more than once.")]


def report(
    case: CaseFolder,
    rings: Rings = None,
    *,
    to: Folder,
    formats: Documents = [Document.html],  # noqa: B006 - typer reads it and copies it
    run: RunId = None,
) -> None:
    """Write reports that open from disk.

    One page per ring and an index; they need no server and no network.
    """
    from graphring.api.case import Case

    judged = Case.open(case).run(run)
    written = judged.report(to, rings=tuple(rings or ()), formats=tuple(f.value for f in dict.fromkeys(formats)))
    if not written:
        say("There is nothing to report.")
    for path in written:
        typer.echo(inert(str(path)))
