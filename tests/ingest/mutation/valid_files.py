"""Valid files of every kind in every format: what mutations start from."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

from graphring.model.inputs import FILE_KINDS, Column, FileKind

Rows = list[dict[str, Any]]
START: Final = datetime(2026, 3, 1, 9, tzinfo=UTC)
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ip_address": ("11.0.0.1", "11.0.0.2", "2001:db8:7::1", "::ffff:12.1.2.3"),
    "payment_instrument": ("4111 1111 1111 1111", "card-9", "iban-3"),
    "prompt_template": ("tpl-1", "tpl-2"),
    "client": ("python-sdk/1.2", "curl 8"),
    "email_domain": ("example.org", "bücher.example", "xn--bcher-kva.example"),
    "organisation": ("Firm Ltd", "Société é"),
    "label": ("m-1", "m 2", "DE"),
    "text": ("seen, twice", 'said "no"', "two\nlines"),
    "kind": ("device", "IP address", "card", "network", "account"),
    "decided": ("acct-1", "ring-2", "11.0.0.7"),
    "entity": ("dev-1", "11.0.0.9", "203.0.113.0/24", "card-9"),
    "family": ("device", "network"),
    "hub_class": ("nat", "office"),
    "decision_word": ("cleared", "hold"),
    "cidr": ("203.0.113.0/24", "2001:db8::/48", "11.0.0.0-11.0.3.255"),
    "asn": ("AS64500", "64501"),
    "count": ("1", "17"),
    "number": ("0.5", "12"),
    "flag": ("true", "false"),
}


def rows_of(kind: FileKind, rng: Random, n: int) -> Rows:
    """`n` rows with every column of the kind, some optional cells empty."""
    return [{column.name: _cell(column, rng, i) for column in kind.columns} for i in range(n)]


def _cell(column: Column, rng: Random, i: int) -> Any:
    if not column.required and rng.random() < 0.1:
        return None
    if column.holds == "account":
        return f"acct-{rng.randrange(9)}"
    if column.holds in ("time", "past_time"):
        return START + timedelta(minutes=rng.randrange(40_000))
    if column.holds in ("keyed", "reference"):
        return f"{column.name}-{rng.getrandbits(40):x}-{i}"
    return rng.choice(_WORDS[column.holds])


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def as_csv(rows: Rows) -> bytes:
    """With line feeds, as most exports."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _told(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode()


def as_jsonl(rows: Rows) -> bytes:
    """One object a line, empty cells left out."""
    lines = [json.dumps({k: _told(v) for k, v in row.items() if v is not None}, ensure_ascii=False) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def table_of(rows: Rows) -> pa.Table:
    """Typed times, text for the rest; a column of other types than text becomes text."""
    columns = {}
    for name in rows[0]:
        cells = [row.get(name) for row in rows]
        try:
            columns[name] = pa.array(cells)
        except (pa.ArrowException, OverflowError, ValueError, TypeError):
            columns[name] = pa.array([None if c is None else str(_told(c)) for c in cells], pa.string())
    return pa.table(columns)


def _parquet(rows: Rows) -> bytes:
    out = io.BytesIO()
    pq.write_table(table_of(rows), out, compression=("zstd", "snappy", "none")[len(rows) % 3], row_group_size=20)
    return out.getvalue()


def _arrow(rows: Rows) -> bytes:
    table, out = table_of(rows), io.BytesIO()
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _stream(rows: Rows) -> bytes:
    table, out = table_of(rows), io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _feather(rows: Rows) -> bytes:
    out = io.BytesIO()
    pyarrow.feather.write_feather(table_of(rows), out, compression="zstd")
    return out.getvalue()


TEXTS: Final[Mapping[str, Callable[[Rows], bytes]]] = {".csv": as_csv, ".jsonl": as_jsonl}
FORMATS: Final[Mapping[str, Callable[[Rows], bytes]]] = {
    **TEXTS,
    ".csv.gz": lambda rows: gzip.compress(as_csv(rows), 1, mtime=0),
    ".jsonl.gz": lambda rows: gzip.compress(as_jsonl(rows), 1, mtime=0),
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".ipc": _stream,
    ".feather": _feather,
}
KINDS: Final = FILE_KINDS
