"""Progress on stderr: bars where a person looks at a terminal, words only where nobody does."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from graphring.cli.words import inert, say
from graphring.model.progress import Progress


@contextlib.contextmanager
def observed() -> Iterator[Progress]:
    """An observer for long work: bars on a terminal, else only what a person must know."""
    if not sys.stderr.isatty():
        yield Words()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with RichProgress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        yield Bars(bars)


class Words:
    """Says what a person must know, and nothing of steps."""

    def step(self, title: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, n: int = 1) -> None:
        """Nothing."""

    def say(self, words: str) -> None:
        """One line."""
        say(inert(words))


class Bars:
    """One bar for the present step."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._task: Any = None

    def step(self, title: str, total: int | None = None) -> None:
        """A new bar takes the place of the last."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(inert(title), total=total)

    def advance(self, n: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, n)

    def say(self, words: str) -> None:
        """A line above the bar."""
        self._bars.console.print(inert(words), markup=False, highlight=False)
