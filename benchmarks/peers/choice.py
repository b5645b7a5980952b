"""What peers that join accounts by what they share can choose: which kinds, how common, how large."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from peers.links import ADDRESS, CARD, TEMPLATE


@dataclass(frozen=True)
class Choice:
    kinds: tuple[str, ...]
    cap: int | None
    """Most accounts of an entity that still joins them; None for any number."""
    least: int
    """Smallest community that is called a ring."""
    banned: int
    """Banned accounts that it must hold."""


def tried(kinds: tuple[tuple[str, ...], ...], caps: tuple[int | None, ...]) -> tuple[Choice, ...]:
    """Every combination, each with two sizes, and with or without a banned account."""
    return tuple(Choice(*values) for values in product(kinds, caps, (5, 8), (0, 1)))


BY_PAIRS = tried(((CARD, ADDRESS), (CARD, ADDRESS, TEMPLATE)), (10, 20, 50, 100))
"""Of peers that make pairs of accounts."""
