"""Kinds of entity: a built-in's own name for its aliases, else what the user calls it."""

from __future__ import annotations

from graphring.ingest.clean.cleaned import Cleaned
from graphring.ingest.clean.words import clean as clean_words
from graphring.model.kinds import built_in


def clean(value: str) -> Cleaned:
    """The name that the kind is stored under; `IP-Address` is the built-in `ip_address`."""
    words = clean_words(value)
    known = words.value and built_in(words.value.lower().replace(" ", "_").replace("-", "_"))
    return Cleaned(known.name) if known else words
