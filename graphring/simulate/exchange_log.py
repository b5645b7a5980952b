"""The log of exchanges: from the spool to one Parquet file, sorted by time, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphring.model.progress import Progress
from graphring.simulate.arrays import Texts
from graphring.simulate.draft import CLIENTS, Draft
from graphring.simulate.naming import serials
from graphring.simulate.parquet_file import ParquetFile
from graphring.simulate.spool import BATCH, Rows
from graphring.simulate.text.prompts import Prompts
from graphring.simulate.text.settings import Text

MODELS: Final = ("model-4", "model-5")
_CLIENTS: Final = (*CLIENTS, "")
_STATUS: Final = np.array([200, 429, 500], dtype=np.int16)
_STATUS_UPTO: Final = np.array([0.97, 0.985, 1.0])
_WORDED: Final = 50_000  # rows at once where prompts are written: texts of some 30 MB
_COLUMNS: Final = (
    "time", "account_id", "ip", "template_id", "prompt", "model", "client", "status", "item", "credential",
    "exchange_id",
)  # fmt: skip
_OPAQUE: Final = ("item", "exchange_id", "prompt")  # no value comes twice, or hardly: a dictionary would be waste
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

    def __init__(self, draft: Draft, names: Names, start: datetime, text: Text | None) -> None:
        self._draft, self._names, self._text = draft, names, text
        self._start = int(start.timestamp()) * 1_000_000
        adopts = np.concatenate([block.adopts for block in draft.accounts])
        self._newer = np.maximum(adopts, draft.release) * 1e6
        self._texts = {
            name: pa.array(texts, pa.string())
            for name, texts in (("account", names.accounts), ("template", names.templates), ("key", names.credentials))
        }
        self._prompts = Prompts(text, names.key, draft.families, len(draft.public)) if text else None

    def write(self, folder: Path, progress: Progress) -> Path:
        """Write all rows into exchanges.parquet and, of worlds with text, what each is into truth_prompts.parquet."""
        progress.step("writing exchanges", self._draft.spool.n_rows)
        path = folder / "exchanges.parquet"
        log, truth = ParquetFile(path, _OPAQUE), ParquetFile(folder / "truth_prompts.parquet", _OPAQUE)
        for rows, table in self._tables():
            log.add(table)
            if self._text:
                truth.add(self._planted(rows, table))
            progress.advance(table.num_rows)
        log.close()
        truth.close()
        return path

    def _tables(self) -> Iterator[tuple[Rows, pa.Table]]:
        n_before = 0
        for number, rows in enumerate(self._draft.spool.batches(_WORDED if self._text else BATCH)):
            rng = np.random.Generator(np.random.PCG64([self._names.key, number]))
            # Ties of time are shuffled: the order in which a world was made tells nothing.
            rows = rows[np.lexsort((rng.random(len(rows)), rows["micros"]))]  # noqa: PLW2901
            columns = self._columns(rows, n_before, rng)
            yield rows, pa.table({name: columns[name] for name in _COLUMNS if name in columns})
            n_before += len(rows)

    def _columns(self, rows: Rows, first: int, rng: np.random.Generator) -> dict[str, pa.Array]:
        key, serial = self._names.key, np.arange(first, first + len(rows), dtype=np.int64)
        status = np.searchsorted(_STATUS_UPTO, rng.random(len(rows)), side="right").clip(0, 2)
        newer = rows["micros"] >= self._newer[rows["account"]]
        columns = {
            "time": pa.array(rows["micros"] + self._start, pa.timestamp("us", tz="UTC")),
            "account_id": self._texts["account"].take(pa.array(rows["account"])),
            "ip": self._names.addresses.take(pa.array(rows["address"])),
            "model": pa.array(MODELS).take(pa.array(newer.astype(np.int8))),
            "client": pa.array(_CLIENTS).take(pa.array(rows["client"], mask=rows["client"] < 0)),
            "status": pa.array(np.where(rows["status"] > 0, rows["status"], _STATUS[status])),
            "item": serials(rows["item"], key, "", _ITEM_BITS),
            "exchange_id": serials(serial, key, "ex_"),
        }
        if self._draft.lends_keys:
            columns["credential"] = self._texts["key"].take(pa.array(rows["credential"]))
        if self._prompts:
            columns["prompt"] = pa.array(self._prompts.texts(rows, _CLIENTS, first), pa.string())
        if not self._text or self._text.template_ids:
            columns["template_id"] = self._templates(rows)
        return columns

    def _templates(self, rows: Rows) -> pa.Array:
        return self._texts["template"].take(pa.array(rows["template"], mask=rows["template"] < 0))

    def _planted(self, rows: Rows, table: pa.Table) -> pa.Table:
        """Which template each prompt is of, and the family it belongs to: the template itself where there is none."""
        template, families = self._templates(rows), self._draft.families
        family = [families.get(code) for code in rows["template"].tolist()]
        told = pc.coalesce(pa.array(family, pa.string()), template)
        return pa.table({"exchange_id": table["exchange_id"], "template_id": template, "family": told})
