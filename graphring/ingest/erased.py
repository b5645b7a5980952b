"""Rows of accounts that were erased are refused when they come again; nothing shows the id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphring.ingest.cells import PAIR
from graphring.ingest.clean import kind as kinds
from graphring.model.inputs import Column
from graphring.store.database import Database
from graphring.store.tombstones import ERASED, erased_among

Erased = Callable[[Iterable[str]], frozenset[str]]
"""Of these ids, those of accounts that were erased."""
_HOLDING: Final = frozenset({"account", "decided"})


def erased_of(db: Database, key: bytes) -> Erased | None:
    """What knows erased accounts again; None where there are none."""
    if not db.value("SELECT count(*) FROM tombstone"):
        return None
    return lambda values: erased_among(db, key, values)


def refuse_erased(
    column: Column, raw: pa.Array, cleaned: tuple[pa.Array, pa.Array], erased: Erased | None
) -> tuple[pa.Array, pa.Array]:
    """Clean values and reasons of a column's distinct values, with erased accounts made bad."""
    found, reasons = cleaned
    if erased is None or column.holds not in _HOLDING:
        return found, reasons
    asked = found if column.holds == "account" else pc.if_else(_of_accounts(raw), found, None)
    gone = erased(value for value in asked.to_pylist() if value is not None)
    if not gone:
        return found, reasons
    hit = pc.is_in(asked, value_set=pa.array(sorted(gone), pa.string()))
    return pc.if_else(hit, None, found), pc.if_else(hit, ERASED, reasons)


def _of_accounts(raw: pa.Array) -> pa.Array:
    """Whether what was decided of is an account."""
    return pa.array([kinds.clean(text.partition(PAIR)[0]).value == "account" for text in raw.to_pylist()], pa.bool_())
