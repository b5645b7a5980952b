"""Accounts that were erased, as keyed hashes: enough to know them again, not enough to tell who they were."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import pyarrow as pa

from graphring.store.database import Database, statement

ERASED: Final = "its account was erased from this case"
"""The reason of rows that are refused."""
_LABEL: Final = b"erased account "
_HEX_DIGITS: Final = 32
"""128 bits: no two accounts share a mark by chance."""


def mark_of(key: bytes, account_id: str) -> str:
    """HMAC-SHA-256 of an account id under the case's key, 128 bits in hex."""
    return hmac.digest(key, _LABEL + account_id.encode(), "sha256").hex()[:_HEX_DIGITS]


def bury(db: Database, key: bytes, accounts: Iterable[str], now: datetime) -> None:
    """Remember these accounts as erased; part of a transaction. Those that are keep their time."""
    marks = pa.table({"mark": pa.array(sorted(mark_of(key, one) for one in accounts), pa.string())})
    with db.lent(buried=marks):
        db.run(statement("store", "bury"), now=now)


def erased_among(db: Database, key: bytes, values: Iterable[str]) -> frozenset[str]:
    """Of these ids, those of accounts that were erased."""
    marks = {row["mark"] for row in db.rows("SELECT mark FROM tombstone")}
    return frozenset(value for value in values if mark_of(key, value) in marks) if marks else frozenset()
