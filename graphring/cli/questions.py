"""Questions to a published graph: list, show, run, open in Neo4j Browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graphring.cli.errors import Commands
from graphring.cli.options import AsFormat, Exact, ToFile
from graphring.cli.words import counted, inert, say

queries = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the query, as `list` shows it.")]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="DIR", help="A folder with queries of your own, besides ours.")
]
Given = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A value; `show` says which there are.")
]
Uri = Annotated[str | None, typer.Option("--neo4j", metavar="URI", help="Where it runs.", show_default="NEO4J_URI")]


@queries.callback()
def about() -> None:
    """Ask a published graph what analysts ask.

    Every query is a file that pastes into Neo4j Browser as it is; docs/queries.md lists them all.
    """


@queries.command("list")
def list_(*, folder: Folder = None, as_format: AsFormat = None, to: ToFile = None, exact: Exact = False) -> None:
    """List the queries; a file that is none is named with line and reason, and the exit code is 1."""
    from graphring.cli.output import Listing, Target, write_listing
    from graphring.graphdb.queries import library

    found = library(folder)
    rows = [
        (query.name, query.shape, query.header.one("question"), [p.name for p in query.parameters])
        for query in found.queries
    ]
    write_listing(Listing(("name", "shape", "question", "parameters"), rows), Target(as_format, to, exact))
    for fault in found.faults.values():
        say(inert(fault))
    if found.faults:
        say(f"graphring: {counted(len(found.faults), 'file')} left out; mend what is told above.")
        raise typer.Exit(1)


@queries.command()
def show(name: Name, *, folder: Folder = None, param: Given = None, to: ToFile = None) -> None:
    """Print a query, ready to paste; --param writes values into it."""
    from graphring.cli.output import write_text
    from graphring.graphdb.queries import library

    write_text(library(folder).named(name).pasted(_told(param or ())), to)


@queries.command()
def run(
    name: Name,
    *,
    folder: Folder = None,
    param: Given = None,
    neo4j: Uri = None,
    as_format: AsFormat = None,
    to: ToFile = None,
) -> None:
    """Ask it, and write the rows; a graph is written as its links.

    It can only read. NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE come from the environment.
    """
    from graphring.cli.output import Listing, Target, write_listing
    from graphring.graphdb.address import Address
    from graphring.graphdb.answers import answer, columns
    from graphring.graphdb.connect import Connection
    from graphring.graphdb.queries import library

    query = library(folder).named(name)
    values = query.values(_told(param or ()))
    with Connection(Address.of(neo4j)) as graph:
        rows = answer(graph, query, values)
    write_listing(Listing(columns(query), rows), Target(as_format, to))


@queries.command("open")
def open_(
    name: Name,
    *,
    folder: Folder = None,
    param: Given = None,
    neo4j: Uri = None,
    browser: Annotated[
        str | None,
        typer.Option("--browser", metavar="URL", help="Where Neo4j Browser is.", show_default="asked of the server"),
    ] = None,
    only_print: Annotated[bool, typer.Option("--print", help="Print the link and open nothing.")] = False,
) -> None:
    """Open Neo4j Browser with a query typed in, and print the link.

    Browser asks for the password, and nothing runs before you say so.
    """
    import webbrowser

    from graphring.graphdb.address import Address
    from graphring.graphdb.browser import browser_of, link
    from graphring.graphdb.connect import Connection
    from graphring.graphdb.queries import library

    text = library(folder).named(name).pasted(_told(param or ()))
    address = Address.of(neo4j)
    if not browser:
        with Connection(address) as graph:
            browser = browser_of(graph)
    url = link(browser, address, text)
    typer.echo(url)
    if not only_print and not webbrowser.open(url):
        say("No web browser could be opened here; open the link yourself.")


@queries.command()
def kit(
    *,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder for the files.")] = Path("graphring-browser"),
    folder: Folder = None,
) -> None:
    """Write what Neo4j Browser can be given: saved queries and a style.

    Drop each file onto the Browser window. No network is needed.
    """
    from graphring.graphdb.browser import saved_queries, style
    from graphring.graphdb.queries import library

    to.mkdir(parents=True, exist_ok=True)
    (to / "graphring-queries.zip").write_bytes(saved_queries(library(folder).queries))
    (to / "graphring.grass").write_text(style(), encoding="utf-8")
    say(f"Drop graphring-queries.zip and graphring.grass, one by one, onto the Browser window: {inert(str(to))}")


@queries.command()
def guide(
    *,
    folder: Folder = None,
    port: Annotated[int, typer.Option("--port", help="Port on localhost.", min=0, max=65535)] = 0,
) -> None:
    """Serve a guide to the queries for Neo4j Browser on localhost, until Ctrl-C.

    Type the line that is printed into Browser's editor; a click on a query types it in.
    """
    from graphring.cli.serving import serve
    from graphring.graphdb.browser import guide as page
    from graphring.graphdb.queries import library

    serve(page(library(folder).queries), port)


def _told(param: Sequence[str]) -> dict[str, str]:
    """Names and values of `--param`."""
    told = {}
    for words in param:
        name, sign, value = words.partition("=")
        if not sign:
            raise typer.BadParameter(f"{words!r} is not NAME=VALUE.", param_hint="--param")
        told[name] = value
    return told
