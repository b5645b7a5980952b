"""What each account has, as a matrix: what the members of many sets have together is then one product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from scipy import sparse

from graphring.judge.candidates import Index
from graphring.store.database import Database, statement

_BLOCK: Final = 4_000_000
"""Links of members that are added up at a time; a pair of set and entity takes 16 bytes of memory."""
_TRUSTED: Final = 1 << 32
"""What a trusted account adds to a count: two counts in one number, trusted accounts in the upper half."""
_COUNTS: Final = pa.schema([("c", pa.int32()), ("e", pa.int32()), ("n_in", pa.int32()), ("k_in", pa.int32())])


@dataclass(frozen=True, eq=False)
class Holdings:
    """By account number and entity number 1, more where the account is trusted; and how large a set must be for each
    entity to tell anything of it."""

    held: sparse.csr_array
    least_size: np.ndarray[Any, np.dtype[np.float64]]

    @classmethod
    def read(cls, db: Database, n_accounts: int, parameters: dict[str, Any]) -> Holdings:
        """Read the tables lnk, ent, trusted and layer."""
        links, trusted = db.table("SELECT a, e FROM lnk ORDER BY a, e"), db.table("SELECT idx FROM trusted")
        worth = np.ones(n_accounts, np.int64)
        worth[trusted["idx"].to_numpy()] += _TRUSTED
        least_size = db.table(statement("judge", "reach"), **parameters)["least_size"].to_numpy()
        a = links["a"].to_numpy()
        starts = np.searchsorted(a, np.arange(n_accounts + 1))
        shape = (n_accounts, len(least_size))
        return cls(sparse.csr_array((worth[a], links["e"].to_numpy(), starts), shape=shape), least_size)

    def shared(self, sets: Sequence[Index], *, everything: bool) -> pa.RecordBatchReader:
        """Set number, entity, and how many members and trusted members have it, where two or more have.

        Things so common that a set of that size can't make them specific are left out, unless `everything` is wanted.
        """
        return pa.RecordBatchReader.from_batches(_COUNTS, self._batches(sets, everything=everything))

    def _batches(self, sets: Sequence[Index], *, everything: bool) -> Iterator[pa.RecordBatch]:
        sizes = np.array([len(members) for members in sets], np.int64)
        for first, last in self._blocks(sets):
            counts = self._members(sets[first:last]) @ self.held
            c = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(counts.indptr))
            n_in = counts.data & (_TRUSTED - 1)
            told = n_in > 1
            if not everything:
                told &= sizes[c] >= self.least_size[counts.indices]
            columns = (c, counts.indices, n_in, counts.data >> 32)
            yield pa.RecordBatch.from_arrays([pa.array(x[told].astype(np.int32)) for x in columns], schema=_COUNTS)

    def _blocks(self, sets: Sequence[Index]) -> Iterator[tuple[int, int]]:
        """Stretches of sets whose members have not much more than a block of links."""
        of_account = np.diff(self.held.indptr)
        upto = np.cumsum([int(of_account[members].sum()) for members in sets])
        ends = np.unique(np.searchsorted(upto, np.arange(_BLOCK, upto[-1] + _BLOCK, _BLOCK)) + 1) if len(sets) else ()
        first = 0
        for end in (min(int(end), len(sets)) for end in ends):
            if end > first:
                yield first, end
            first = end

    def _members(self, sets: Sequence[Index]) -> sparse.csr_array:
        accounts = np.concatenate(sets)
        starts = np.concatenate([[0], np.cumsum([len(members) for members in sets])])
        return sparse.csr_array((np.ones(len(accounts), np.int64), accounts, starts), (len(sets), self.held.shape[0]))
