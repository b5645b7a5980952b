"""Whether results over the same data agree, for instance with other seeds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphring.evaluate.found import Found, places
from graphring.evaluate.labels import Codes
from graphring.evaluate.partitions import adjusted_rand, alone, element_centric
from graphring.model.measures import Agreement


def agreement_of(results: Sequence[Found]) -> Agreement:
    """Mean and least adjusted Rand index and element-centric similarity over all pairs of results.

    Compared are the accounts that either of the two has in a ring or review; one that only one of them has stands alone
    in the other. None where no result found anything. Raises ValueError for fewer than two results.
    """
    if len(results) < 2:
        raise ValueError(f"agreement needs at least two results, not {len(results)}.")
    compared = [_rings_of_both(a, b) for a, b in combinations(results, 2)]
    rand = [adjusted_rand(*both) for both in compared if len(both[0])]
    centric = [similar for both in compared if (similar := element_centric(*both)) is not None]
    return Agreement(
        n_results=len(results),
        mean_adjusted_rand=float(np.mean(rand)) if rand else None, least_adjusted_rand=min(rand, default=None),
        mean_element_centric=float(np.mean(centric)) if centric else None,
        least_element_centric=min(centric, default=None),
    )  # fmt: skip


def _rings_of_both(a: Found, b: Found) -> tuple[Codes, Codes]:
    """The two partitions of the accounts that either has found."""
    found = [result.accounts.filter(pa.array(result.at("ring+review"))) for result in (a, b)]
    accounts = pc.unique(pa.concat_arrays(found))
    return _rings_of(a, accounts), _rings_of(b, accounts)


def _rings_of(result: Found, accounts: pa.Array) -> Codes:
    place = places(result.accounts, accounts)
    codes = result.groups.taken(place).codes
    there = place >= 0
    codes[there] = np.where(result.at("ring+review")[place[there]], codes[there], -1)
    return alone(codes)
