"""E-mail domains: lower case, nothing before the @ sign kept."""

from __future__ import annotations

import re
from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, refused

_DOMAIN: Final = re.compile(r"(?=.{4,253}$)([\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_](?:[\w-]{0,61}[\w])")


def clean(value: str) -> Cleaned:
    """The domain of an e-mail address or a domain; the person's part is dropped."""
    reason = refused(value)
    if reason:
        return Cleaned(None, reason)
    domain = value.strip().lower().rpartition("@")[2].rstrip(".")
    return Cleaned(domain) if _DOMAIN.fullmatch(domain) else Cleaned(None, "not a domain name")
