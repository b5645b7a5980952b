"""Text from files as it may be shown and stored: no card numbers, nothing that moves a cursor, not too long."""

from __future__ import annotations

import unicodedata
from typing import Final

from graphring.ingest.clean.card import masked

LONGEST_SHOWN: Final = 200


def safe_name(name: str) -> str:
    """A name or a short text, as far as it is shown."""
    return "".join(map(escaped, masked(name[: 2 * LONGEST_SHOWN])[:LONGEST_SHOWN]))


def safe_text(text: str) -> str:
    """The same, never longer than 200 characters, with a mark where something was left out."""
    shown = "".join(escaped(char) for char in masked(text)[:LONGEST_SHOWN])
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"


def escaped(char: str) -> str:
    """A character that can't be seen, or is no character, as its number; any other as it is."""
    if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"
