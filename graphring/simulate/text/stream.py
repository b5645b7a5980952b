"""Draws that depend on a number alone: the same template or item has the same words wherever it turns up."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, TypeVar

_STEP: Final = 0x9E3779B97F4A7C15  # splitmix64, Steele et al. 2014
_ODD: Final = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_MASK: Final = 2**64 - 1
_Thing = TypeVar("_Thing")


class Stream:
    """A sequence of draws that a few numbers or texts begin."""

    __slots__ = ("_state",)

    def __init__(self, *beginnings: int | str) -> None:
        self._state = 0
        for begin in beginnings:
            self._state ^= number_of(begin) if isinstance(begin, str) else begin & _MASK
            self._state = self._next()

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1; the bias is below n in 2**64."""
        return self._next() % n

    def share(self) -> float:
        """A number from 0 to below 1."""
        return self._next() / 2**64

    def one_of(self, things: Sequence[_Thing]) -> _Thing:
        """One of these."""
        return things[self.below(len(things))]

    def _next(self) -> int:
        self._state = value = (self._state + _STEP) & _MASK
        value = ((value ^ value >> 30) * _ODD[0]) & _MASK
        value = ((value ^ value >> 27) * _ODD[1]) & _MASK
        return value ^ value >> 31


def number_of(text: str) -> int:
    """A number that stands for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
