"""Ranges of addresses."""

from __future__ import annotations

import ipaddress
import re

from graphring.ingest.clean.cleaned import Cleaned, refused


def clean(value: str) -> Cleaned:
    """`first-last` as 32 hex digits each, IPv4 mapped into ::ffff:0:0/96; bits behind the prefix are taken as zero."""
    reason = refused(value)
    if reason and reason != "a placeholder, not a value":
        return Cleaned(None, reason)
    try:
        first, last = _bounds(value.strip())
    except ValueError:
        return Cleaned(None, "not a range of addresses such as 203.0.113.0/24")
    return Cleaned(f"{_number(first):032x}-{_number(last):032x}")


def clean_network(value: str) -> Cleaned:
    """A network prefix as it is written canonically, 203.0.113.0/24."""
    try:
        return Cleaned(str(ipaddress.ip_network(value.strip(), strict=False)))
    except ValueError:
        return Cleaned(None, refused(value) or "not a network such as 203.0.113.0/24")


def clean_asn(value: str) -> Cleaned:
    """The number of an autonomous system, with or without AS before it."""
    digits = re.fullmatch(r"(?i)\s*(?:as)?\s*(\d{1,10})(?:\.0)?\s*", value)
    if digits and int(digits[1]) < 1 << 32:
        return Cleaned(str(int(digits[1])))
    return Cleaned(None, refused(value) or "not a number such as AS64500")


_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def _bounds(text: str) -> tuple[_Address, _Address]:
    first, dash, last = text.partition("-")
    if not dash:
        network = ipaddress.ip_network(text, strict=False)
        return network[0], network[-1]
    low, high = ipaddress.ip_address(first.strip()), ipaddress.ip_address(last.strip())
    if low.version != high.version or int(low) > int(high):
        raise ValueError(text)
    return low, high


def _number(address: _Address) -> int:
    return int(address) | (0xFFFF << 32 if address.version == 4 else 0)
