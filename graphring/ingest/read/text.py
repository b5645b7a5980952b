"""Text files: bytes in blocks of whole lines, and rows of text staged in a temporary table."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, cast

import pyarrow as pa

from graphring.errors import InputError
from graphring.ingest.read.relation import Relation, Unread, quoted
from graphring.store.database import Database, statement

BLOCK: Final = 8 << 20
"""Bytes read at once; memory stays a small multiple of it."""
LONGEST_LINE: Final = 64 << 20
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_UTF8: Final = "not UTF-8 text; save the file as UTF-8"
LISTED: Final = "\x1f"
"""Stands between the values of a list in one cell; no identifier may hold it."""

Batches = Callable[[list[Unread]], Iterator[pa.RecordBatch]]


@contextlib.contextmanager
def open_text(path: Path) -> Iterator[BinaryIO]:
    """The bytes, unzipped where they are gzip; a broken archive is an InputError."""
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            with contextlib.nullcontext(raw) if not zipped else gzip.open(raw) as plain:
                if plain.peek(2)[:2] in _UTF16:
                    raise InputError(
                        "it is UTF-16 text; save it as UTF-8 (CSV UTF-8 in a spreadsheet) and add it again."
                    )
                yield cast(BinaryIO, plain)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("its gzip archive is truncated or damaged; export it again.") from error


def too_much(most_bytes: int) -> InputError:
    """A small file may unpack to more than any disk holds."""
    return InputError(
        f"it unpacks to more than {most_bytes / 1e9:g} GB; if it is not meant to do harm, raise machine.unpacked_gb "
        "in the settings."
    )


def blocks(file: BinaryIO, most_bytes: int) -> Iterator[bytes]:
    """Blocks that end with a line's end, but for the last; of an archive no more than that many bytes."""
    kept: list[bytes] = []
    size = 0
    while fresh := file.read(BLOCK):
        if isinstance(file, gzip.GzipFile) and file.tell() > most_bytes:
            raise too_much(most_bytes)
        cut = fresh.rfind(b"\n") + 1
        if cut:
            yield b"".join((*kept, fresh[:cut]))
            kept, size = [], 0
        kept.append(fresh[cut:])
        size += len(fresh) - cut
        if size > LONGEST_LINE:
            raise InputError("it has a line of more than 64 MB; it is no text with one row a line, export it again.")
    if rest := b"".join(kept):
        yield rest


@contextlib.contextmanager
def staged(db: Database, columns: Mapping[str, str], batches: Batches) -> Iterator[Relation]:
    """The batches as a temporary table of text, and what of them is no row."""
    schema = pa.schema([("line", pa.int64()), *((f"c_{ours}", pa.string()) for ours in columns)])
    unread: list[Unread] = []
    failed: list[BaseException] = []

    def watched() -> Iterator[pa.RecordBatch]:
        try:
            yield from batches(unread)
        except BaseException as error:  # DuckDB would make a string of it
            failed.append(error)
            raise

    try:
        with db.lent(incoming=pa.RecordBatchReader.from_batches(schema, watched())):
            db.run(statement("ingest", "stage"))
    except Exception:
        if failed:
            raise failed[0] from None
        raise
    try:
        n_rows = int(db.value("SELECT count(*) FROM input_rows"))
        exact = {ours: quoted(f"c_{ours}") for ours in columns}
        yield Relation("input_rows", "line", exact, dict.fromkeys(columns, pa.string()), n_rows, unread)
    finally:
        db.run("DROP TABLE IF EXISTS input_rows")


def batch(columns: Mapping[str, str], lines: pa.Array, cells: Mapping[str, pa.Array]) -> pa.RecordBatch:
    """Rows of one block, in the order that `staged` declares."""
    arrays = [cells[theirs] for theirs in columns.values()]
    return pa.RecordBatch.from_arrays([lines, *arrays], names=["line", *(f"c_{ours}" for ours in columns)])
