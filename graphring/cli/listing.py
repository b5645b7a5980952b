"""Rows with named columns: what every reading command makes, before it is written in a format."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Listing:
    """Rows with named columns, ready to be written."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    brief: tuple[str, ...] = ()
    """The columns shown where a terminal is too narrow for all."""

    @classmethod
    def of_arrow(cls, table: Any, columns: Sequence[str], brief: tuple[str, ...] = ()) -> Listing:
        """These columns of an Arrow table."""
        rows = list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))
        return cls(tuple(columns), rows, brief)

    def where(self, column: str, values: Container[Any]) -> Listing:
        """Only the rows with one of these values in that column."""
        at = self.columns.index(column)
        return replace(self, rows=[row for row in self.rows if row[at] in values])
