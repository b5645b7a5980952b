"""One method on one world, in a process of its own: python method.py METHOD TO FILE …

FILE … are the files of the world without the truth, all in one folder; TO gets the members found, as Parquet.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1]))

from peers import peer

from board.rows import OURS


def ours(files: list[Path]) -> pa.Table:
    """graphring with its default settings: from files to members."""
    import graphring as gr

    with tempfile.TemporaryDirectory() as name:
        case = gr.Case.create(Path(name) / "case", key="a-key-for-benchmarks-only")
        told = case.ingest(files)
        if not told.ok:
            raise SystemExit(next(file.error for file in told.files if file.error))
        return case.find_rings().members


def main(method: str, to: str, *files: str) -> int:
    paths = [Path(file) for file in files]
    try:
        found = ours(paths) if method == OURS else peer(method).found(paths[0].parent)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what came out of this method
        sys.exit(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")
    pq.write_table(found, to)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
