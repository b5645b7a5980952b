"""Text that came from elsewhere, with nothing in it that hides, moves or commands."""

from __future__ import annotations

import unicodedata
from typing import Final

# Control, format (bidirectional overrides, zero width), surrogate, private use, line and paragraph separators.
_LOUD: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def inert(text: str, keep: str = "") -> str:
    r"""`text` with such characters written out (`\x1b`, `\u202e`), save those in `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(c) if unicodedata.category(c) in _LOUD and c not in keep else c for c in text)


def _written_out(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
