"""A part of a graph that becomes one source: the statement that reads it, and what its columns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Part:
    """Rows of one kind of file, read by one statement whose columns have our names."""

    name: str
    """Behind the place in the name of the source."""
    kind: str
    statement: str
    columns: tuple[str, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    """Columns of ours with one value for every row."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    stored: bool = False
    """Whether its ids are as a case of ours stores them."""

    @property
    def counting(self) -> str:
        """A statement for the number of rows, `n`, and of values in each column."""
        counts = ", ".join(f"count({column}) AS {column}" for column in map(quoted, self.columns))
        return f"CALL () {{\n{self.statement}\n}}\nRETURN count(*) AS {quoted(ROWS)}, {counts}"


ROWS: Final = "rows of it"
"""The column of the number of rows: a name that is no column of ours."""


def quoted(name: str) -> str:
    """A label, type or property as Cypher takes it; names are checked in the mapping."""
    return "`" + name.replace("`", "``") + "`"
