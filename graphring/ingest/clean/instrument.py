"""Payment instruments: cleaned, then replaced by a keyed hash before anything is stored."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection
from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, Cleaner, refused, spaced

_CARD_DIGITS: Final = range(13, 20)
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_NO_SEPARATORS: Final = str.maketrans("", "", " -")


def keyed(key: bytes) -> Cleaner:
    """A cleaner that answers with HMAC-SHA-256(key, "payment_instrument" NUL value) in hex."""
    fresh = hmac.new(key, b"payment_instrument\0", "sha256")

    def clean(value: str) -> Cleaned:
        reason = refused(value)
        if reason:
            return Cleaned(None, reason)
        digest = fresh.copy()
        digest.update(canonical(value).encode())
        return Cleaned(digest.hexdigest())

    return clean


def known_or(hashes: Collection[str], clean: Cleaner) -> Cleaner:
    """A cleaner that takes these hashes as they are; a person copied them from a report."""

    def clean_known(value: str) -> Cleaned:
        return Cleaned(value.strip()) if value.strip() in hashes else clean(value)

    return clean_known


def hashed_or(clean: Cleaner) -> Cleaner:
    """A cleaner that takes whatever looks like a keyed hash as one; only for ids that a case of ours has stored."""

    def clean_hashed(value: str) -> Cleaned:
        return Cleaned(value) if _HASH.fullmatch(value) else clean(value)

    return clean_hashed


def canonical(value: str) -> str:
    """The identifier as it is hashed: a card number without its spaces and dashes, else the text as it is written."""
    text = spaced(value)
    digits = text.translate(_NO_SEPARATORS)
    return digits if digits.isdigit() and digits.isascii() and len(digits) in _CARD_DIGITS else text
