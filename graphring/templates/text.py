"""Prompts as numbers of characters, and the classes of characters that tell tokens apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

UInt8s = npt.NDArray[np.uint8]
UInt32s = npt.NDArray[np.uint32]
Int64s = npt.NDArray[np.int64]

APART, LETTER, DIGIT, ALONE = 0, 1, 2, 3
"""Between tokens; part of a word; a digit; a token of its own, as in scripts that put no spaces between words."""
LONGEST: Final = 1_000_000
"""Characters of a prompt that are read; of longer ones the beginning."""
_PLANE: Final = 0x10000
_WITHOUT_SPACES: Final = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
                          (0xF900, 0xFAFF))  # fmt: skip
"""Thai and Lao, Burmese, Khmer, kana, Chinese characters; those beyond the first plane are all alone."""
_OF_WORDS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nl"})


@cache
def classes() -> UInt8s:
    """The class of every character of the first plane."""
    table = np.zeros(_PLANE, np.uint8)
    for point in range(_PLANE):
        category = unicodedata.category(chr(point))
        table[point] = DIGIT if category == "Nd" else LETTER if category in _OF_WORDS else APART
    table[ord("_")] = LETTER
    for first, last in _WITHOUT_SPACES:
        table[first : last + 1] = np.where(table[first : last + 1] == LETTER, ALONE, table[first : last + 1])
    return table


def normalised(prompt: str) -> str:
    """Compatible forms of letters are one (NFKC), and so are capital and small ones."""
    text = prompt[:LONGEST].lower()
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def points(prompts: Sequence[str]) -> tuple[UInt32s, Int64s]:
    """The characters of all prompts in one row, and where each prompt begins (and the last one ends).

    Halves of characters, which no valid text has, count as a space.
    """
    texts = [normalised(one) for one in prompts]
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(one) for one in texts], out=starts[1:])
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32), starts
