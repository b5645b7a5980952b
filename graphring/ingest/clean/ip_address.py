"""IP addresses: IPv4 as a dotted quad, IPv6 as its /64, which is what one subscriber has."""

from __future__ import annotations

import ipaddress
from socket import AF_INET, AF_INET6, inet_ntop, inet_pton
from typing import Final

from graphring.ingest.clean.cleaned import Cleaned, Cleaner, refused

_MAPPED: Final = bytes(10) + b"\xff\xff"
_TRANSLATED: Final = bytes.fromhex("0064ff9b") + bytes(8)
"""64:ff9b::/96, RFC 6052: an IPv4 address behind a NAT64."""
_SAYS_NOTHING: Final = "a {} address says nothing about who uses it"
# (first two bytes from, to, what it is); 100.64/10 is carrier NAT's own, 169.254 link-local, 224 and up multicast.
_RANGES: Final = (
    (0x0000, 0x00FF, "unspecified"), (0x0A00, 0x0AFF, "private"), (0x6440, 0x647F, "shared carrier"),
    (0x7F00, 0x7FFF, "loopback"), (0xA9FE, 0xA9FE, "link-local"), (0xAC10, 0xAC1F, "private"),
    (0xC0A8, 0xC0A8, "private"), (0xE000, 0xEFFF, "multicast"), (0xF000, 0xFFFF, "reserved"),
)  # fmt: skip
_NAMES: Final = [""] * 65536
for _first, _last, _name in _RANGES:
    for _i in range(_first, _last + 1):
        _NAMES[_i] = _name
_MEANINGLESS_ANYWAY: Final = frozenset({"unspecified", "multicast", "reserved"})


def clean(value: str) -> Cleaned:
    """The canonical address; an address of no meaning is a reason."""
    return _clean(value, private=False)


def clean_private(value: str) -> Cleaned:
    """The same, but private, loopback, link-local and carrier-internal addresses are taken for meaningful."""
    return _clean(value, private=True)


def block_or(clean: Cleaner) -> Cleaner:
    """A cleaner that takes an IPv6 address as it is stored, its /64, as well."""

    def clean_stored(value: str) -> Cleaned:
        return clean(value.removesuffix("/64") if ":" in value else value)

    return clean_stored


def _clean(value: str, *, private: bool) -> Cleaned:
    try:
        packed = inet_pton(AF_INET, value)
    except (OSError, ValueError):
        return _other(value, private=private)
    return _four(packed, private=private)


def _four(packed: bytes, *, private: bool) -> Cleaned:
    name = _NAMES[packed[0] << 8 | packed[1]]
    if name and not (private and name not in _MEANINGLESS_ANYWAY):
        return Cleaned(None, _SAYS_NOTHING.format(name))
    return Cleaned("%d.%d.%d.%d" % tuple(packed))  # noqa: UP031 - the fastest way, for millions of them


def _other(value: str, *, private: bool) -> Cleaned:
    """Anything but a plain dotted quad: IPv6, white space around it, or no address."""
    stripped = value.strip()
    if stripped != value and stripped:
        return _clean(stripped, private=private)
    if stripped in ("::", "0.0.0.0"):  # noqa: S104 - not bound to, refused
        return Cleaned(None, _SAYS_NOTHING.format("unspecified"))
    try:
        packed = inet_pton(AF_INET6, stripped)
    except (OSError, ValueError):
        return Cleaned(None, refused(value) or _not_an_address(stripped))
    if packed.startswith((_MAPPED, _TRANSLATED)):
        return _four(packed[12:], private=private)
    return _six(packed, private=private)


def _six(packed: bytes, *, private: bool) -> Cleaned:
    address = ipaddress.IPv6Address(packed)
    if address.is_multicast or address.is_unspecified:
        return Cleaned(None, _SAYS_NOTHING.format("multicast" if address.is_multicast else "unspecified"))
    own = "loopback" if address.is_loopback else "link-local" if address.is_link_local else ""
    if not own and packed[0] == 0:  # ::/8, IPv4-compatible addresses such as ::1.2.3.4 included: all would share ::/64
        return Cleaned(None, _SAYS_NOTHING.format("reserved"))
    own = own or ("private" if packed[0] & 0xFE == 0xFC or address.is_site_local else "")  # fc00::/7
    if own and not private:
        return Cleaned(None, _SAYS_NOTHING.format(own))
    return Cleaned(inet_ntop(AF_INET6, packed[:8] + bytes(8)) + "/64")


def _not_an_address(value: str) -> str:
    if "%" in value:
        return "an address with a zone id is link-local and says nothing"
    parts = value.split(".")
    if len(parts) == 4 and all(p.isdigit() for p in parts) and any(len(p) > 1 and p[0] == "0" for p in parts):
        return "not an IP address: numbers with leading zeros can be read in two ways"
    return "not an IP address"
