"""Who calls `graphring jobs run-due`: cron or systemd."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graphring.cli.options import DEFAULT_EXPORTS, Exports, JobsFolder
from graphring.cli.words import inert, say


class Scheduler(StrEnum):
    """Who calls `run-due`."""

    cron = "cron"
    systemd = "systemd"


def install(
    scheduler: Annotated[Scheduler, typer.Argument(metavar="cron|systemd", help="Who is to call `run-due`.")],
    *,
    environment: Annotated[
        Path, typer.Option("--env", metavar="FILE", help="File with NEO4J_URI=…, NEO4J_USER=…, NEO4J_PASSWORD=….")
    ],
    to: Exports = DEFAULT_EXPORTS,
    folder: JobsFolder = None,
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
