"""Statements kept as files: `cypher/` of a checkout, or the copy of it in the installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def cypher_folder() -> Path:
    """Where the statement files lie."""
    package = Path(__file__).parents[1]
    installed = package / "cypher"
    return installed if installed.is_dir() else package.parent / "cypher"


@cache
def statements(name: str) -> tuple[str, ...]:
    """The statements of cypher/<name>.cypher, which end in a semicolon at the end of a line."""
    text = (cypher_folder() / f"{name}.cypher").read_text(encoding="utf-8")
    return tuple(part.strip() for part in f"{text}\n".split(";\n") if part.strip())


def statement(name: str) -> str:
    """The one statement of cypher/<name>.cypher."""
    (only,) = statements(name)
    return only
