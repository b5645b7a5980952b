"""Communities of all resolutions as candidates: big enough, and each set of members once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

Index = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Candidate:
    """A set of accounts (sorted numbers) and the resolution at which it came out."""

    members: Index
    resolution: float

    def key(self) -> bytes:
        """The same for the same members."""
        return self.members.tobytes()


def groups_of(membership: Index, least: int) -> Iterator[Index]:
    """The members of each community with at least `least`, by community number; members ascending."""
    order = np.argsort(membership, kind="stable").astype(np.int32)
    edges = np.flatnonzero(np.diff(membership[order])) + 1
    yield from (part for part in np.split(order, edges) if len(part) >= least)


def candidates(levels: Sequence[tuple[float, Index]], least: int) -> list[Candidate]:
    """All communities of all (resolution, membership) levels, each set once, at the first resolution it appears."""
    found: dict[bytes, Candidate] = {}
    for resolution, membership in levels:
        for members in groups_of(membership, least):
            candidate = Candidate(members, resolution)
            found.setdefault(candidate.key(), candidate)
    return list(found.values())


def membership_table(sets: Sequence[Index]) -> pa.Table:
    """Candidate number and account number, one row a member."""
    numbers = np.repeat(np.arange(len(sets), dtype=np.int32), [len(s) for s in sets])
    accounts = np.concatenate([*sets, np.empty(0, np.int32)]).astype(np.int32)
    return pa.table({"c": numbers, "a": accounts})
