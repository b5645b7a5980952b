"""What a ring stands on: how many cells, cards and addresses it has, and who uses which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from graphring.simulate.adversary import Adversary
from graphring.simulate.arrays import Ints
from graphring.simulate.draft import REGIONS, Draft

_MOST_PROXIES: Final = 20.0  # times the ring's own pool: what residential proxies are sold as
_LEAST_CELL: Final = 6  # accounts; smaller cells cost more than they hide
_PER_NETWORK: Final = 60  # of 254: a network that is drawn three times still has room


@dataclass(frozen=True)
class Ground:
    """How many cells, and over all of them cards and addresses."""

    cells: int
    cards: int
    addresses: int

    def cell(self, card: Ints) -> Ints:
        """The cell that each card belongs to: no card is in two."""
        return card % self.cells


def ground(adversary: Adversary, accounts: int, cards: int, addresses: int) -> Ground:
    """A ring's own numbers, as its efforts change them: in equal ratios from its style's to the hardest."""
    cells = max(1, round((accounts / _LEAST_CELL) ** adversary.cells))
    most = max(cards, accounts)
    paid = round(cards * (most / cards) ** adversary.own_cards)
    reached = round(addresses * _MOST_PROXIES**adversary.proxy_pool)
    return Ground(cells, max(paid, cells), -(-reached // cells) * cells)


@dataclass(frozen=True)
class Network:
    """A pool of addresses, dealt to the cells in turn."""

    pool: Ints
    cells: int

    def drawn(self, rng: np.random.Generator, cell: Ints) -> Ints:
        """An address of each cell's own."""
        turn = rng.integers(0, len(self.pool) // self.cells, len(cell))
        return np.asarray(self.pool[cell + self.cells * turn], dtype=np.int64)


def data_centre(draft: Draft, n: int, networks: int) -> Ints:
    """N data-centre addresses in so many /24 networks, or in more where these would not hold them."""
    return draft.addresses.cloud(n, max(networks, n // _PER_NETWORK))


def network(draft: Draft, base: Ints, on: Ground) -> Network:
    """The ring's own addresses, and what it needs beyond them on lines of people anywhere."""
    n = on.addresses - len(base)
    if not n:
        return Network(base, on.cells)
    proxies = draft.addresses.homes(draft.rng.integers(0, len(REGIONS), n))
    return Network(np.concatenate([base, proxies]), on.cells)


def paid(draft: Draft, on: Ground, slot: Ints, replaced: int, own_cards: float) -> tuple[Ints, Ints]:
    """Cards and cells of accounts with these slots, then of the replacements of the first ones.

    A replacement takes over its predecessor's cell and card; the more accounts pay on their own, the more
    often it brings a card of its own.
    """
    card = slot % on.cards
    cell = on.cell(np.concatenate([card, card[:replaced]]))
    codes = draft.cards(on.cards)[np.concatenate([card, card[:replaced]])]
    if own_cards and replaced:
        fresh = len(slot) + np.flatnonzero(draft.rng.random(replaced) < own_cards)
        codes[fresh] = draft.cards(len(fresh))
    return codes, cell
