"""Bad archives and bad Parquet and Arrow files, one row each."""

from __future__ import annotations

import base64
import gzip
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
from bad_file import Bad, R
from bad_texts import T, rows

_GZIP: Final = "its gzip archive is truncated or damaged; export it again."
_PARQUET: Final = "it is truncated or no Parquet file; export it again."
_ARROW: Final = "it is truncated or no Arrow file; export it again."
_PAGES: Final = "its pages can't be read; it is damaged, export it again."
_ENCRYPTED: Final = "it is encrypted; export it again without encryption."
_NO_TIME: Final = "not a time such as 2026-03-02T10:00:00Z"
_NAIVE: Final = "a time without a zone; give --tz, or input.tz in the settings"
NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _gz(*parts: bytes) -> bytes:
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def _table(**columns: Any) -> pa.Table:
    n = len(next(iter(columns.values()))) if columns else 2
    return pa.table({
        "time": [NOON + timedelta(seconds=i) for i in range(n)], "account_id": [f"a{i}" for i in range(n)],
        "ip": ["11.0.0.1"] * n, **columns,
    })  # fmt: skip


def _parquet(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(_table(**columns), out)
    return out.getvalue()


def _arrow(**columns: Any) -> bytes:
    out, table = io.BytesIO(), _table(**columns)
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _times(unit: str, zone: str | None) -> pa.Array:
    return pa.array([NOON.replace(tzinfo=None), None], pa.timestamp(unit)).cast(pa.timestamp(unit, zone))


class _Keys(pe.KmsClient):  # type: ignore[misc]
    def __init__(self, *_: Any) -> None:
        super().__init__()

    def wrap_key(self, key_bytes: bytes, _: str) -> bytes:
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key: bytes, _: str) -> bytes:
        return base64.b64decode(wrapped_key)


def _encrypted(*, footer: bool) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        config = pe.EncryptionConfiguration(
            footer_key="f", column_keys={"c": ["account_id"]}, plaintext_footer=not footer
        )
        props = pe.CryptoFactory(_Keys).file_encryption_properties(pe.KmsConnectionConfig(), config)
        table = _table(n=[1, 2])
        with pq.ParquetWriter(path, table.schema, encryption_properties=props) as writer:
            writer.write_table(table)

    return make


def _misspelt(data: bytes, found: bytes, instead: bytes) -> bytes:
    assert found in data
    return data.replace(found, instead)


_MISSING: Final = (R(2, "missing", "time"),)
_UNITS: Final = tuple(
    Bad(f"time-{unit}-{(zone or 'naive').replace('/', '-')}.{ending}", make(time=_times(unit, zone), n=[unit, zone]),
        used=1 if zone else 0, rejects=_MISSING if zone else (R(1, _NAIVE, "time"), *_MISSING))
    for ending, make in (("parquet", _parquet), ("arrow", _arrow))
    for unit in ("s", "ms", "us", "ns") for zone in (None, "UTC", "Asia/Kathmandu", "+05:30")
)  # fmt: skip

