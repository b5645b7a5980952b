"""Names and free text: organisations, clients, models, labels, reasons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, Cleaner, has_control, refused, spaced

_LONGEST_TEXT: Final = 2000
"""Characters of a reason or a remark."""


def clean(value: str) -> Cleaned:
    """The words in Unicode NFC, runs of spaces made one; upper and lower case kept."""
    reason = refused(value)
    return Cleaned(None, reason) if reason else Cleaned(spaced(value))


def clean_text(value: str) -> Cleaned:
    """A longer text; line breaks become spaces, other control characters are refused."""
    text = spaced(value)
    if has_control(text):
        return Cleaned(None, "control or invisible characters")
    if len(text) > _LONGEST_TEXT:
        return Cleaned(None, f"longer than {_LONGEST_TEXT} characters")
    return Cleaned(text) if text else Cleaned(None, "empty")


def one_or_unknown(choices: Collection[str], title: str) -> Cleaner:
    """A cleaner that takes every other word for `unknown`, and says so."""
    known = one_of(choices, title)

    def clean_or_unknown(value: str) -> Cleaned:
        word = known(value)
        return (
            Cleaned("unknown", f"{word.reason}; taken for unknown")
            if word.value is None and not refused(value)
            else word
        )

    return clean_or_unknown


def one_of(choices: Collection[str], title: str) -> Cleaner:
    """A cleaner that knows only these words."""
    told = ", ".join(sorted(choices))

    def clean_choice(value: str) -> Cleaned:
        word = value.strip().lower().replace(" ", "_").replace("-", "_")
        return Cleaned(word) if word in choices else Cleaned(None, f"not a {title}: {told}")

    return clean_choice
