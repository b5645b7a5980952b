"""A column of names as codes: -1 is none, the names are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Labels:
    """One code for each account."""

    codes: Codes
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Labels:
        """Codes of a column of text; an empty text is no name."""
        names = sorted(pc.unique(column).to_pylist())
        names = [name for name in names if name]
        found = pc.index_in(column, value_set=pa.array(names, pa.large_string()))
        return cls(pc.fill_null(found, -1).to_numpy().astype(np.int64), tuple(names))

    def taken(self, place: Codes) -> Labels:
        """The labels at these places; none where the place is below zero."""
        if not len(self.codes):
            return Labels(np.full(len(place), -1, np.int64), self.names)
        return Labels(np.where(place < 0, -1, self.codes[place.clip(0)]), self.names)

    def among(self, names: frozenset[str]) -> Flags:
        """Who has one of these names."""
        wanted = [code for code, name in enumerate(self.names) if name in names]
        return np.isin(self.codes, wanted)

    def counts(self, chosen: Flags) -> Codes:
        """How many of the chosen have each name."""
        codes = self.codes[chosen]
        return np.bincount(codes[codes >= 0], minlength=len(self.names))


def pairs(first: Codes, second: Codes) -> tuple[Codes, Codes, Codes]:
    """The distinct pairs of two columns of codes, sorted, and how often each comes."""
    if not len(first):
        empty = np.zeros(0, np.int64)
        return empty, empty, empty
    rows: Any
    rows, n = np.unique(np.stack([first, second]), axis=1, return_counts=True)
    return rows[0], rows[1], n
