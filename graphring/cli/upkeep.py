"""Is the case whole, is the machine ready."""

from __future__ import annotations

import typer

from graphring.cli.options import AsFormat, CaseFolder, Exact, RunId, ToFile
from graphring.cli.words import counted, inert, say


def verify(case: CaseFolder, *, run: RunId = None) -> None:
    """Compare a run with the digests in its manifest."""
    from graphring.api.case import Case

    problems = Case.open(case).verify(run)
    for problem in problems:
        say(inert(problem))
    if problems:
        say(f"graphring: {counted(len(problems), 'problem')} found; restore the case from a copy, or find again.")
        raise typer.Exit(1)
    say("Everything is as it was written.")


def doctor(*, as_format: AsFormat = None, to: ToFile = None, exact: Exact = False) -> None:
    """List what is here, what is missing, and how to get it."""
    from graphring.api.doctor import findings
    from graphring.cli.output import Target, of_records, write_listing

    found = findings()
    write_listing(of_records(("name", "state", "found", "mend"), found), Target(as_format, to, exact))
    missing = [finding.name for finding in found if finding.state == "missing"]
    if missing:
        say(f"graphring: {', '.join(missing)} missing; the last column says how to get it.")
        raise typer.Exit(1)
