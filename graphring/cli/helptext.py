"""The help of every command as Markdown: `python -m graphring.cli.helptext > docs/cli.md`, or `make docs`."""

from __future__ import annotations

import sys
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
    texts = {"graphring": group.get_help(top)}
    for name, command in group.commands.items():
        context = typer.Context(command, info_name=name, parent=top, terminal_width=WIDTH)
        texts[f"graphring {name}"] = command.get_help(context)
        for inner, below in getattr(command, "commands", {}).items():  # a command of commands
            texts[f"graphring {name} {inner}"] = below.get_help(
                typer.Context(below, info_name=inner, parent=context, terminal_width=WIDTH)
            )
    return {line: text.rstrip() for line, text in texts.items()}


def markdown() -> str:
    """All of them as one document."""
    sections = (f"## {line}\n\n```text\n{text}\n```\n" for line, text in helps().items())
    return "\n".join([_HEAD.format(typer=version("typer")), *sections])


if __name__ == "__main__":
    sys.stdout.write(markdown())
