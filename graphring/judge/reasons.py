"""No member without a reason: who shares nothing specific with the others is not one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graphring.judge.candidates import Candidate
from graphring.judge.measuring import Context, shared
from graphring.store.database import statement


def with_reason(context: Context, sets: Sequence[Candidate]) -> list[Candidate]:
    """The same candidates without members whom nothing ties in.

    Leiden puts an account where it has its strongest ties, however weak they are: a prefix, a hub, a thing that is
    common outside. In a ring such a member would be accused without a line that says why.
    """
    if not sets:
        return []
    shared(context, [candidate.members for candidate in sets])
    rows = context.db.table(statement("judge", "with_reason"))
    starts = np.searchsorted(rows["c"].to_numpy(), np.arange(len(sets) + 1))
    accounts = rows["a"].to_numpy().astype(np.int32)
    return [replace(candidate, members=accounts[starts[c] : starts[c + 1]]) for c, candidate in enumerate(sets)]
