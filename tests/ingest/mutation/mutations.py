"""What can happen to a file: bytes flipped, cut, doubled, spliced; lines shuffled; cells replaced by nasty values."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

import valid_files
from valid_files import Rows

NASTY_TEXT: Final[tuple[str, ...]] = (
    "", " ", "\t", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\x1f", "\x1e", "'", '"', '""', "\\", ",", ";", "\n", "\r",
    "null", "None", "NaN", "nan", "Infinity", "-inf", "-0", "0", "1e309", "1e-400", "9" * 18, "9" * 19, "9" * 40,
    "-1", "1.5", "0x10", "1_000", "٣", "２", "true", "01", "1970-01-01T00:00:00Z", "2262-04-11T23:47:16.854775807Z",
    "2262-04-11T23:47:16.854775808Z", "9999-12-31T23:59:59.999999Z", "10000-01-01T00:00:00Z", "0001-01-01",
    "2016-12-31T23:59:60Z", "2026-03-29T02:30:00", "20260302T100000Z", "2026-W10-1", "12:00", "253402300800",
    "9223372036854775807", "-9223372036854775808", "99999999999", "1e11", "é", "e\u0301", "🦉", "\u0430cct-1", "ﬁ",
    "x" * 600, "y" * 70_000, "4111111111111111", "'; DROP TABLE link; --", "$tz", "{good}", "=1+1", "<script>",
    "0.0.0.0", "::", "::1", "fe80::1%eth0", "::ffff:010.1.1.1", "1.2.3", "::1.2.3.4", "64:ff9b::1.2.3.4", "1.2.3.4/33",
    "fe80::1%eth0/64", "::/0", "0.0.0.0/0", "1.2.3.4-::1", "a@b@c.d", "xn--a", "xn--", ".".join("a" * 200), "AS0",
    "as99999999999", "payment_instrument", "card", "[1, 2]", "{}", "a" + "\u0300" * 80, "\U0010ffff", "\ue000",
)  # fmt: skip
NASTY: Final[tuple[Any, ...]] = (
    *NASTY_TEXT, None, True, 0, -1, 2**31, 2**63 - 1, -(2**63), 2**63, 1e308, -0.0, 1e-320, float("nan"), float("inf"),
    [], [None], ["a", "b"], [["a"]], {"a": 1}, {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}, [{"a": [1]}],
    datetime.max, datetime.min, datetime(2262, 4, 12, tzinfo=UTC), date(1, 1, 1), timedelta(days=10**6), b"\xff\xfe",
    Decimal("1e20"), Decimal("0.1"),
)  # fmt: skip


def flipped(data: bytes, rng: Random) -> bytes:
    """One to eight bytes are others."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if made:
            made[rng.randrange(len(made))] = rng.choice((rng.randrange(256), 0, 0x22, 0x0A, 0x0D, 0xFF, 0x2C))
    return bytes(made)


def cut(data: bytes, rng: Random) -> bytes:
    """The end is missing, or a piece in the middle."""
    first, last = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data[:last] if rng.random() < 0.5 else data[:first] + data[last:]


def doubled(data: bytes, rng: Random) -> bytes:
    """A piece, or the whole, comes twice."""
    first, last = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data + data if rng.random() < 0.3 else data[:last] + data[first:]


def spliced(data: bytes, rng: Random) -> bytes:
    """A piece of it stands where another was."""
    if len(data) < 4:
        return data
    size = rng.randint(1, max(1, len(data) // 4))
    source, target = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:target] + data[source : source + size] + data[target + rng.choice((0, size)) :]


def stuffed(data: bytes, rng: Random) -> bytes:
    """Nasty bytes put in somewhere."""
    at = rng.randrange(len(data) + 1)
    nasty = rng.choice((*NASTY_TEXT, '"' * 99, "\n" * 99, "\r\n", "\r", "\x00" * 50, ",,", "[" * 5000, '{"a":' * 1200))
    raw = rng.choice((b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", nasty.encode()))
    return data[:at] + raw + data[at:]


def shuffled(data: bytes, rng: Random) -> bytes:
    """Lines in another order, the first one too at times, or with other ends."""
    lines = data.split(b"\n")
    head = [] if rng.random() < 0.2 else lines[:1]
    rest = lines[len(head) :]
    rng.shuffle(rest)
    return rng.choice((b"\n", b"\r\n", b"\r", b"\n\n")).join([*head, *rest])


def recoded(data: bytes, rng: Random) -> bytes:
    """In another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(("latin-1", "utf-16", "utf-16-le", "utf-8-sig", "utf-32", "cp1252")), "replace")


BYTES: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (flipped, cut, doubled, spliced, stuffed)
LINES: Final = (*BYTES, shuffled, recoded)


def nasty_rows(rows: Rows, rng: Random, values: Sequence[Any]) -> Rows:
    """Some cells, or a whole column, are nasty values; a column may be gone, or have another's name."""
    made = [dict(row) for row in rows]
    names = list(made[0])
    if rng.random() < 0.3:
        name, value = rng.choice(names), rng.choice(values)
        for row in made:
            row[name] = value
    for _ in range(rng.randint(1, 12)):
        rng.choice(made)[rng.choice(names)] = rng.choice(values)
    if rng.random() < 0.1:
        gone, new = rng.choice(names), rng.choice((None, *NASTY_TEXT, *names))
        made = [{(new if k == gone else k): v for k, v in row.items() if k != gone or new is not None} for row in made]
    return made


def mutated(rng: Random) -> tuple[str, str, bytes]:
    """A kind, an ending, and the bytes of one mutated file: whatever the generator's state says."""
    kind, ending = rng.choice(valid_files.KINDS), rng.choice(tuple(valid_files.FORMATS))
    rows = valid_files.rows_of(kind, rng, rng.randint(1, 40))
    text = ending.removesuffix(".gz")
    if rng.random() < 0.4:
        values = NASTY_TEXT if text == ".csv" else NASTY
        rows = nasty_rows(rows, rng, values)
        if rng.random() < 0.6:
            return kind.name, ending, _written(rows, ending)
    data = _written(rows, text if text in valid_files.TEXTS else ending)
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = rng.choice(LINES if text in valid_files.TEXTS else BYTES)(data, rng)
    if text != ending:
        data = gzip.compress(data, 1, mtime=0)
        if rng.random() < 0.3:
            data = rng.choice(BYTES)(data, rng)
    return kind.name, ending, data


def _written(rows: Rows, ending: str) -> bytes:
    """Rows whose values a format does not know are written as text."""
    if ending.startswith(".jsonl"):
        rows = [{k: _of_json(v) for k, v in row.items()} for row in rows]
    return valid_files.FORMATS[ending](rows)


def _of_json(value: Any) -> Any:
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return value if isinstance(value, datetime) else str(value)
    return value
