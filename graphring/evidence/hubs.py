"""Hubs: entities with many accounts, and what is known of them. They are counted low, never thrown away."""

from __future__ import annotations

import ipaddress
from typing import Final

import pyarrow as pa

from graphring.store.database import Database, statement

CLASS_SHARE: Final[dict[str, float]] = {
    # Strangers share these by nature: an address or a text that is one of them ties nobody.
    "nat": 0.0, "vpn": 0.0, "relay": 0.0, "public_template": 0.0,
    # One organisation or many customers: a little is left, since a pool can sit there, too.
    "office": 0.25, "campus": 0.25, "reseller": 0.25,
    # Rented machines are shared by design, but one address there is often one tenant.
    "cloud": 0.5,
    # Rarity is floored by settings.ties.proxy_eps instead.
    "residential_proxy": 1.0,
    "operator": 1.0, "unknown": 1.0,
}  # fmt: skip
"""Share of its weight that an entity of a listed class keeps; first guesses, stated in the report."""


def classify(db: Database) -> None:
    """Give shared addresses the class of the listed range that they are in."""
    if db.value("SELECT count(*) FROM ip_range WHERE class IS NOT NULL"):
        shared = db.table("SELECT idx, entity_id FROM ent WHERE kind = 'ip_address' AND class IS NULL ORDER BY idx")
        hexes = [hex_of(text) for text in shared["entity_id"].to_pylist()]
        with db.lent(shared_address=pa.table({"idx": shared["idx"], "hex": pa.array(hexes, pa.string())})):
            db.run(statement("evidence", "range_classes"))


def hex_of(address: str) -> str | None:
    """An address or the first one of a network as 32 hex digits, IPv4 mapped into IPv6; None if it is neither."""
    try:
        parsed = ipaddress.ip_address(address.partition("/")[0])
    except ValueError:
        return None
    mapped = int(parsed) + (0xFFFF << 32 if parsed.version == 4 else 0)
    return f"{mapped:032x}"
