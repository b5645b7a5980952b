"""A table that a person hands over in Python, whatever library made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa


def arrow_table(frame: Any) -> pa.Table:
    """The frame as an Arrow table; ValueError where it is none."""
    try:
        if isinstance(frame, pa.Table):
            return frame
        if isinstance(frame, pa.RecordBatch):
            return pa.Table.from_batches([frame])
        if isinstance(frame, Mapping):
            return pa.table(dict(frame))
        if hasattr(frame, "__arrow_c_stream__"):
            return pa.table(frame)
        if hasattr(frame, "iloc"):  # a pandas frame from before it spoke Arrow
            return pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowException, TypeError, AttributeError) as error:
        raise ValueError(f"the table can't be read as columns of one type each: {error}") from error
    raise ValueError(f"a {type(frame).__name__} is no table; pass an Arrow, pandas or polars frame, or a mapping.")
