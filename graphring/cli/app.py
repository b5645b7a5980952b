"""The `graphring` command: every subcommand by name, in the order a newcomer meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from graphring.cli import files, found, graph, jobs, leaving, measured, questions, reports, standing, upkeep, worlds
from graphring.cli.errors import Commands

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: no import of rich, and the same text in docs/cli.md
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callbacks are called so
    if asked:
        from graphring import __version__

        typer.echo(f"graphring {__version__}")
        raise typer.Exit


@app.callback(epilog="Results go to stdout or --to, words and progress to stderr. New here? graphring demo")
def graphring(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Find groups of accounts that act as one, say why, and what innocent thing else it could be."""


for command in (
    worlds.demo,
    files.ingest,
    found.find,
    found.rings,
    found.members,
    found.communities,
    files.rejects,
    found.why,
    reports.report,
    graph.publish,
    worlds.simulate,
    measured.evaluate,
    standing.status,
    leaving.forget_file,
    leaving.forget,
    leaving.prune,
    upkeep.verify,
    upkeep.doctor,
):
    app.command()(command)
app.add_typer(jobs.jobs, name="jobs")
app.add_typer(questions.queries, name="queries")
