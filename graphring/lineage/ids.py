"""Ids are made of the members at birth, carried afterwards, and never used again for something else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Set


def birth_id(members: Iterable[str], used: Set[str] = frozenset(), prefix: str = "ring") -> str:
    """`prefix-` and ten letters or digits of the SHA-256 of the sorted account ids; with a number when it was used."""
    digest = hashlib.sha256("\0".join(sorted(members)).encode()).digest()
    name = f"{prefix}-{base64.b32encode(digest)[:10].decode().lower()}"
    number, free = 1, name
    while free in used:
        number, free = number + 1, f"{name}-{number + 1}"
    return free
