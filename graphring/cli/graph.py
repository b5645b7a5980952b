"""A case into Neo4j."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphring.cli.options import CaseFolder, RunId
from graphring.cli.words import counted, inert, say

Uri = Annotated[
    str | None, typer.Option("--neo4j", metavar="URI", help="Where it runs.", show_default="NEO4J_URI, if set")
]
WaitForOther = Annotated[bool, typer.Option("--wait", help="Wait while another publish is at work.")]
ToImport = Annotated[
    Path | None,
    typer.Option(
        "--to-import",
        metavar="DIR",
        help="Write files and a command for neo4j-admin there instead: a quick first load.",
    ),
]


def publish(
    case: CaseFolder, *, neo4j: Uri = None, run: RunId = None, to_import: ToImport = None, wait: WaitForOther = False
) -> None:
    """Bring a Neo4j up to date with the case and a run.

    Only what changed since the last publish is sent. NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE
    come from the environment.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Target, of_records, write_listing
    from graphring.cli.progress import observed

    opened = Case.open(case, wait=wait)
    with observed() as progress:
        if to_import:
            done = opened.write_import(to_import, run_id=run, progress=progress)
        else:
            done = opened.publish(neo4j, run_id=run, progress=progress)
    write_listing(of_records(("name", "sent", "deleted"), done.changes), Target())
    sent, deleted = (sum(getattr(change, n) for change in done.changes) for n in ("sent", "deleted"))
    if to_import:
        say(f"{counted(sent, 'row')} written. Stop Neo4j, run {inert(str(to_import))}/import.sh, start it again.")
        return
    if not done.changes:
        say("Nothing changed since the last publish; nothing was sent.")
        return
    switched = f"; the rings are those of run {inert(done.run_id)}" if done.switched else ""
    say(f"{counted(sent, 'row')} sent, {counted(deleted, 'row')} deleted{switched}.")
