"""Who acts on the same thing within seconds of each other: exact pair counts, as CooRTweet defines them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphring.evidence.frames import Int64s, columns, ids, numbered, texts

Flags = npt.NDArray[np.bool_]

# Pairs held before they are summed up: 16 million keys of eight bytes keep the peak near half a gigabyte.
_BLOCK: Final = 1 << 24
# Beyond this, differences of two times would not fit into 64 bits.
_FAR: Final = 1 << 62
_PER_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


@dataclass(frozen=True)
class _Events:
    """Events sorted by object and time; ids as numbers, times as whole units."""

    account: Int64s
    object: Int64s
    content: Int64s
    time: Int64s


def coactivity(events: Any, window_s: float = 60, min_participation: int = 2) -> pa.Table:
    """Count for each two accounts how often they acted on the same object within `window_s` seconds.

    Two events pair when they have one object, two accounts, two contents, and times at most `window_s` apart
    (exact to the unit of the times). An event whose content is its object (the original itself) pairs with nothing.
    An account needs `min_participation` events to begin with; a pair stays if at least one of its accounts has
    `min_participation` distinct contents in pairs.

    `events` has account_id, object_id, content_id (text or whole numbers) and time (unix seconds, fractions taken to
    the microsecond, or timestamps). Returns account_a < account_b and n, sorted. Takes time and memory in proportion
    to events and true pairs. Raises ValueError for a column that is missing, empty in places or of a wrong type, a
    negative window, a participation below one.

    Source: N. Righetti, P. Balluff, CooRTweet (R package), `detect_groups` and `generate_coordinated_network`.
    """
    _check(window_s, min_participation)
    table = columns(events, ("account_id", "object_id", "content_id", "time"))
    times, per_second = _times(table["time"])
    found, names = _sorted_events(table, times, min_participation)
    window = math.floor(Fraction(window_s) * per_second)
    paired: Flags = np.zeros(len(found.account), np.bool_)
    keys, counts = _summed(_pair_keys(found, min(window, _FAR), len(names), paired))
    busy = _busy(found, paired, len(names), min_participation)
    first, second = np.divmod(keys, max(1, len(names)))
    stays = busy[first] | busy[second]
    texted = names.cast(pa.string())
    return pa.table(
        {
            "account_a": texted.take(pa.array(first[stays])),
            "account_b": texted.take(pa.array(second[stays])),
            "n": pa.array(counts[stays], pa.int64()),
        }
    )


def _check(window_s: float, min_participation: int) -> None:
    if isinstance(window_s, bool) or not isinstance(window_s, int | float | np.integer | np.floating):
        raise ValueError(f"window_s must be a number of seconds, not {window_s!r}.")
    if not (math.isfinite(window_s) and window_s >= 0):
        raise ValueError(f"window_s must be zero or more seconds, not {window_s}.")
    if isinstance(min_participation, bool) or not isinstance(min_participation, int | np.integer):
        raise ValueError(f"min_participation must be a whole number, not {min_participation!r}.")
    if min_participation < 1:
        raise ValueError(f"min_participation must be at least 1, not {min_participation}.")


def _times(column: pa.ChunkedArray) -> tuple[Int64s, int]:
    """Times as whole units, and how many units make a second."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        return _near(column.cast(pa.int64()).to_numpy()), _PER_SECOND[kind.unit]
    if pa.types.is_integer(kind) or (pa.types.is_null(kind) and not len(column)):
        if pa.types.is_uint64(kind) and len(column) and pc.max(column).as_py() >= _FAR:
            raise ValueError("the column time holds numbers that are no unix seconds.")
        return _near(column.cast(pa.int64()).to_numpy()), 1
    if pa.types.is_floating(kind):
        seconds = column.cast(pa.float64()).to_numpy()
        if not np.isfinite(seconds).all() or (np.abs(seconds) >= _FAR / 10**6).any():
            raise ValueError("the column time holds numbers that are no unix seconds.")
        whole = bool((seconds == np.floor(seconds)).all())
        return np.rint(seconds * (1 if whole else 10**6)).astype(np.int64), 1 if whole else 10**6
    raise ValueError(f"the column time holds {kind}; it must hold unix seconds or timestamps.")


def _near(times: Int64s) -> Int64s:
    if len(times) and (int(times.min()) <= -_FAR or int(times.max()) >= _FAR):
        raise ValueError("the column time holds numbers that are no unix seconds.")
    return times


