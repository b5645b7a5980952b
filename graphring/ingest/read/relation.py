"""What every reader gives: column names first, then a relation that statements can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import pyarrow as pa

from graphring.store.database import Database


class Unread(NamedTuple):
    """A line that is no row. Its text is not kept: nobody can tell which part is a card number or a prompt."""

    line: int
    reason: str


@dataclass(frozen=True)
class Relation:
    """Rows for statements: `source` stands behind FROM, `line` and the columns are expressions in it."""

    source: str
    line: str
    columns: Mapping[str, str]
    types: Mapping[str, pa.DataType]
    n_rows: int
    unread: Sequence[Unread] = ()


class Reader(Protocol):
    """A file that was opened and found readable, as far as can be told from its head."""

    @property
    def names(self) -> Sequence[str]:
        """Its columns as they are called there."""

    def lent(self, db: Database, columns: Mapping[str, str]) -> AbstractContextManager[Relation]:
        """Its rows, for a while, with the columns ours-to-theirs; InputError where it turns out broken."""


def quoted(name: str) -> str:
    """A column name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
