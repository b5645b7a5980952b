"""How large the batches of an Arrow file become, read from their headers before anything is unpacked.

The headers are FlatBuffers (Message.fbs of the Arrow format); before each compressed buffer stands its length unpacked,
or -1 where it is not compressed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import pyarrow as pa

_HEADER, _BUFFERS, _COMPRESSION = 2, 2, 3
"""Places of fields: the header of a message; buffers and compression of a record batch."""
_DATA: Final = 1
"""Place of the record batch of a dictionary batch."""
_MAGIC: Final = b"ARROW1\0\0"


def unpacked_sizes(source: pa.NativeFile) -> Iterator[int]:
    """Bytes of each batch of an IPC file or stream, unpacked. Raises pa.ArrowException, struct.error, IndexError."""
    source.seek(len(_MAGIC) if source.read(len(_MAGIC)) == _MAGIC else 0)
    for message in pa.ipc.MessageReader.open_stream(source):
        if message.type in ("record batch", "dictionary"):
            yield _unpacked(message)


def _unpacked(message: pa.Message) -> int:
    head, body = message.metadata.to_pybytes(), message.body
    table = _table(head, _field(head, struct.unpack_from("<I", head, 0)[0], _HEADER))
    if message.type == "dictionary":
        table = _table(head, _field(head, table, _DATA))
    if not _field(head, table, _COMPRESSION):
        return int(body.size)
    buffers = _table(head, _field(head, table, _BUFFERS))
    total = 0
    for place in range(struct.unpack_from("<I", head, buffers)[0]):
        start, length = struct.unpack_from("<qq", head, buffers + 4 + 16 * place)
        declared = struct.unpack("<q", body.slice(start, 8).to_pybytes())[0] if length else 0
        total += length if declared < 0 else declared
    return total


def _field(head: bytes, table: int, place: int) -> int:
    """Where a field of a table lies; 0 where the table has none."""
    fields = table - struct.unpack_from("<i", head, table)[0]
    if 4 + 2 * place >= struct.unpack_from("<H", head, fields)[0]:
        return 0
    offset = struct.unpack_from("<H", head, fields + 4 + 2 * place)[0]
    return table + offset if offset else 0


def _table(head: bytes, field: int) -> int:
    """What a field refers to."""
    return int(field + struct.unpack_from("<I", head, field)[0])
