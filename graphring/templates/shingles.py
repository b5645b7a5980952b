"""Characters to tokens to keyed shingles, compiled: nothing of the text can be read from what comes out."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graphring.machine_code import compiled
from graphring.templates.text import ALONE, APART, DIGIT, Int64s, UInt8s, UInt32s

UInt64s = npt.NDArray[np.uint64]

SIZE: Final = 3
"""Tokens of a shingle: of four, one in sixteen outlives that half of the words are replaced; of three, one in eight."""
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER: Final = np.uint64(0xBF58476D1CE4E5B9)
_LONG: Final = 32
"""Letters of a word; what is longer is a code, not a word."""
_MASK: Final = np.uint64(1)
_FALL: Final = np.uint64(29)
_ASCII: Final = 127


class Tokens(NamedTuple):
    """Keyed hashes of tokens, and where each begins and ends; what is no word (numbers, addresses, codes) is 1."""

    hashes: UInt64s
    first: Int64s
    end: Int64s


@compiled
def tokens(text: UInt32s, classes: UInt8s, key: np.uint64) -> Tokens:
    """The tokens of one text: words, single characters, and one mask for each stretch of what is no word."""
    n = len(text)
    hashes, first, end = np.empty(n, np.uint64), np.empty(n, np.int64), np.empty(n, np.int64)
    at, count = 0, 0
    while at < n:
        kind = _class(text[at], classes)
        if kind == APART:
            at += 1
            continue
        start, value, plain = at, key, True
        if kind == ALONE:
            value = _mixed(value, np.uint64(text[at]))
            at += 1
        else:
            while at < n:
                kind = _class(text[at], classes)
                if kind in (APART, ALONE):
                    break
                plain = plain and kind != DIGIT
                value = _mixed(value, np.uint64(text[at]))
                at += 1
            if _address(text, at):
                plain = False
                while at < n and 32 < text[at] < _ASCII:
                    at += 1
        if not plain or at - start > _LONG:
            if count and hashes[count - 1] == _MASK:
                end[count - 1] = at
                continue
            value = _MASK
        hashes[count], first[count], end[count] = value, start, at
        count += 1
    return Tokens(hashes[:count], first[:count], end[:count])


@compiled
def _class(point: np.uint32, classes: UInt8s) -> np.uint8:
    return classes[point] if point < len(classes) else np.uint8(ALONE)


@compiled
def _address(text: UInt32s, at: int) -> bool:
    """Whether what ends here goes on as an e-mail address or a URL."""
    if at < len(text) and text[at] == 64:  # @
        return True
    return at + 2 < len(text) and text[at] == 58 and text[at + 1] == 47 and text[at + 2] == 47  # ://


@compiled
def _mixed(value: np.uint64, more: np.uint64) -> np.uint64:
    value = (value ^ more) * _ODD
    value = (value ^ (value >> _FALL)) * _OTHER
    return value ^ (value >> _FALL)


@compiled
def shingles(found: Tokens, key: np.uint64) -> UInt64s:
    """The keyed hash of every run of three tokens; of a shorter text, of all it has."""
    n = len(found.hashes)
    size = min(n, SIZE)
    made = np.empty(n - size + 1 if n else 0, np.uint64)
    for at in range(len(made)):
        value = key
        for token in found.hashes[at : at + size]:
            value = _mixed(value, token)
        made[at] = value
    return made


@compiled
def fingerprints(texts: tuple[UInt32s, Int64s], classes: UInt8s, key: np.uint64, most: int) -> tuple[UInt64s, Int64s]:
    """Distinct shingles of each text, sorted, all in one row, and where those of each begin.

    Of a text with more than `most`, those whose hash is small: a shingle that is kept of a text is kept of every
    text that is no longer, which picking by place would not give.
    """
    points, starts = texts
    n = len(starts) - 1
    every, upto, at = np.empty(len(points) + n, np.uint64), np.zeros(n + 1, np.int64), 0
    for one in range(n):
        found = shingles(tokens(points[starts[one] : starts[one + 1]], classes, key), key)
        found = np.sort(found)
        limit, mine = np.uint64(0xFFFFFFFFFFFFFFFF), len(found)
        while mine > most:
            limit >>= np.uint64(1)
            mine = int(np.searchsorted(found, limit, side="right"))
        before = at
        for value in found[:mine]:
            if at == before or every[at - 1] != value:
                every[at] = value
                at += 1
        upto[one + 1] = at
    return every[:at].copy(), upto
