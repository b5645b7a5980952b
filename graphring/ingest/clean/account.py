"""Account ids: opaque, kept as given."""

from __future__ import annotations

from graphring.ingest.clean.cleaned import Cleaned, refused


def clean(value: str) -> Cleaned:
    """The id as it came, even with spaces around it: two ids that differ are two accounts."""
    reason = refused(value)
    return Cleaned(None, reason) if reason else Cleaned(value)
