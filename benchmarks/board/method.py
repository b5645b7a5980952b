"""One method on one world, in a process of its own: python method.py METHOD FOLDER TO

TO gets the members found, as Parquet.
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

_TRUTH = "truth"


def ours(folder: Path) -> pa.Table:
    """graphring with its default settings: from files to members."""
    import graphring as gr

    with tempfile.TemporaryDirectory() as name:
        case = gr.Case.create(Path(name) / "case", key="a-key-for-benchmarks-only")
        told = case.ingest([path for path in sorted(folder.iterdir()) if not path.name.startswith(_TRUTH)])
        if not told.ok:
            raise SystemExit(next(file.error for file in told.files if file.error))
        return case.find_rings().members


def main(method: str, folder: str, to: str) -> int:
    found = ours(Path(folder)) if method == OURS else peer(method).found(Path(folder))
    pq.write_table(found, to)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
