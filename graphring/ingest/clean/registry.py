"""Which cleaner reads which kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graphring.ingest.clean import account, cidr, email_domain, instrument, ip_address, kind, template, words
from graphring.ingest.clean.cleaned import Cleaner
from graphring.model.inputs import Holds
from graphring.model.kinds import FAMILIES, HUB_CLASSES

DECISIONS: Final = ("confirmed", "cleared", "hold", "allow")

_PLAIN: Final[dict[Holds, Cleaner]] = {
    "account": account.clean,
    "ip_address": ip_address.clean,
    "prompt_template": template.clean,
    "client": words.clean,
    "email_domain": email_domain.clean,
    "organisation": words.clean,
    "label": words.clean,
    "text": words.clean_text,
    "kind": kind.clean,
    "family": words.one_of(FAMILIES, "family"),
    "hub_class": words.one_or_unknown(HUB_CLASSES, "class of hub"),
    "decision_word": words.one_of(DECISIONS, "decision"),
    "cidr": cidr.clean,
    "asn": cidr.clean_asn,
}

# RE2 patterns of values that are canonical as they are: millions of ordinary ones never reach Python. An id with
# letters and digits is no placeholder; an address in a block with a special meaning is left to its cleaner.
_PLAIN_ID: Final = (
    r"^(?:[A-Za-z][0-9A-Za-z._:@/+=-]{0,60}[0-9]|[0-9][0-9A-Za-z._:@/+=-]{0,60}[A-Za-z])[0-9A-Za-z._:@/+=-]{0,60}$"
)
_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_ORDINARY: Final = (
    r"(?:[1-9]|1[1-9]|[2-9][0-9]|10[1-9]|1[13-58][0-9]|12[0-689]|16[0-8]|17[013-9]|19[013-9]|2[01][0-9]|22[0-3])"
)
PLAIN: Final[dict[Holds, str]] = {
    "account": _PLAIN_ID,
    "prompt_template": _PLAIN_ID,
    "label": _PLAIN_ID,
    "ip_address": rf"^{_ORDINARY}(?:\.{_OCTET}){{3}}$",
}


def cleaners(key: bytes, *, private_addresses: bool) -> dict[Holds, Cleaner]:
    """The cleaners of one ingest."""
    address = ip_address.clean_private if private_addresses else ip_address.clean
    return {**_PLAIN, "ip_address": address, "payment_instrument": instrument.keyed(key)}


def of_stored_ids(known: Mapping[Holds, Cleaner]) -> dict[Holds, Cleaner]:
    """Cleaners that leave ids as they are which a case of ours has stored."""
    return {
        **known,
        "payment_instrument": instrument.hashed_or(known["payment_instrument"]),
        "ip_address": ip_address.block_or(known["ip_address"]),
    }


_OF_ENTITY: Final[dict[str, Holds]] = {
    "payment_instrument": "payment_instrument",
    "ip_address": "ip_address",
    "prompt_template": "prompt_template",
    "client": "client",
    "email_domain": "email_domain",
    "organisation": "organisation",
    "account": "account",
    "ring": "account",
}


def entity_cleaner(kind_name: str, known: Mapping[Holds, Cleaner]) -> Cleaner:
    """The cleaner of an entity of that kind (of an account or a ring in decisions); a user's own kinds are names."""
    if kind_name == "network":
        return cidr.clean_network
    return known[_OF_ENTITY.get(kind_name, "label")]
