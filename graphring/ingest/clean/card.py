"""Card numbers where none should be: found by issuer prefix, length and check digit together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

MASK: Final = "[card number]"
REASON: Final = "looks like a card number, which is stored nowhere"
# Issuer prefixes (first, last, shortest, longest number): Visa, Mastercard, American Express, Discover, Diners, JCB,
# Maestro, UnionPay; ISO/IEC 7812 ranges as the networks publish them.
_ISSUERS: Final = (
    ("4", "4", 13, 19), ("51", "55", 16, 16), ("2221", "2720", 16, 16), ("34", "34", 15, 15), ("37", "37", 15, 15),
    ("6011", "6011", 16, 19), ("644", "659", 16, 19), ("300", "305", 14, 19), ("36", "36", 14, 19),
    ("38", "39", 14, 19), ("3528", "3589", 16, 19), ("50", "50", 13, 19), ("56", "69", 13, 19),
    ("81", "81", 16, 19),
)  # fmt: skip
_SHORTEST: Final = 13
_LONGEST: Final = 19
_SEPARATOR: Final = r"[ \-\u00a0\u2009\u202f\u2010-\u2015]"
_GROUP: Final = re.compile(r"\d+")
_RUN: Final = re.compile(rf"\d(?:{_SEPARATOR}?\d){{{_SHORTEST - 1},}}", re.ASCII)
# Digests and UUIDs are full of digits that mean nothing.
_HEX: Final = re.compile(r"(?i)(?<![0-9a-z])(?:0x)?(?=[0-9a-f-]*[a-f])[0-9a-f-]{24,}(?![0-9a-z])")
_BY_CHANCE: Final = 0.4
"""Share of digit ids that pass from which they are no coincidence; one number in ten passes the check digit."""
_FEW: Final = 5
"""Fewer long numbers than this in a column are no column of digit ids."""


def is_card(digits: str) -> bool:
    """Whether these digits have an issuer's prefix, the right length and a valid check digit (Luhn)."""
    if not _SHORTEST <= len(digits) <= _LONGEST or not _issued(digits):
        return False
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _issued(digits: str) -> bool:
    return any(
        first <= digits[: len(first)] <= last and shortest <= len(digits) <= longest
        for first, last, shortest, longest in _ISSUERS
    )


def holds_card(text: str) -> bool:
    """Whether a card number stands in the text, with or without spaces and dashes."""
    return next(_cards(text), None) is not None


def masked(text: str) -> str:
    """The text with its card numbers replaced by a mask."""
    for first, last in sorted(_cards(text), reverse=True):
        text = text[:first] + MASK + text[last:]
    return text


def refused_ids(long_numbers: Iterable[str]) -> frozenset[str]:
    """Of a column's distinct values with 13 digits or more, those to refuse as card numbers.

    None where they are ids made of digits, of which some pass by chance.
    """
    candidates = [value for value in long_numbers if _RUN.search(value)]
    cards = frozenset(value for value in candidates if holds_card(value))
    by_chance = len(candidates) >= _FEW and len(cards) <= _BY_CHANCE * len(candidates)
    return frozenset() if by_chance else cards


def _cards(text: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand, from left to right without overlap; other groups of digits may stand beside them."""
    hexes = [found.span() for found in _HEX.finditer(text)]
    for run in _RUN.finditer(text):
        if any(first <= run.start() and run.end() <= last for first, last in hexes):
            continue
        groups = [found.span() for found in _GROUP.finditer(text, *run.span())]
        yield from _within(text, groups)


def _within(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(groups):
        digits, end = "", start
        while end < len(groups) and len(digits) <= _LONGEST:
            digits += text[slice(*groups[end])]
            end += 1
            if is_card(digits):
                yield groups[start][0], groups[end - 1][1]
                start = end - 1
                break
        start += 1
