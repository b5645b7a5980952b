"""Which Neo4j: from the environment, or as given."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final

from graphring.errors import SettingsError

_SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Address:
    """Where the database is, and who asks."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    def __post_init__(self) -> None:
        if self.uri.partition("://")[0] not in _SCHEMES or not self.uri.partition("://")[2]:
            raise SettingsError(
                f"{self.uri!r} is no address of a Neo4j; give one such as bolt://127.0.0.1:7687 or neo4j+s://host."
            )

    @classmethod
    def of(cls, uri: str | None = None, database: str | None = None) -> Address:
        """What is given, else NEO4J_URI and NEO4J_DATABASE; NEO4J_USER and NEO4J_PASSWORD."""
        told = {name: os.environ.get(f"NEO4J_{name}") for name in ("URI", "USER", "PASSWORD", "DATABASE")}
        uri = uri or told["URI"]
        if not uri:
            raise SettingsError("no Neo4j was named; set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.")
        return cls(uri, told["USER"] or "neo4j", told["PASSWORD"] or "", database or told["DATABASE"] or "neo4j")
