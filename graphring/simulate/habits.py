"""What accounts do day by day, and the exchanges that come of it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from graphring.simulate.arrays import Floats, Ints, picked, slices
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.rhythm import moments

_PER_SESSION = 4.0  # exchanges that belong to one sitting: same address, mostly the same prompt
_SESSION_S = 2400.0
_SAME_PROMPT = 0.7
_RETRY = 0.06  # share of exchanges about the same item as the one before

HOME, MOVED, WORK, MOBILE, AWAY = range(5)
"""Columns of `places`: home, the home after a move or a new lease, work, the carrier's addresses, elsewhere."""
N_PLACES = 10
CARRIER = slice(MOBILE, MOBILE + 3)
ELSEWHERE = slice(MOBILE + 3, N_PLACES)
NONE, PUBLIC = 0, 1
"""Columns of `prompts`: free-form (no template), a public template; the rest are templates of one's own."""


@dataclass(frozen=True)
class Habits:
    """One row an account; shares are relative, a row need not add up to one."""

    account: Ints
    volume: Ints
    """Exchanges in all."""
    first: Floats
    last: Floats
    """Active from, until: seconds since the world's start."""
    rhythm: Ints
    zone: Ints
    moves: Floats
    """When HOME turns into MOVED."""
    places: Ints
    place_share: Floats
    prompts: Ints
    """Codes of templates; the columns NONE and PUBLIC are filled in when an exchange is made."""
    prompt_share: Floats
    client: Ints


def perform(draft: Draft, habits: Habits) -> None:
    """Put all exchanges of these habits into the world, so many accounts at a time that memory stays flat."""
    for part in slices(habits.volume):
        some = Habits(**{f.name: getattr(habits, f.name)[part] for f in fields(Habits)})
        draft.act(exchanges(draft, some))


def exchanges(draft: Draft, habits: Habits) -> Exchanges:
    """Exchanges in sittings: each has a moment, a place and mostly one prompt."""
    rng = draft.rng
    n_sittings = np.maximum(1, np.ceil(habits.volume / _PER_SESSION).astype(np.int64))
    who = np.repeat(np.arange(len(n_sittings)), n_sittings)
    begins = moments(rng, habits.rhythm[who], habits.zone[who], habits.first[who], habits.last[who])
    place = _places(rng, habits, who, begins)
    prompt = _prompts(draft, habits, who)
    row = np.repeat(np.arange(len(n_sittings)), habits.volume)
    sitting = (np.cumsum(n_sittings) - n_sittings)[row] + (rng.random(len(row)) * n_sittings[row]).astype(np.int64)
    after = rng.random(len(row))
    again = rng.random(len(row)) < _SAME_PROMPT
    return Exchanges(
        account=habits.account[row],
        second=np.minimum(begins[sitting] + after * after * _SESSION_S, habits.last[row]),
        address=place[sitting],
        template=np.where(again, prompt[sitting], _prompts(draft, habits, row)),
        item=attempts(draft, row),
        client=habits.client[row],
    )


def _places(rng: np.random.Generator, habits: Habits, who: Ints, begins: Floats) -> Ints:
    column = picked(rng, habits.place_share, who)
    column = np.where((column == HOME) & (begins > habits.moves[who]), MOVED, column)
    return habits.places[who, column]


def _prompts(draft: Draft, habits: Habits, row: Ints) -> Ints:
    column = picked(draft.rng, habits.prompt_share, row)
    upto = np.cumsum(draft.public_share)
    public = draft.public[np.searchsorted(upto, draft.rng.random(len(row)) * upto[-1], side="right")]
    own = habits.prompts[row, column]
    return np.where(column == NONE, -1, np.where(column == PUBLIC, public, own))


def attempts(draft: Draft, row: Ints) -> Ints:
    """Items: a new one each time, but for a retry of the one before by the same account (`row` is in order)."""
    fresh = draft.items(len(row))
    retry = draft.rng.random(len(row)) < _RETRY
    retry[:1] = False
    retry[1:] &= row[1:] == row[:-1]
    return np.asarray(np.maximum.accumulate(np.where(retry, fresh[:1], fresh)), dtype=np.int64)
