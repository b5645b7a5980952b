"""A case into Neo4j."""

from __future__ import annotations

from typing import Annotated

import typer

from graphring.cli.options import CaseFolder, RunId
from graphring.cli.words import counted, inert, say

Uri = Annotated[
    str | None, typer.Option("--neo4j", metavar="URI", help="Where it runs.", show_default="NEO4J_URI, if set")
]
WaitForOther = Annotated[bool, typer.Option("--wait", help="Wait while another publish is at work.")]


def publish(case: CaseFolder, *, neo4j: Uri = None, run: RunId = None, wait: WaitForOther = False) -> None:
    """Bring a Neo4j up to date with the case and a run.

    Only what changed since the last publish is sent. NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE
    come from the environment.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Target, of_records, write_listing
    from graphring.cli.progress import observed

    with observed() as progress:
        done = Case.open(case, wait=wait).publish(neo4j, run_id=run, progress=progress)
    write_listing(of_records(("name", "sent", "deleted"), done.changes), Target())
    sent, deleted = (sum(getattr(change, n) for change in done.changes) for n in ("sent", "deleted"))
    if not done.changes:
        say("Nothing changed since the last publish; nothing was sent.")
        return
    switched = f"; the rings are those of run {inert(done.run_id)}" if done.switched else ""
    say(f"{counted(sent, 'row')} sent, {counted(deleted, 'row')} deleted{switched}.")
