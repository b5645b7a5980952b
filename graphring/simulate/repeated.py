"""Rows that a log shipper sent twice: a second file with exchanges that the first one has, ids and all."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from graphring.simulate.arrays import Texts

_NAME = "exchanges-again.parquet"


def repeated_rows(exchanges: Path, accounts: Texts) -> Path:
    """Write the rows of these accounts once more, beside the file they are in; the new file."""
    chosen = pc.field("account_id").isin(pa.array(sorted(accounts.tolist())))
    pq.write_table(
        ds.dataset(exchanges).to_table(filter=chosen, use_threads=False), exchanges.with_name(_NAME), compression="zstd"
    )
    return exchanges.with_name(_NAME)
