"""Files, accounts and old data out of a case."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from graphring.cli.options import CaseFolder, Wait
from graphring.cli.words import counted, inert, say

Name = Annotated[str, typer.Argument(metavar="FILE", help="Its name as it was taken in, or the last part of that.")]
OfKind = Annotated[
    str | None, typer.Option("--as", metavar="KIND", help="Only its rows of this kind.", show_default="all of them")
]
Accounts = Annotated[list[str] | None, typer.Argument(metavar="ACCOUNT", help="Ids of accounts.")]
ListOf = Annotated[
    Path | None, typer.Option("--file", metavar="LIST", help="A file with one id on each line; - is standard input.")
]
Before = Annotated[
    datetime,
    typer.Option("--before", metavar="TIME", help="What is older goes: 2026-03-31 or 2026-03-31T12:00:00 (UTC).",
                 formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]),
]  # fmt: skip


def forget_file(case: CaseFolder, file: Name, *, kind: OfKind = None, wait: Wait = False) -> None:
    """Take the rows of a file out of a case, as if it had never come.

    Links, accounts and activity are counted anew, which takes as long as the whole case needs.
    Rows of other files that had been left out as repeats of its rows come back.

    Runs and reports that were made with it stay as they are.
    """
    from graphring.api.case import Case
    from graphring.cli.progress import observed
    from graphring.model.upkeep import told_of_repeats

    with observed() as progress:
        done = Case.open(case, wait=wait).forget_file(file, kind=kind, progress=progress)
    for one in done.files:
        say(inert(f"{one.path}: {one.kind}, {counted(one.used, 'row')} taken out (loaded {one.loaded_at:%Y-%m-%d})."))
    if not done.files:
        say("The file was out already; what a broken-off command had left to do is done.")
    for line in told_of_repeats(done.came_back, done.to_add_again):
        say(inert(line))
    say(f"Next: graphring find {inert(str(case))}")


def forget(case: CaseFolder, accounts: Accounts = None, *, file: ListOf = None, wait: Wait = False) -> None:
    """Erase accounts from a case: ledger, tables, runs and reports.

    A keyed hash of the id stays, so that rows of the account that come later are refused. Runs that
    named it are redacted and say so; reports in the case's folder that named it are removed.

    The same command again completes one that was broken off.
    """
    from graphring.api.case import Case
    from graphring.cli.progress import observed
    from graphring.model.upkeep import told_of_repeats

    ids = [*(accounts or []), *(_listed(file) if file else [])]
    if not ids:
        raise typer.BadParameter("give an ACCOUNT, or --file LIST.")
    with observed() as progress:
        done = Case.open(case, wait=wait).forget(ids, progress=progress)
    rows = counted(done.rows, "row")
    say(f"{counted(done.accounts, 'account')} erased, of which {done.known:,} had rows: {rows} gone.")
    say(f"{counted(done.runs, 'run')} redacted, {counted(len(done.reports), 'report file')} removed.")
    for line in told_of_repeats(done.came_back, ()):
        say(line)
    if done.reports:
        say(f"Write reports anew: graphring report {inert(str(case))} --to {inert(str(case / 'reports'))}")
    if done.published:
        say(f"A Neo4j still has them: graphring publish {inert(str(case))} takes them out there.")
    say("Reports and exports in other folders, backups and the files themselves are not touched.")


def prune(case: CaseFolder, *, before: Before, wait: Wait = False) -> None:
    """Take data from before a time out of a case.

    Exchanges, enforcement, relations and links go.

    Accounts from account files, decisions, known entities, releases, runs and reports stay.
    """
    from graphring.api.case import Case
    from graphring.cli.progress import observed
    from graphring.model.upkeep import told_of_repeats

    at = before.replace(tzinfo=UTC) if before.tzinfo is None else before
    with observed() as progress:
        done = Case.open(case, wait=wait).prune(at, progress=progress)
    if not done.exchanges and not done.other_rows:
        say(f"Nothing in {inert(str(case))} is older than {at:%Y-%m-%d %H:%M} UTC: nothing changed.")
        return
    say(f"{counted(done.exchanges, 'exchange')} and {counted(done.other_rows, 'other row')} taken out.")
    for line in told_of_repeats(done.came_back, ()):
        say(line)
    say(f"Next: graphring find {inert(str(case))}")


def _listed(file: Path) -> list[str]:
    """The ids in a file, one on each line."""
    from graphring.errors import InputError

    if str(file) == "-":
        return sys.stdin.read().splitlines()
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file} can't be read as a list of ids: {error}; give a text file, one id on a line."
        ) from error
