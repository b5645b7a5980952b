"""What a simulation hands back: where the files are and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario in a list."""

    name: str
    title: str


@dataclass(frozen=True)
class Planted:
    """A ring or a kind of innocent, and how many accounts it has."""

    name: str
    """The ring's name in truth.csv, or the kind of innocent."""
    style: str
    """Style of a ring; empty for innocents."""
    n_accounts: int


@dataclass(frozen=True)
class World:
    """A world on disk."""

    scenario: str
    seed: int
    folder: Path
    files: tuple[Path, ...]
    """What may be ingested: everything but the truth."""
    truth: Path
    n_accounts: int
    n_exchanges: int
    rings: tuple[Planted, ...]
    innocents: tuple[Planted, ...]
