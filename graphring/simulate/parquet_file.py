"""A Parquet file that grows table by table."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

_ROW_GROUP: Final = 100_000


class ParquetFile:
    """Is there from the first table on."""

    def __init__(self, path: Path, opaque: Container[str]) -> None:
        self._path, self._opaque = path, opaque
        self._writer: pq.ParquetWriter | None = None

    def add(self, table: pa.Table) -> None:
        """Write rows; columns named opaque get no dictionary."""
        if self._writer is None:
            coded = [name for name in table.column_names if name not in self._opaque]
            self._writer = pq.ParquetWriter(
                self._path, table.schema, compression="zstd", version="2.6", use_dictionary=coded
            )
        self._writer.write_table(table, row_group_size=_ROW_GROUP)

    def close(self) -> None:
        """Finish the file."""
        if self._writer:
            self._writer.close()
