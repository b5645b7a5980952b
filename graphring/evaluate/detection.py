"""How soon planted ring accounts were found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphring.errors import InputError
from graphring.evaluate.found import Found, places
from graphring.evaluate.tables import columns
from graphring.evaluate.truth import Truth
from graphring.model.cells import time_text
from graphring.model.measures import LEVELS, Days, Detection, Level

_DAY_S: Final = 86_400.0
_QUARTERS: Final = (0.25, 0.5, 0.75)
Floats = npt.NDArray[np.float64]
Look = tuple[datetime, Found]
"""A result, and the time up to which it looked."""


def detection_of(truth: Truth, looks: Sequence[Look], first_seen: Any) -> Detection:
    """Days from an account's first activity to the time of the first result that has it.

    Over planted ring accounts whose first activity is known. An account that no result has was never found, so that the
    median is the time by which half of *all* were found. The days are as fine as the looks are close: what was found
    between two looks is told with the later one.
    """
    ordered = sorted(looks, key=lambda look: look[0])
    first = _first_s(truth, first_seen)
    counted = truth.own & ~np.isnan(first)
    return Detection(
        looks=tuple(time_text(at.astimezone(UTC)) for at, _ in ordered),
        days={level: _days(_found_s(truth, ordered, level)[counted] - first[counted]) for level in LEVELS},
    )


def _days(waited_s: Floats) -> Days:
    """Quartiles of the waiting times, infinite ones included: a value that was waited, nothing in between."""
    days = np.sort(waited_s.clip(0)) / _DAY_S
    quarters = [float(days[int(np.ceil(q * len(days))) - 1]) if len(days) else np.inf for q in _QUARTERS]
    quartile, median, upper = (round(value, 3) if np.isfinite(value) else None for value in quarters)
    return Days(
        n_accounts=len(days), n_detected=int(np.isfinite(days).sum()),
        quartile_days=quartile, median_days=median, upper_quartile_days=upper,
    )  # fmt: skip


def _found_s(truth: Truth, ordered: Sequence[Look], level: Level) -> Floats:
    """When each account was found, in Unix seconds; infinity: never."""
    made = np.full(len(truth.accounts), np.inf)
    for at, found in reversed(ordered):
        there = places(truth.accounts, found.accounts.filter(pa.array(found.at(level))))
        made[there[there >= 0]] = at.timestamp()
    return made


def _first_s(truth: Truth, first_seen: Any) -> Floats:
    """First activity of each account of the truth in Unix seconds; NaN where it is not known."""
    what = "the table of first activity"
    table = columns(first_seen, what, ("account_id", "first_seen"))
    text = pc.if_else(pc.equal(table["first_seen"], ""), None, table["first_seen"])
    try:
        micros = text.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    except pa.ArrowException as error:
        raise InputError(f"{what} has a time that can't be read: {error}; write times as ISO 8601 with Z.") from error
    seconds = np.append(micros.astype(np.float64) / 1e6, np.nan)  # the last is for those who are not in it
    return seconds[places(table["account_id"].combine_chunks(), truth.accounts)]
