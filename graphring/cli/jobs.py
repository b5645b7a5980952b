"""Scheduled exports from Neo4j."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from graphring.cli.errors import FAILED, Commands
from graphring.cli.options import AsFormat, Exact
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


class Scheduler(StrEnum):
    """Who calls `run-due`."""

    cron = "cron"
    systemd = "systemd"


Exports = Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of the exports and of what was sent.")]
Folder = Annotated[
    Path | None,
    typer.Option("--jobs", metavar="DIR", help="Folder with jobs of your own.", show_default="GRAPHRING_JOBS, if set"),
]
Now = Annotated[
    str | None, typer.Option("--now", metavar="TIME", help="Take this for the time.", show_default="the clock")
]
LogAs = Annotated[Log, typer.Option("--log", help="How the line about each job is written.")]
DEFAULT_FOLDER: Final = Path("graphring-exports")

jobs = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None, help="Export from Neo4j on a schedule.")


@jobs.command(name="list")
def listed(
    *, to: Exports = DEFAULT_FOLDER, folder: Folder = None, now: Now = None, as_format: AsFormat = None,
    exact: Exact = False,
) -> None:  # fmt: skip
    """List the jobs: schedule (UTC), last export, when it is due, times missed.

    Broken files of your own are named with line and reason; the exit code is 1 then.
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
    to: Exports = DEFAULT_FOLDER,
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
    folder: Folder = None,
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
    *, to: Exports = DEFAULT_FOLDER, folder: Folder = None, exact: Exact = False, now: Now = None, log: LogAs = Log.text
) -> None:
    """Export every job whose time has come; for a scheduler, every few minutes.

    Paths of new files go to stdout, a line about each job to stderr; a job that failed stops no
    other, and is due again next time. Exit codes: 0 done, or nothing was due; 1 a job failed or
    its file is broken; 4 another process ran a job that was due; 3 all done, and times had been
    missed before.
    """
    from graphring.graphdb.address import Address
    from graphring.graphdb.jobs import due
    from graphring.graphdb.jobs.asked import Asked
    from graphring.graphdb.jobs.catalog import catalog

    known = catalog(folder)
    asked = Asked(to, _time(now), exact=exact)
    states, missed = set(), False
    for outcome in due.run_due(known.jobs, asked, Address.of()):
        _tell(outcome, asked.now, log)
        states.add(outcome.state)
        missed = missed or outcome.missed > 0
    if _broken(known.mistakes) or "failed" in states:
        raise typer.Exit(FAILED)
    raise typer.Exit(BUSY if "busy" in states else MISSED if missed else 0)


@jobs.command()
def install(
    scheduler: Annotated[Scheduler, typer.Argument(metavar="cron|systemd", help="Who is to call `run-due`.")],
    *,
    environment: Annotated[
        Path, typer.Option("--env", metavar="FILE", help="File with NEO4J_URI=…, NEO4J_USER=…, NEO4J_PASSWORD=….")
    ],
    to: Exports = DEFAULT_FOLDER,
    folder: Folder = None,
    every: Annotated[int, typer.Option("--every", min=1, max=59, help="Minutes between two looks.")] = 5,
    show: Annotated[bool, typer.Option("--show", help="Print it instead.")] = False,
) -> None:
    """Let cron or systemd call `run-due`.

    For cron, lines of this user's crontab; others stay as they are. For systemd, a service and a
    timer, of the machine when root installs them, else of this user.
    """
    from graphring.graphdb.jobs import install as made

    asked = made.Installed(to, made.checked(environment), folder, every)
    if scheduler is Scheduler.cron:
        _cron(asked, show=show)
    else:
        _systemd(asked, show=show)


def _cron(asked: Any, *, show: bool) -> None:
    from graphring.graphdb.jobs.install import crontab, install_crontab

    if show:
        typer.echo(crontab(asked), nl=False)
        return
    install_crontab(asked)
    say(f"cron looks for due jobs every {asked.every_min} minutes from now on; `crontab -e` shows and ends it.")


def _systemd(asked: Any, *, show: bool) -> None:
    import os

    from graphring.graphdb.jobs.install import install_units, unit_folder, units

    if show:
        typer.echo("\n".join(f"# {name}\n{text}" for name, text in units(asked).items()), nl=False)
        return
    everyone = os.geteuid() == 0
    for path in install_units(asked, unit_folder(for_everyone=everyone)):
        typer.echo(inert(str(path)))
    say(f"Start it: systemctl {'' if everyone else '--user '}enable --now graphring-jobs.timer")


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
    from graphring.graphdb.jobs.columns import time_of

    if text is None:
        return datetime.now(UTC)
    try:
        return time_of(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text} is no time with a zone; write one such as 2026-11-21T05:00:00Z.", param_hint=option
        ) from None
