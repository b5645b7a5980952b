"""When people, workers and machines act: hours and weekdays, local time."""

from __future__ import annotations

from typing import Final

import numpy as np

from graphring.simulate.arrays import DAY_S, HOUR_S, Floats, Ints, picked

PERSON: Final = 0
WORKER: Final = 1
MACHINE: Final = 2

# Shapes, not measurements: a dip at night and a broad evening; office hours with a lunch dip; no rhythm at all.
_HOURS: Final = np.array(
    [
        [2, 1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 8, 9, 9, 9, 9, 9, 10, 11, 11, 9, 5],
        [0, 0, 0, 0, 0, 0, 1, 3, 9, 14, 15, 14, 8, 11, 14, 14, 13, 9, 4, 2, 1, 1, 0, 0],
        [1] * 24,
    ],
    dtype=np.float64,
)
_WEEKDAYS: Final = np.array(
    [[9, 9, 9, 9, 8, 7, 8], [10, 10, 10, 10, 8, 0.4, 0.3], [1] * 7], dtype=np.float64
)  # Monday first
_ROUNDS: Final = 6  # redraws of a day that a rhythm avoids; what is left then is weekend work


def moments(rng: np.random.Generator, rhythm: Ints, zone: Ints, first: Floats, last: Floats) -> Floats:
    """One moment for each row in seconds since the world's start (a Monday, 00:00 UTC), within [first, last]."""
    n = len(rhythm)
    day = _days(rng, rhythm, first, last)
    hour = picked(rng, _HOURS, rhythm)
    when = day * DAY_S + (hour + rng.random(n) - zone) * HOUR_S
    outside = (when < first) | (when > last)
    return np.asarray(np.where(outside, first + (last - first) * rng.random(n), when))


def _days(rng: np.random.Generator, rhythm: Ints, first: Floats, last: Floats) -> Floats:
    weight = _WEEKDAYS / _WEEKDAYS.max(axis=1, keepdims=True)
    day = np.floor((first + (last - first) * rng.random(len(rhythm))) / DAY_S)
    for _ in range(_ROUNDS):
        again = rng.random(len(day)) > weight[rhythm, day.astype(np.int64) % 7]
        drawn = np.floor((first + (last - first) * rng.random(len(day))) / DAY_S)
        day = np.where(again, drawn, day)
    return np.asarray(day)
