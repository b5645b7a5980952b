"""A ring's accounts at work, and what they send before anything is disguised."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graphring.simulate.arrays import Flags, Floats, Ints
from graphring.simulate.draft import REGIONS, Draft

_CUSTOMER_NONE, _CUSTOMER_PUBLIC = 0.3, 0.6  # shares, cumulated, of customers' exchanges: free-form, popular; rest own


@dataclass(frozen=True)
class Crew:
    """One row an account; times in seconds since the world's start."""

    code: Ints
    first: Floats
    """Works from."""
    last: Floats
    """Works until."""
    cell: Ints
    zone: Ints
    """Hours from UTC where the account says it lives."""
    own: Ints
    """Exchanges that the account's honest owner makes besides."""

    def __len__(self) -> int:
        return len(self.code)


@dataclass(frozen=True)
class Rows:
    """Exchanges of a crew, one row each."""

    who: Ints
    """Row of the crew."""
    second: Floats
    address: Ints
    template: Ints
    bought: Flags
    """Customers' or self-made traffic, not the ring's job."""
    client: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Empty: each account keeps one that anyone might have."""
    replayed: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Empty, or for each row the one whose item it sends; mostly its own."""


def crew(draft: Draft, code: Ints, span: tuple[Floats, Floats], cell: Ints) -> Crew:
    """Enrolled accounts at work over their spans."""
    region = np.concatenate([block.region for block in draft.accounts])[code]
    zone = np.array([r.zone for r in REGIONS])[region]
    return Crew(code, *span, cell, zone, np.zeros(len(code), dtype=np.int64))


def belong(draft: Draft, name: str, who: Crew, campaigns: tuple[str, ...]) -> None:
    """Write into the truth what pool each account is of: its ring's, or its cell's where there are more."""
    n_cells = int(who.cell.max()) + 1
    for cell in range(n_cells):
        draft.belongs(who.code[who.cell == cell], name if n_cells == 1 else f"{name}/{cell + 1}", campaigns)


def mixed(who: Crew, rows: Rows) -> tuple[Ints, Floats]:
    """The accounts that send these rows, and what share of theirs is not the ring's job."""
    n = np.bincount(rows.who, minlength=len(who))
    other = np.bincount(rows.who, rows.bought, len(who)) + who.own
    sends = n > 0
    return who.code[sends], (other / np.maximum(1, n + who.own))[sends]


def customer_prompts(draft: Draft, private: Ints, n: int) -> Ints:
    """What buyers of access send: free-form, popular templates, and templates of their own."""
    rng = draft.rng
    popular = draft.public[np.searchsorted(np.cumsum(draft.public_share), rng.random(n) * 0.999)]
    kind = rng.random(n)
    own = private[rng.integers(0, len(private), n)]
    return np.where(kind < _CUSTOMER_NONE, -1, np.where(kind < _CUSTOMER_PUBLIC, popular, own))
