"""What was found, held against what is true."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphring.cli.options import CaseFolder, Exact, RunId, ToFile

if TYPE_CHECKING:
    from typing import Any


class Document(StrEnum):
    """How an evaluation is written."""

    table = "table"
    csv = "csv"
    json = "json"
    html = "html"


TruthFile = Annotated[
    Path, typer.Option("--truth", metavar="FILE", help="CSV or Parquet: account_id, ring, and what else is known.")
]
AsDocument = Annotated[
    Document | None,
    typer.Option("--format", help="How to write it.", show_default="as FILE ends; table on a terminal, else csv"),
]
_ENDINGS = {".html": Document.html, ".htm": Document.html, ".json": Document.json, ".txt": Document.table}


def evaluate(
    case: CaseFolder, *, truth: TruthFile, run: RunId = None, as_format: AsDocument = None, to: ToFile = None,
    exact: Exact = False,
) -> None:  # fmt: skip
    """Measure a run against what is true.

    How many planted accounts and rings were found, who was flagged falsely, how soon. --to page.html
    writes a page with plots. docs/evaluate.md says how to read it.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Listing, Target, columns_of, opened, write_listing

    opened_case = Case.open(case)
    made = opened_case.evaluate(truth, run_id=run)
    chosen = as_format or _chosen(to)
    if chosen is Document.csv:
        from graphring.cli.figures import COLUMNS, rows
        from graphring.cli.options import Format

        write_listing(Listing(COLUMNS, list(rows(made))), Target(Format.csv, to, exact))
        return
    with opened(to) as out:
        what = f"run {opened_case.run(run).id} of {case.resolve().name} against {truth.name}"
        out.write(_text(made, chosen, what, columns_of(to)))


def _chosen(to: Path | None) -> Document:
    if to:
        return _ENDINGS.get(to.suffix.lower(), Document.csv)
    return Document.table if sys.stdout.isatty() else Document.csv


def _text(made: Any, chosen: Document, what: str, width: int | None) -> str:
    if chosen is Document.json:
        return str(made.to_json())
    if chosen is Document.html:
        from graphring.report import evaluation_text

        return evaluation_text(made, what)
    from graphring.cli.scores import text

    return text(made, width) + "\n"
