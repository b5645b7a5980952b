"""In: what was found and what is true, as tables or files. Out: figures, each of which says what it counts.

Knows nothing of how things are found: any table of accounts in rings can be measured, another program's, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["agreement", "evaluate"]

MIN_JACCARD = 0.5
"""From this overlap on a found ring is the planted one: above one half no other ring can overlap it as much."""


def evaluate(
    members: Any, truth: Any, *, min_jaccard: float = MIN_JACCARD, to_act_on: Sequence[str] | None = None,
    first_seen: Any = None, history: Sequence[tuple[datetime, Any]] = (), other_seeds: Sequence[Any] = (),
) -> Any:  # fmt: skip
    """Hold what was found against what is true; returns an Evaluation.

    `members`: account_id, ring_id, verdict, [role], [probability], an account at most once, as `graphring members`
    lists them. `truth`: account_id, ring (empty for the innocent), [role], [kind], [pool], [campaigns, joined by `;`].
    Each is an Arrow table, a pandas or Polars frame, a mapping of columns, or the path of a CSV or Parquet file.

    `min_jaccard`: the overlap, above 0 and up to 1, from which on a planted ring counts as found. `to_act_on`: accounts
    that a person has confirmed. `first_seen`: account_id, first_seen (times); with `history`, results as (time up to
    which they looked, members), it gives the days to detection. `other_seeds`: members of runs over the same data with
    other seeds, for their agreement. Raises InputError for a table that does not fit.
    """
    from graphring.evaluate.evaluating import Given, evaluation

    given = Given(
        min_jaccard=min_jaccard, to_act_on=None if to_act_on is None else tuple(to_act_on), first_seen=first_seen,
        history=tuple(history), other_seeds=tuple(other_seeds),
    )  # fmt: skip
    return evaluation(members, truth, given)


def agreement(results: Sequence[Any]) -> Any:
    """How much several results over the same data agree, for instance with other seeds; returns an Agreement.

    Each is a table of members as for `evaluate`. Raises ValueError for fewer than two.
    """
    from graphring.evaluate.agreeing import agreement_of
    from graphring.evaluate.found import found_of

    return agreement_of([found_of(result) for result in results])
