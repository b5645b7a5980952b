"""Files into a case, and the rows of them that were not used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from graphring.cli.graph import Uri
from graphring.cli.options import AsFormat, CaseFolder, Exact, RunId, SettingsFile, ToFile, Wait
from graphring.cli.words import counted, inert, say

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Parquet, Arrow, CSV or JSONL, plain or .gz.")]
Kind = Annotated[
    str | None, typer.Option("--as", metavar="KIND", help="What the files hold.", show_default="told by the columns")
]
Columns = Annotated[
    Path | None,
    typer.Option("--columns", metavar="MAP.toml", help="Their names of columns: [columns] ours = 'theirs'."),
]
Zone = Annotated[str | None, typer.Option("--tz", metavar="ZONE", help="Zone of times without one: Europe/Berlin.")]
TimeFormat = Annotated[
    str | None,
    typer.Option("--time-format", metavar="FORMAT", help='How times are written, if not ISO: "%d.%m.%Y %H:%M:%S".'),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Take the place of what came under the same name, or of the same bytes.")
]
FromNeo4j = Annotated[bool, typer.Option("--from-neo4j", help="Take in the graph of a Neo4j instead of files.")]
GraphMap = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="MAP.toml",
        help="What is what in a foreign graph.",
        show_default="a graph of our own schema",
    ),
]

REJECT_COLUMNS = ("file", "line", "column", "value", "reason")


def ingest(
    case: CaseFolder,
    files: Files = None,
    *,
    kind: Kind = None,
    columns: Columns = None,
    tz: Zone = None,
    time_format: TimeFormat = None,
    replace: Replace = False,
    from_neo4j: FromNeo4j = False,
    neo4j: Uri = None,
    mapping: GraphMap = None,
    settings: SettingsFile = None,
    wait: Wait = False,
) -> None:
    """Take files, or a graph that lives in a Neo4j, into a case.

    The case is made if the folder is not there.

    Adding the same file again changes nothing. A file that can't be read, or whose rows were all rejected,
    contributes nothing; the others go in.

    With --replace a corrected file takes the place of the one of the same name; the same bytes
    are read again with another --tz, --time-format or --columns.

    The exit code is 1 where a file could not be read, or nothing at all was used.

    With --from-neo4j the graph is read. The same one again changes nothing; a changed one takes
    the place of what was read from there before. NEO4J_USER and NEO4J_PASSWORD say who asks.
    """
    from graphring.api.case import Case
    from graphring.cli.progress import observed
    from graphring.cli.told import lines
    from graphring.settings import Settings

    given = files or []
    _refuse_what_does_not_go_together(
        from_neo4j=from_neo4j, files=given, for_files=(kind, columns, replace or None), for_graphs=(neo4j, mapping)
    )
    if not from_neo4j:
        _refuse_when_nothing_is_there(case, given)
    chosen = Settings.from_toml(settings) if settings else None
    new = not case.exists()
    folder = Case.create(case, wait=wait)
    try:
        with observed() as progress:
            how: dict[str, Any] = {"tz": tz, "time_format": time_format, "settings": chosen, "progress": progress}
            if from_neo4j:
                result = folder.ingest_neo4j(neo4j, mapping=mapping, **how)
            else:
                result = folder.ingest(given, kind=kind, columns=columns, replace=replace, **how)
    finally:
        made = new and not folder.discard_if_bare()
    if made:
        say(f"{inert(str(case))}: a new case.")
    told = [file for file in result.files if not from_neo4j or file.rows or file.replaced]
    for line in (*chain.from_iterable(map(lines, told)), *result.notices):
        say(inert(line))
    if any(file.error for file in result.files):
        none = " No case was made." if new and not made else ""
        say(inert(_failed(result.files, case, "part" if from_neo4j else "file") + none))
    if not result.ok:
        raise typer.Exit(1)
    say(f"Next: graphring find {inert(str(case))}")


def _failed(files: Sequence[Any], case: Path, what: str) -> str:
    failed = sum(1 for file in files if file.error)
    rows = f" `graphring rejects {case}` lists rows and reasons." if any(file.rejected for file in files) else ""
    return f"graphring: {counted(failed, what)} of {len(files)} could not be used, see above.{rows}"


def rejects(
    case: CaseFolder,
    *,
    run: RunId = None,
    as_format: AsFormat = None,
    to: ToFile = None,
    exact: Exact = False,
) -> None:
    """List the input rows that were not used, and why.

    With --run, only those of the files that the run was made of.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Listing, Target, write_listing

    opened = Case.open(case)
    listing = Listing.of_arrow(opened.rejects(), REJECT_COLUMNS)
    if run:
        listing = listing.where("file", {file.path for file in opened.run(run).manifest.inputs})
    write_listing(listing, Target(as_format, to, exact))


def _refuse_what_does_not_go_together(
    *, from_neo4j: bool, files: list[Path], for_files: tuple[object, ...], for_graphs: tuple[object, ...]
) -> None:
    if from_neo4j and (files or any(one is not None for one in for_files)):
        raise typer.BadParameter(
            "FILE, --as, --columns and --replace are for files: take in files and a graph one after the other."
        )
    if not from_neo4j and any(one is not None for one in for_graphs):
        raise typer.BadParameter("--neo4j and --mapping go with --from-neo4j.")
    if not from_neo4j and not files:
        raise typer.BadParameter("give a FILE, or --from-neo4j.")


def _refuse_when_nothing_is_there(case: Path, files: list[Path]) -> None:
    """A mistyped path should not leave an empty case behind."""
    from graphring.errors import InputError

    if not case.exists() and not any(file.exists() for file in files):
        raise InputError(f"there is no file {files[0]}; check the path (no case was made).")