def _sorted_events(table: pa.Table, time: Int64s, least: int) -> tuple[_Events, pa.Array]:
    """The events of accounts with enough of them, without originals, by object and time; and the accounts' names."""
    objects, contents = ids(table, "object_id"), ids(table, "content_id")
    with ThreadPoolExecutor(2) as pool:  # Arrow numbers a column without holding Python's lock
        things, texts_of = pool.submit(_encoded, objects), pool.submit(_comparable, contents)
        account, names = numbered(ids(table, "account_id"))
    alike = objects.type == contents.type
    original = (pc.equal(objects, contents) if alike else pc.equal(texts(objects), texts(contents))).to_numpy()
    kept = np.flatnonzero((np.bincount(account, minlength=len(names)) >= least)[account] & ~original)
    thing, content = things.result()[kept], texts_of.result()[kept]
    order = _by_thing_and_time(thing, time[kept])
    return _Events(account[kept][order], thing[order], content[order], time[kept][order]), names


def _encoded(column: pa.ChunkedArray) -> Int64s:
    """A small number for each distinct value."""
    codes: Int64s = column.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64, copy=False)
    return codes


def _comparable(column: pa.ChunkedArray) -> Int64s:
    """Numbers that are equal where the values are: whole numbers as they are, text encoded."""
    if pa.types.is_integer(column.type):
        # From uint64 it wraps around, and stays distinct.
        values: Int64s = column.to_numpy().astype(np.int64, copy=False)
        return values
    return _encoded(column)


def _by_thing_and_time(thing: Int64s, time: Int64s) -> Int64s:
    """The order by thing, then time; by one packed key where 64 bits hold it, which is four times as fast."""
    if not len(time):
        return np.empty(0, np.int64)
    first = int(time.min())
    span = int(time.max()) - first + 1
    if (int(thing.max()) + 1) * span < 2 * _FAR:
        return np.argsort(thing * span + (time - first))
    return np.lexsort((time, thing))


def _pair_keys(events: _Events, window: int, n_accounts: int, paired: Flags) -> Iterator[Int64s]:
    """Blocks of pairs as numbers a * n_accounts + b with a < b; marks in `paired` the events that are in one.

    Events at distance 1, 2, 3 … in the sorted order are compared; one that no longer reaches its partner at some
    distance reaches none further away, so the work is the number of pairs within the window and not more.
    """
    left: Int64s = np.arange(len(events.time))
    step = 0
    while len(left):
        step += 1
        left = left[: np.searchsorted(left, len(events.time) - step)]
        right = left + step
        near = (events.object[left] == events.object[right]) & (events.time[right] - events.time[left] <= window)
        left, right = left[near], right[near]
        a, b = events.account[left], events.account[right]
        true = (a != b) & (events.content[left] != events.content[right])
        paired[left[true]] = paired[right[true]] = True
        yield (np.minimum(a, b) * n_accounts + np.maximum(a, b))[true]


def _summed(blocks: Iterator[Int64s]) -> tuple[Int64s, Int64s]:
    """Distinct keys, sorted, and how often each came; sums up whenever a block's worth has gathered."""
    keys: Int64s = np.empty(0, np.int64)
    counts: Int64s = np.empty(0, np.int64)
    waiting: list[Int64s] = []
    held = 0
    for block in blocks:
        waiting.append(block)
        held += len(block)
        if held >= _BLOCK:
            keys, counts = _added(keys, counts, np.concatenate(waiting))
            waiting, held = [], 0
    return _added(keys, counts, np.concatenate([*waiting, keys[:0]]))


def _added(keys: Int64s, counts: Int64s, more: Int64s) -> tuple[Int64s, Int64s]:
    fresh, times = np.unique(more, return_counts=True)
    if not len(keys):
        return fresh, times.astype(np.int64)
    every = np.concatenate([keys, fresh])
    order = np.argsort(every, kind="stable")
    every = every[order]
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]]))
    return every[starts], np.add.reduceat(np.concatenate([counts, times])[order], starts)


def _busy(events: _Events, paired: Flags, n_accounts: int, least: int) -> Flags:
    """Which accounts have at least `least` distinct contents in pairs."""
    contents, content = np.unique(events.content[paired], return_inverse=True)
    width = max(1, len(contents))
    distinct = np.unique(events.account[paired] * width + content)
    return np.bincount(distinct // width, minlength=n_accounts) >= least
