"""What a graph has of a case, kept in the case: one Parquet file for each table of rows, and keys that are unsure."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from graphring.errors import StorageError
from graphring.store.case import storage_errors

_STATE: Final = "state.json"


class Sent:
    """The folder of one publication."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def generations(self) -> tuple[str, ...]:
        """What the graph may say of itself if it is as it was left; empty when nothing was ever sent."""
        return tuple(self._state().get("generations", ()))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Entity kinds that were ever sent."""
        return tuple(self._state().get("kinds", ()))

    def expect(self, generations: Iterable[str], kinds: Iterable[str]) -> None:
        """Remember what the graph may say of itself, and the kinds that it may have."""
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"{_STATE}.draft"
            told = {"generations": list(generations), "kinds": sorted(kinds)}
            draft.write_text(json.dumps(told), encoding="utf-8")
            _settle(draft, self.folder / _STATE)

    def forget(self) -> None:
        """Nothing is known any more of what the graph has."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self, name: str) -> Path | None:
        """The rows of a table as they were sent."""
        path = self.folder / f"{name}.parquet"
        return path if path.is_file() else None

    def unsure(self, name: str) -> list[Path]:
        """Keys of rows that may be in the graph in any form: sent or to be deleted when a publish was broken off."""
        return sorted(self.folder.glob(f"{name}.unsure-*.parquet"))

    def write_rows(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
        """Keep the rows of a table as what the graph has."""
        self._write(f"{name}.parquet", schema, batches)

    def write_unsure(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Path:
        """Keep keys as unsure, beside those that are."""
        taken = [int(path.name.split("-")[-1].split(".")[0]) for path in self.unsure(name)]
        return self._write(f"{name}.unsure-{max(taken, default=0) + 1}.parquet", schema, batches)

    def _state(self) -> dict[str, list[str]]:
        try:
            told: dict[str, list[str]] = json.loads((self.folder / _STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told

    def _write(self, file: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Path:
        target, draft = self.folder / file, self.folder / f"{file}.draft"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with parquet.ParquetWriter(draft, schema, compression="zstd") as out:
                for batch in batches:
                    out.write_batch(batch)
            _settle(draft, target)
        except OSError as error:
            raise StorageError(
                f"can't write {target}: {error.strerror}; free some space, then publish again."
            ) from error
        return target


def _settle(draft: Path, target: Path) -> None:
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.replace(target)
