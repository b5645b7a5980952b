"""Tables that people hand to the single steps: any Arrow, pandas or polars frame, or a mapping of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphring.model.frames import arrow_table

Int64s = npt.NDArray[np.int64]


def columns(frame: Any, needed: Sequence[str], optional: Sequence[str] = ()) -> pa.Table:
    """The named columns of a frame as an Arrow table; ValueError when one is missing, doubled or has empty cells."""
    table = arrow_table(frame)
    names = table.column_names
    missing = [name for name in needed if name not in names]
    if missing:
        raise ValueError(f"the table lacks the column(s) {', '.join(missing)}; it has {', '.join(names) or 'none'}.")
    wanted = [name for name in (*needed, *optional) if name in names]
    doubled = [name for name in wanted if names.count(name) > 1]
    if doubled:
        raise ValueError(f"the column {doubled[0]} comes twice in the table; rename or drop one of them.")
    for name in wanted:
        if table[name].null_count:
            raise ValueError(f"the column {name} has {table[name].null_count} empty cell(s); fill or drop those rows.")
    return table.select(wanted)


def ids(table: pa.Table, name: str) -> pa.ChunkedArray:
    """A column of ids, as text or whole numbers; other types are a ValueError."""
    column = table[name]
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (_is_text(kind) or pa.types.is_integer(kind) or (pa.types.is_null(kind) and not len(column))):
        raise ValueError(f"the column {name} holds {kind}; ids must be text or whole numbers.")
    wanted = kind if pa.types.is_integer(kind) else pa.large_string()
    if pa.types.is_dictionary(column.type):  # Arrow can't look up a dictionary of text views
        column = column.cast(pa.dictionary(column.type.index_type, wanted))
    return column.cast(wanted)


def texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Ids as text; whole numbers become their digits."""
    return column.cast(pa.large_string())


def numbered(column: pa.ChunkedArray) -> tuple[Int64s, pa.Array]:
    """The place of every id among the distinct ids as sorted text, and those texts."""
    encoded = column.combine_chunks().dictionary_encode()
    names = encoded.dictionary.cast(pa.large_string())
    order = pc.sort_indices(names).to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[encoded.indices.to_numpy()], names.take(pa.array(order))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
