"""Ids of prompt templates: opaque, kept but for spaces around them."""

from __future__ import annotations

from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, refused

_WORDS_OF_TEXT: Final = 12
"""An id has hardly ever a space; so many words are a prompt, and prompt text is not stored."""


def clean(value: str) -> Cleaned:
    """The id; a prompt in its place is refused."""
    reason = refused(value)
    if not reason and value.count(" ") >= _WORDS_OF_TEXT:
        reason = "this looks like text, not an id; templates are not mined from text yet"
    return Cleaned(None, reason) if reason else Cleaned(value.strip())
