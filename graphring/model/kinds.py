"""The entity kinds: what accounts can share, and which family of evidence each belongs to.

A new built-in kind is one row here and one cleaner in `graphring.ingest.clean`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

Family = Literal["payment", "network", "content", "device", "identity", "relation", "timing", "other"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)


@cache
def families_of(bits: int) -> tuple[Family, ...]:
    """The families of a bit mask, the first family being the lowest bit, in their fixed order."""
    return tuple(name for i, name in enumerate(FAMILIES) if bits >> i & 1)


HubClass = Literal[
    "nat", "cloud", "office", "campus", "vpn", "relay", "residential_proxy",
    "reseller", "public_template", "operator", "unknown",
]  # fmt: skip
HUB_CLASSES: Final[tuple[HubClass, ...]] = get_args(HubClass)


@dataclass(frozen=True)
class Kind:
    """A built-in entity kind."""

    name: str
    family: Family
    title: str
    """What a reader calls one of them."""
    column: str | None
    """The column of an exchanges or accounts file that holds it, if any."""
    aliases: tuple[str, ...] = ()
    secret: bool = False
    """Replaced by a keyed hash before anything is stored."""


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "payment_instrument",
        "payment",
        "payment instrument",
        "instrument",
        ("instrument", "card", "payment"),
        secret=True,
    ),
    Kind("ip_address", "network", "IP address", "ip", ("ip", "address")),
    Kind("network", "network", "network", None, ("prefix", "subnet")),
    Kind("prompt_template", "content", "prompt template", "template_ids", ("template", "template_id")),
    Kind("device", "device", "device", None, ("device_id", "fingerprint")),
    Kind("client", "device", "client", "client", ("user_agent",)),
    Kind("email_domain", "identity", "e-mail domain", "email_domain", ("domain",)),
    Kind("organisation", "identity", "organisation", "organisation", ("organization", "org")),
)

_BY_NAME: Final = {name: kind for kind in KINDS for name in (kind.name, *kind.aliases)}


def built_in(name: str) -> Kind | None:
    """The built-in kind of that name or alias; None for a kind that a user declared."""
    return _BY_NAME.get(name)


def canonical(name: str) -> str:
    """The name a kind is stored under: a built-in's own name for its aliases, else the name as given."""
    kind = _BY_NAME.get(name)
    return kind.name if kind else name
