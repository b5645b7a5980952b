"""The log of exchanges: from the spool to one Parquet file, sorted by time, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from graphring.model.progress import Progress
from graphring.simulate.arrays import Ints, Texts
from graphring.simulate.draft import CLIENTS, Draft
from graphring.simulate.naming import serials
from graphring.simulate.spool import Rows

MODELS: Final = ("model-4", "model-5")
_STATUS: Final = np.array([200, 429, 500], dtype=np.int16)
_STATUS_UPTO: Final = np.array([0.97, 0.985, 1.0])
_ROW_GROUP: Final = 100_000
_OPAQUE: Final = ("item", "exchange_id")  # no value comes twice, or hardly: a dictionary would be waste
_ITEM_BITS: Final = 48


@dataclass(frozen=True)
class Names:
    """What everything is called in the files, by code."""

    accounts: Texts
    templates: Texts
    addresses: pa.Array
    credentials: Texts
    key: int
    """Makes the names of items and exchanges, and the draws of each batch."""


class ExchangeLog:
    """Makes columns of rows."""

    def __init__(self, draft: Draft, names: Names, start: datetime) -> None:
        self._draft, self._names = draft, names
        self._start = int(start.timestamp()) * 1_000_000
        adopts = np.concatenate([block.adopts for block in draft.accounts])
        self._newer = np.maximum(adopts, draft.release) * 1e6
        self._texts = {
            name: pa.array(texts, pa.string())
            for name, texts in (("account", names.accounts), ("template", names.templates), ("key", names.credentials))
        }

    def write(self, path: Path, progress: Progress) -> None:
        """Write all rows."""
        progress.step("writing exchanges", self._draft.spool.n_rows)
        writer: pq.ParquetWriter | None = None
        for table in self._tables():
            coded = [name for name in table.column_names if name not in _OPAQUE]
            writer = writer or pq.ParquetWriter(
                path, table.schema, compression="zstd", version="2.6", use_dictionary=coded
            )
            writer.write_table(table, row_group_size=_ROW_GROUP)
            progress.advance(table.num_rows)
        if writer:
            writer.close()

    def _tables(self) -> Iterator[pa.Table]:
        n_before = 0
        for number, rows in enumerate(self._draft.spool.batches()):
            rng = np.random.Generator(np.random.PCG64([self._names.key, number]))
            # Ties of time are shuffled: the order in which a world was made tells nothing.
            order = np.lexsort((rng.random(len(rows)), rows["micros"]))
            serial = np.arange(n_before, n_before + len(rows), dtype=np.int64)
            yield self._table(rows[order], serial, rng)
            n_before += len(rows)

    def _table(self, rows: Rows, serial: Ints, rng: np.random.Generator) -> pa.Table:
        key, template, client = self._names.key, rows["template"], rows["client"]
        status = np.searchsorted(_STATUS_UPTO, rng.random(len(rows)), side="right").clip(0, 2)
        newer = rows["micros"] >= self._newer[rows["account"]]
        columns = {
            "time": pa.array(rows["micros"] + self._start, pa.timestamp("us", tz="UTC")),
            "account_id": self._texts["account"].take(pa.array(rows["account"])),
            "ip": self._names.addresses.take(pa.array(rows["address"])),
            "template_id": self._texts["template"].take(pa.array(template, mask=template < 0)),
            "model": pa.array(MODELS).take(pa.array(newer.astype(np.int8))),
            "client": pa.array(CLIENTS).take(pa.array(client, mask=client < 0)),
            "status": pa.array(_STATUS[status]),
            "item": serials(rows["item"], key, "", _ITEM_BITS),
            "exchange_id": serials(serial, key, "ex_"),
        }
        if self._draft.lends_keys:
            columns["credential"] = self._texts["key"].take(pa.array(rows["credential"]))
        return pa.table(columns)
