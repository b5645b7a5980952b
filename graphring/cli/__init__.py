"""The command line: words and files in, calls of `graphring.api`, tables and sentences out; no logic of its own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the `graphring` command; everything heavy is imported by the command that needs it."""
    from graphring.cli.errors import one_sentence
    from graphring.cli.supervised import is_long, supervise

    with one_sentence():
        if is_long(sys.argv):
            supervise()
        from graphring.cli.app import app

        app(prog_name="graphring")
