"""Worlds with a known truth: the demo, and files to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphring.cli.options import AsFormat, Exact, Format
from graphring.cli.words import counted, inert, say

DemoFolder = Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of files, case and report.")]
Scenario = Annotated[
    str | None,
    typer.Argument(metavar="SCENARIO", help="Name of a world, or the path of a TOML file; --list names all worlds."),
]
Folder = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", help="New folder of the files.", show_default=False)
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed, another world of the same kind.")]
Scale = Annotated[
    float,
    typer.Option("--scale", metavar="X", help="People, crowds and rings so many times as large, in the same shape."),
]


def demo(*, to: DemoFolder = Path("graphring-demo")) -> None:
    """Plant rings in a small world, find them, report.

    Files, case and report lie in one folder afterwards; start here.
    """
    from graphring.api.demo import play
    from graphring.cli.output import as_text, of_records
    from graphring.cli.progress import observed

    with observed() as progress:
        played = play(to, progress)
    size = f"{counted(played.n_exchanges, 'exchange')} of {counted(played.n_accounts, 'account')}"
    say(f"{size}; what was planted in them, and what was found:")
    typer.echo(as_text(of_records(("planted", "what", "accounts", "flagged", "judged"), played.rows)))
    say(
        f"Ask why: graphring why {inert(str(played.case))} {played.first_ring}"
        if played.first_ring
        else "No ring was found."
    )
    typer.echo(inert(str(played.report)))


def simulate(
    scenario: Scenario = None,
    *,
    to: Folder = None,
    seed: Seed = 0,
    scale: Scale = 1.0,
    listed: Annotated[bool, typer.Option("--list", help="List the scenarios instead.")] = False,
    as_format: AsFormat = None,
    exact: Exact = False,
) -> None:
    """Make the files of a world with known truth."""
    if listed:
        _list(as_format, exact=exact)
    elif scenario is None or to is None:
        raise typer.BadParameter("give a SCENARIO and --to DIR, or --list to see the scenarios.")
    else:
        _make(scenario, to, seed, scale)


def _list(as_format: Format | None, *, exact: bool) -> None:
    from graphring.cli.output import Target, of_records, write_listing
    from graphring.simulate import scenarios

    write_listing(
        of_records(("name", "days", "accounts", "rings", "title"), scenarios()), Target(as_format, exact=exact)
    )


def _make(scenario: str, to: Path, seed: int, scale: float) -> None:
    from graphring.cli.progress import observed
    from graphring.simulate import simulate as make

    with observed() as progress:
        world = make(scenario, to, seed, scale=scale, progress=progress)
    size = f"{counted(world.n_exchanges, 'exchange')} of {counted(world.n_accounts, 'account')}"
    say(f"{size}; files named truth are not for ingest.")
    for path in (*world.files, *world.truths):
        typer.echo(inert(str(path)))
