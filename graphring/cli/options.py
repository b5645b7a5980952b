"""Arguments and options that several commands share, written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a listing is written."""

    table = "table"
    csv = "csv"
    json = "json"


CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")]
RunId = Annotated[
    str | None, typer.Option("--run", metavar="ID", help="The run to look at.", show_default="the latest")
]
AsFormat = Annotated[
    Format | None,
    typer.Option("--format", help="How to write it.", show_default="table on a terminal, else csv"),
]
ToFile = Annotated[
    Path | None, typer.Option("--to", metavar="FILE", help="Write there.", show_default="standard output")
]
Exact = Annotated[
    bool, typer.Option("--exact", help="In CSV, leave out the apostrophe before what a spreadsheet would run.")
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="S.toml", help="Settings that differ from the defaults.")
]
Wait = Annotated[bool, typer.Option("--wait", help="Wait while another process writes to the case.")]
Exports = Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of the exports and of what was sent.")]
JobsFolder = Annotated[
    Path | None,
    typer.Option("--jobs", metavar="DIR", help="Folder with jobs of your own.", show_default="GRAPHRING_JOBS, if set"),
]
DEFAULT_EXPORTS = Path("graphring-exports")
