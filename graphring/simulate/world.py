"""What a simulation hands back: where the files are and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WORLD_FILES = frozenset(
    f"{name}.csv"
    for name in (
        "accounts", "instruments", "entities", "enforcement", "releases", "relations", "truth", "truth_templates",
    )
) | {"exchanges.parquet", "truth_prompts.parquet"}  # fmt: skip
"""Names of all that a world may consist of."""


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario in a list."""

    name: str
    title: str
    days: int
    accounts: int
    rings: int


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
    """What each account is; other files of the folder whose names begin with truth are about templates and prompts."""
    truths: tuple[Path, ...]
    """All files of the truth, that of the accounts first."""
    n_accounts: int
    n_exchanges: int
    rings: tuple[Planted, ...]
    innocents: tuple[Planted, ...]
