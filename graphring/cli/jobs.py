"""Scheduled exports from Neo4j."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from graphring.cli.errors import FAILED, Commands
from graphring.cli.options import DEFAULT_EXPORTS, AsFormat, Exact, Exports, JobsFolder
from graphring.cli.schedulers import install
from graphring.cli.words import inert, say

MISSED: Final = 3
BUSY: Final = 4
_BRIEF: Final = ("name", "schedule", "last", "next", "missed")
"""Columns of the list where a terminal is narrow."""


class Log(StrEnum):
    """How a line about a job is written."""

    text = "text"
    json = "json"


class FileFormat(StrEnum):
    """How an export is written."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"


Now = Annotated[
    str | None, typer.Option("--now", metavar="TIME", help="Take this for the time.", show_default="the clock")
]
LogAs = Annotated[Log, typer.Option("--log", help="How the line about each job is written.")]

jobs = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None, help="Export from Neo4j on a schedule.")


@jobs.command(name="list")
def listed(
    *, to: Exports = DEFAULT_EXPORTS, folder: JobsFolder = None, now: Now = None, as_format: AsFormat = None,
    exact: Exact = False,
) -> None:  # fmt: skip
    """List the jobs: schedule, last export, times missed.

    Schedules are in UTC. Broken files of your own are named with line and reason; the exit code is 1 then.
    """
    from graphring.cli.output import Target, of_records, write_listing
    from graphring.graphdb.jobs.catalog import catalog
    from graphring.graphdb.jobs.due import standings

    known = catalog(folder)
    columns = ("name", "schedule", "last", "next", "missed", "watermark", "format", "title", "file")
    rows = of_records(columns, standings(known.jobs, to, _time(now)))
    write_listing(replace(rows, brief=_BRIEF), Target(as_format, exact=exact))
    if _broken(known.mistakes):
        raise typer.Exit(FAILED)


@jobs.command()
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the job; `jobs list` names them all.")],
    *,
    to: Exports = DEFAULT_EXPORTS,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TIME", help="Of a `time` job: from there on.", show_default="the kept time"),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="May be given more than once.")
    ] = None,
    file_format: Annotated[
        FileFormat | None, typer.Option("--format", help="How to write the file.", show_default="the job's")
    ] = None,
    exact: Exact = False,
    folder: JobsFolder = None,
    now: Now = None,
    log: LogAs = Log.text,
) -> None:  # fmt: skip
    """Export one job now, whether it is due or not.

    The path of the new file goes to stdout, a line about the job to stderr. With other
    parameters it is an export of its own, with a watermark of its own.
    Exit codes: 0 done, or nothing new; 1 failed; 4 another process runs this job.
    """
    from graphring.graphdb.address import Address
    from graphring.graphdb.jobs.asked import Asked
    from graphring.graphdb.jobs.catalog import catalog
    from graphring.graphdb.jobs.run import run as export

    job = catalog(folder).job(name)
    asked = Asked(
        to, _time(now), _time(since, "--since") if since else None, tuple(parameters or ()),
        file_format.value if file_format else None, exact,
    )  # fmt: skip
    outcome = export(job, asked, Address.of())
    _tell(outcome, asked.now, log)
    raise typer.Exit({"failed": FAILED, "busy": BUSY}.get(outcome.state, 0))


@jobs.command(name="run-due")
def run_due(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Look at these jobs only.", show_default="every job"),
    ] = None,
    *,
    to: Exports = DEFAULT_EXPORTS,
    folder: JobsFolder = None,
    exact: Exact = False,
    now: Now = None,
    log: LogAs = Log.text,
) -> None:
    """Export every job whose time has come.

    A scheduler calls this every few minutes. Paths of new files go to stdout, a line about each
    job to stderr; a job that failed stops no other, and is due again next time. Exit codes: 0 done,
    or nothing was due; 1 a job failed or its file is broken; 4 another process ran a job that was
    due; 3 all done, and times had been missed before.
    """
    from graphring.graphdb.address import Address
    from graphring.graphdb.jobs import due
    from graphring.graphdb.jobs.asked import Asked
    from graphring.graphdb.jobs.catalog import catalog

    known = catalog(folder)
    asked = Asked(to, _time(now), exact=exact)
    states, missed = set(), False
    jobs_ = [known.job(name) for name in names] if names else known.jobs
    for outcome in due.run_due(jobs_, asked, Address.of()):
        _tell(outcome, asked.now, log)
        states.add(outcome.state)
        missed = missed or outcome.missed > 0
    if _broken(known.mistakes) or "failed" in states:
        raise typer.Exit(FAILED)
    raise typer.Exit(BUSY if "busy" in states else MISSED if missed else 0)


jobs.command()(install)


def _tell(outcome: Any, at: datetime, log: Log) -> None:
    from graphring.graphdb.jobs.log import log_line

    if outcome.file:
        typer.echo(inert(str(outcome.file)))
    say(inert(log_line(outcome, at, as_json=log is Log.json)))


def _broken(mistakes: Any) -> bool:
    for mistake in mistakes:
        say(f"graphring: {inert(str(mistake))}")
    return bool(mistakes)


def _time(text: str | None, option: str = "--now") -> datetime:
    from graphring.graphdb.values import time_of

    if text is None:
        return datetime.now(UTC)
    try:
        return time_of(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text} is no time with a zone; write one such as 2026-11-21T05:00:00Z.", param_hint=option
        ) from None
