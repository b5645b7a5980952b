"""Distinct values through their cleaner: text as it came to small numbers, and these to clean values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphring.ingest.cells import PAIR, Cells
from graphring.ingest.clean import PLAIN, Cleaned, Cleaner, card, entity_cleaner, instrument
from graphring.ingest.clean import kind as kind_cleaner
from graphring.ingest.erased import Erased, refuse_erased
from graphring.ingest.read.text import LISTED
from graphring.model.inputs import Column, Holds
from graphring.store.database import Database, statement

_LONG_NUMBER = r"\d(?:[^0-9A-Za-z]{0,3}\d){12}"
"""What may be a card number: a first, wide look that Arrow takes at all distinct values."""
_KEYED = rf"^.*{PAIR}\s*([0-9a-f]{{64}})\s*$"
"""A kind and what may be a keyed hash of ours."""
_IDS = frozenset({"account", "prompt_template", "entity", "decided", "client"})
"""Columns of ids are judged as a whole; in all others a card number is refused wherever it stands."""
_NEVER_CARDS = frozenset({"ip_address", "payment_instrument", "cidr"})


@dataclass(frozen=True)
class Words:
    """What became of a column's distinct values: how many are bad, and whether a cell may hold several."""

    n_bad: int
    several: bool


def load_words(
    db: Database, cells: Cells, known: Mapping[Holds, Cleaner], raw: pa.Array, erased: Erased | None = None
) -> Words:
    """Fill the temporary tables map_<name>(raw, code, reason) and word_<name>(code, value) for these distinct values.

    Codes follow the order of the clean values; what can't be used has a code below zero and a reason.
    """
    cleaned = _cleaned(cells.column, known, raw)
    found, reasons = refuse_erased(cells.column, raw, (cleaned.field(0), cleaned.field(1)), erased)
    plain = pc.if_else(pc.is_null(reasons), found, None)
    known_words = plain.drop_null().unique()
    known_words = known_words.take(pc.sort_indices(known_words))
    # A value that is used in spite of a reason has a code of its own, so that its cells can be counted.
    partly = pc.and_(pc.is_valid(found), pc.is_valid(reasons)).to_numpy(zero_copy_only=False)
    own = np.where(partly, len(known_words) + np.cumsum(partly) - 1, np.arange(-1, -len(raw) - 1, -1))
    code = pc.coalesce(pc.index_in(plain, known_words), pa.array(own.astype(np.int32)))
    every = pa.concat_arrays([known_words, found.filter(pa.array(partly))])
    map_table = pa.table({"raw": raw, "code": code, "reason": reasons})
    word_table = pa.table({"code": pa.array(np.arange(len(every), dtype=np.int32)), "value": every})
    with db.lent(map_given=map_table, word_given=word_table):
        for table in ("map", "word"):
            db.run(f"CREATE OR REPLACE TEMP TABLE {table}_{cells.name} AS SELECT * FROM {table}_given")  # noqa: S608
    several = bool(pc.any(pc.match_substring(raw, LISTED)).as_py())
    return Words(len(raw) - reasons.null_count, several)


def with_own_hashes(db: Database, known: Mapping[Holds, Cleaner], raw: pa.Array) -> Mapping[Holds, Cleaner]:
    """Cleaners that do not hash again what is a payment instrument's keyed hash in this very case."""
    looks_so = pc.replace_substring_regex(raw.filter(pc.match_substring_regex(raw, _KEYED)), _KEYED, r"\1")
    if not len(looks_so):
        return known
    with db.lent(hash_given=pa.table({"value": looks_so})):
        own = frozenset(db.table(statement("ingest", "own_hashes"))["value"].to_pylist())
    return {**known, "payment_instrument": instrument.known_or(own, known["payment_instrument"])}


def words(db: Database, name: str) -> pa.Array:
    """The clean values of a column, by code."""
    return db.table(f"SELECT value FROM word_{name} ORDER BY code")["value"].combine_chunks()  # noqa: S608


def _cleaned(column: Column, known: Mapping[Holds, Cleaner], raw: pa.Array) -> pa.StructArray:
    """(value, reason) of each distinct value; those that are plain by their look need no Python."""
    cards = _cards(column, raw)
    plain = PLAIN.get(column.holds)
    as_is = pc.match_substring_regex(raw, plain) if plain and not cards else pa.array(np.zeros(len(raw), bool))
    if as_is.true_count == len(raw):
        return pa.StructArray.from_arrays([raw, pa.nulls(len(raw), pa.string())], ["value", "reason"])
    clean = _cleaner(column, known)
    answers = [
        Cleaned(None, card.REASON) if value in cards else clean(value)
        for value in raw.filter(pc.invert(as_is)).to_pylist()
    ]
    value = pa.array([one.value for one in answers], pa.string())
    reason = pa.array([one.reason or None for one in answers], pa.string())
    return pa.StructArray.from_arrays(
        [
            pc.replace_with_mask(raw, pc.invert(as_is), value),
            pc.replace_with_mask(pa.nulls(len(raw), pa.string()), pc.invert(as_is), reason),
        ],
        ["value", "reason"],
    )


def _cleaner(column: Column, known: Mapping[Holds, Cleaner]) -> Cleaner:
    if column.holds == "prompt_template":
        return _each(known[column.holds])
    if column.holds in ("entity", "decided"):
        return _paired(known)
    return known[column.holds]


def _each(clean: Cleaner) -> Cleaner:
    """A cleaner of cells that may hold several values: the usable ones, sorted, once each."""

    def clean_list(value: str) -> Cleaned:
        if LISTED not in value:
            return clean(value)
        each = [clean(one) for one in value.split(LISTED) if one.strip()]
        good = sorted({one.value for one in each if one.value is not None})
        reason = next((one.reason for one in each if one.value is None), "" if good else "empty")
        return Cleaned(LISTED.join(good) or None, reason)

    return clean_list


def _paired(known: Mapping[Holds, Cleaner]) -> Cleaner:
    cleaners: dict[str, Callable[[str], Cleaned] | None] = {}

    def clean_pair(value: str) -> Cleaned:
        kind_text, _, text = value.partition(PAIR)
        if kind_text not in cleaners:
            kind_name = kind_cleaner.clean(kind_text).value
            cleaners[kind_text] = entity_cleaner(kind_name, known) if kind_name else None
        clean = cleaners[kind_text]
        return clean(text) if clean else Cleaned(None, "its kind can't be read")

    return clean_pair


def _cards(column: Column, raw: pa.Array) -> frozenset[str]:
    """Of the distinct values, those to refuse as card numbers."""
    if column.holds in _NEVER_CARDS:
        return frozenset()
    long = raw.filter(pc.match_substring_regex(raw, _LONG_NUMBER)).to_pylist()
    if column.holds in ("entity", "decided"):
        long = [value for value in long if kind_cleaner.clean(value.partition(PAIR)[0]).value != "payment_instrument"]
    if column.holds in _IDS:
        return card.refused_ids(long)
    return frozenset(value for value in long if card.holds_card(value))
