"""E-mail domains: lower case, nothing before the @ sign kept."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, refused

_DOMAIN: Final = re.compile(r"(?=.{4,253}$)([\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_](?:[\w-]{0,61}[\w])")
_ENCODED: Final = "xn--"


def clean(value: str) -> Cleaned:
    """The domain of an e-mail address or a domain; the person's part is dropped.

    An international name is the same however it is written: bücher.example is xn--bcher-kva.example. Letters that only
    look alike stay different.
    """
    reason = refused(value)
    if reason:
        return Cleaned(None, reason)
    domain = value.strip().lower().rpartition("@")[2].rstrip(".")
    if not domain.isascii() or _ENCODED in domain:
        domain = unicodedata.normalize("NFC", ".".join(map(_decoded, domain.split("."))))
    return Cleaned(domain) if _DOMAIN.fullmatch(domain) else Cleaned(None, "not a domain name")


def _decoded(label: str) -> str:
    """A label in the letters it stands for, where it is one that a registrar would have made (RFC 3492)."""
    if not label.isascii() or not label.startswith(_ENCODED):
        return label
    try:
        letters = unicodedata.normalize("NFC", label[len(_ENCODED) :].encode().decode("punycode").lower())
        again = letters.encode("punycode").decode()
    except (UnicodeError, ValueError):
        return label
    plain = letters.isprintable() and not letters.isascii() and not set(letters) & set(".@/ ")
    return letters if plain and _ENCODED + again == label else label
