"""The help of every command as Markdown: `python -m graphring.cli.helptext > docs/cli.md`, or `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, Final

import typer

from graphring.cli.app import app

WIDTH: Final = 100
_HEAD: Final = """\
# The command line

<!-- Made by `make docs` with typer {typer}; a test holds it to what `--help` prints. -->

Results go to standard output or `--to`; words and progress go to standard error. Exit codes: 0 done; 1 failed,
in one sentence that says how to mend it; 2 misuse of the command line; 130 stopped by Ctrl-C.
"""


def helps() -> dict[str, str]:
    """The help text by command line, as `graphring … --help` prints it on a terminal of `WIDTH` columns."""
    group: Any = typer.main.get_command(app)
    top = typer.Context(group, info_name="graphring", terminal_width=WIDTH, **group.context_settings)
    return {line: text.rstrip() for line, text in _helps("graphring", group, top)}


def _helps(line: str, command: Any, context: Any) -> Iterator[tuple[str, str]]:
    """A command's help and, of a group, that of its commands."""
    yield line, command.get_help(context)
    for name, inner in getattr(command, "commands", {}).items():
        below = typer.Context(inner, info_name=name, parent=context, terminal_width=WIDTH)
        yield from _helps(f"{line} {name}", inner, below)


def markdown() -> str:
    """All of them as one document."""
    sections = (f"## {line}\n\n```text\n{text}\n```\n" for line, text in helps().items())
    return "\n".join([_HEAD.format(typer=version("typer")), *sections])


if __name__ == "__main__":
    sys.stdout.write(markdown())
