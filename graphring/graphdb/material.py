"""What a publish is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graphring.graphdb.found import Found
from graphring.model.kinds import Family
from graphring.store.database import Database


@dataclass(frozen=True)
class Material:
    """A case and one of its runs."""

    db: Database
    """Reads the case; scratch tables are made in it."""
    found: Found
    folder: Path
    """Where the case keeps what its graphs have."""
    name: str
    families: dict[str, Family]
    """Declared in the settings of the run."""
    now: datetime
