"""How long work tells where it is: the library calls an observer and has no progress code of its own."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by long work what it does; implemented by the command line."""

    def step(self, title: str, total: int | None = None) -> None:
        """A step begins; `total` units of it are to come, None when that is unknown."""

    def advance(self, n: int = 1) -> None:
        """`n` more units of the present step are done."""

    def say(self, words: str) -> None:
        """Something a person must know: an estimate, a bound that was met, what is missing."""


class Silent:
    """An observer that tells nobody."""

    def step(self, title: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, n: int = 1) -> None:
        """Nothing."""

    def say(self, words: str) -> None:
        """Nothing."""
