"""docs/cli.md and `--help` are the same text."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from installed import Graphring

from graphring.cli import helptext

WRITTEN = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
MADE_WITH = re.search(r"with typer (\d+\.\d+)", WRITTEN)


def words(text: str) -> list[str]:
    """Options and words of a help text, whatever way a version of typer lays them out."""
    return re.findall(r"--?[a-z-]+|\b[a-z]{4,}\b", text.split("```text", 1)[1].lower())


def test_the_written_help_is_the_help() -> None:
    made = helptext.markdown()
    assert MADE_WITH
    if version("typer").startswith(MADE_WITH[1] + "."):
        assert made == WRITTEN, "run `make docs`"
    else:  # another typer, another layout: the words are ours
        ours = {"path", "list", "required", "default", "integer", "text", "range"}
        assert set(words(made)) - ours == set(words(WRITTEN)) - ours, "run `make docs`"


def test_it_is_what_the_command_prints(graphring: Graphring) -> None:
    texts = helptext.helps()
    for line in ("graphring", "graphring ingest", "graphring members"):
        printed = graphring(*line.split()[1:], "--help", env={"COLUMNS": str(helptext.WIDTH + 2)}).stdout
        assert printed.rstrip() == texts[line]


def test_every_command_and_option_says_what_it_is_for() -> None:
    for line, text in helptext.helps().items():
        options = [row for row in text.splitlines() if re.match(r"\s+--?[a-z]", row)]
        assert options
        bare = [row for row in options if len(re.split(r"\s{2,}", row.strip(), maxsplit=1)) < 2]
        assert not bare, f"{line}: {bare}"
        assert "..." not in text.split("Commands:")[-1] or line != "graphring", "a summary is too long for one line"