ARCHIVES: Final[tuple[Bad, ...]] = (
    Bad("truncated.csv.gz", _gz(rows(*(f"T,a{i},11.0.0.1" for i in range(99))))[:-9], error=_GZIP),
    Bad("no-gzip.csv.gz", b"\x1f\x8bnonsense", error=_GZIP),
    Bad("concatenated.csv.gz", _gz(rows("T,a,12.0.0.1"), b"1767225600,b,12.0.0.1\n"), used=2),
    Bad("concatenated-with-heads.csv.gz", _gz(rows("T,a,12.0.0.2"), rows("T,b,12.0.0.2")), used=2,
        rejects=(R(3, _NO_TIME, "time"),)),
    Bad("garbage-behind.csv.gz", _gz(rows("T,a,12.0.0.3")) + b"garbage", error=_GZIP),
    Bad("zeros-behind.csv.gz", _gz(rows("T,a,12.0.0.4")) + bytes(512), used=1),
    Bad("plain-in-spite-of-name.csv.gz", rows("T,a,12.0.0.5"), used=1),
    Bad("zipped-in-spite-of-name.csv", _gz(rows("T,a,12.0.0.6")), used=1),
    Bad("archive-of-archive.csv.gz", _gz(_gz(rows("T,a,12.0.0.7"))),
        error="its first line is not UTF-8 text; save the file as UTF-8 and add it again."),
    # types of Parquet and Arrow
    *_UNITS,
    Bad("dictionary.parquet", _parquet(account_id=pa.array(["a", "b", "a"]).dictionary_encode()), used=3),
    Bad("dictionary.arrow", _arrow(time=pa.array([NOON, NOON, None]).dictionary_encode(),
        ip=pa.array(["11.0.0.1", None, "x"]).dictionary_encode()), used=2, rejects=(R(3, "missing", "time"),)),
    Bad("decimal.parquet", _parquet(time=pa.array([Decimal(T), Decimal("1.5")], pa.decimal128(20, 2)),
        account_id=pa.array([Decimal(7), Decimal("7.25")], pa.decimal128(9, 2))), used=1,
        rejects=(R(2, "a number of no likely time", "time"),)),
    Bad("decimal-of-60-digits.parquet", _parquet(account_id=pa.array([Decimal(7), None], pa.decimal256(60, 2))), used=1,
        rejects=(R(2, "missing", "account_id"),)),
    Bad("binary.parquet", _parquet(account_id=pa.array([b"abc", b"\xff\x00"])), used=2),
    Bad("date.parquet", _parquet(time=pa.array([date(2026, 3, 2), None])), rejects=(R(1, _NAIVE, "time"), *_MISSING)),
    Bad("clock.parquet", _parquet(time=pa.array([3600, None], pa.time32("s"))),
        rejects=(R(1, _NO_TIME, "time"), *_MISSING)),
    Bad("numbers.parquet", _parquet(account_id=pa.array([2**63, 5], pa.uint64()), time=pa.array([int(T), 2**62])),
        used=1, rejects=(R(2, "a number of no likely time", "time"),)),
    Bad("not-numbers.parquet", _parquet(time=[float("nan"), float("inf"), float(T)]), used=1,
        rejects=(R(1, _NO_TIME, "time"), R(2, _NO_TIME, "time"))),
    Bad("far-times.parquet", _parquet(time=pa.array([2**62, -(2**62), 0], pa.timestamp("us", "UTC"))),
        rejects=(R(1, "not a time of the years 0 to 9999", "time"), R(2, "not a time of the years 0 to 9999", "time"),
        R(3, "before 1990", "time"))),
    Bad("far-seconds.parquet", _parquet(time=pa.array([2**53, 2**33], pa.timestamp("s", "UTC"))),
        error="its cells can't be read (Conversion Error: Could not convert Timestamp(MS) to Timestamp(US)); "
        "export it again with plain types."),
    Bad("lists-and-structs.parquet", _parquet(account_id=[{"id": 1}, None], ip=[["11.0.0.1"], []]), used=1,
        rejects=(R(2, "missing", "account_id"),)),
    Bad("no-utf8.arrow", _misspelt(_arrow(account_id=["zzzz", "b"]), b"zzzz", b"z\xff\xffz"),
        error="its cells can't be read; it is damaged, export it again."),
    Bad("no-utf8.parquet", _misspelt(_parquet(account_id=["zzzz", "b"]), b"zzzz", b"z\xff\xffz"),
        error="it has text that is not UTF-8; export it again."),
    Bad("row-numbers.parquet", _parquet(file_row_number=[1, 2]),
        error="its column file_row_number has a name that is needed to read it; rename that column."),
    Bad("no-rows.parquet", _parquet(ip=pa.array([], pa.string()))),
    Bad("encrypted.parquet", _encrypted(footer=True), error=_ENCRYPTED),
    Bad("encrypted-columns.parquet", _encrypted(footer=False), error=_ENCRYPTED),
    Bad("truncated.parquet", _parquet(n=[1, 2])[:-30], error=_PARQUET),
    Bad("head-only.parquet", b"PAR1", error=_PARQUET),
    Bad("truncated.arrow", _arrow(n=[1, 2])[:300], error=_ARROW),
    Bad("no-arrow.feather", b"ARROW1 nonsense", error=_ARROW),
    Bad("book.xlsx", b"PK\x03\x04", error="its ending is not known; name it .parquet, .csv, .jsonl or .arrow"),
)  # fmt: skip


def _zeros(path: Path) -> None:
    with gzip.open(path, "wb", 1) as out:
        out.write(rows())
        for _ in range(30):
            out.write(b"1767225600,a,11.0.0.1\n" * 5000)


def _constant(path: Path) -> None:
    pyarrow.feather.write_feather(_table(n=["x" * 1000] * 3000), path, compression="zstd")


def _boasting(path: Path) -> None:
    """One batch that says of itself that it unpacks to 8 TB; whoever unpacks it first finds it damaged."""
    _constant(path)
    size = (3000 * 1000).to_bytes(8, "little")  # what stands before the compressed text
    content = path.read_bytes()
    assert content.count(size) == 1
    path.write_bytes(content.replace(size, (1 << 43).to_bytes(8, "little")))


UNPACKED: Final = (
    "it unpacks to more than 0.001 GB; if it is not meant to do harm, raise machine.unpacked_gb in the settings."
)
BOMBS: Final[tuple[Bad, ...]] = (
    Bad("bomb.csv.gz", _zeros, error=UNPACKED),
    Bad("bomb.jsonl.gz", gzip.compress(b'{"account_id": "a"}\n' * 99_999, mtime=0), error=UNPACKED),
    Bad("bomb.parquet", lambda path: pq.write_table(_table(n=["x" * 1000 + str(i) for i in range(3000)]), path,
        compression="zstd", use_dictionary=False), error=UNPACKED),
    Bad("bomb.feather", _constant, error=UNPACKED),
    Bad("boast.feather", _boasting, error=UNPACKED),
)  # fmt: skip
