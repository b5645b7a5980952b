"""Bad text files, one row each: the name, the bytes, and exactly what becomes of them."""

from __future__ import annotations

import gzip
import json
from typing import Final

from bad_file import Bad, R

NO_TIME: Final = "not a time such as 2026-03-02T10:00:00Z"
NOT_UTF8: Final = "not UTF-8 text; save the file as UTF-8"
UNCLOSED: Final = "a quotation mark is opened and never closed"
MISQUOTED: Final = "a quotation mark is never closed, or one within a cell is not doubled"
CONTROL: Final = "control or invisible characters"
LONG: Final = "longer than 512 characters"
T: Final = "1767225600"  # 2026-01-01T00:00:00Z
_NO_HEAD: Final = "its first line is no line of column names; export it as CSV in UTF-8."
_HEAD: Final = "time,account_id,ip"


def rows(*lines: str, head: str = _HEAD, end: str = "\n") -> bytes:
    """A CSV file with that head; `T` stands for a good time."""
    return "".join(line.replace("T,", f"{T},", 1) + end for line in (head, *lines)).encode()


def objects(*lines: object) -> bytes:
    """A JSONL file; text stands as it is."""
    return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()


def _good(**more: object) -> dict[str, object]:
    return {"time": int(T), "account_id": "a", "ip": "11.0.0.1", **more}


def _deep(levels: int) -> str:
    return '{"time": 1767225600, "account_id": "a", "ip": "11.0.0.1", "x": ' + "[" * levels + "]" * levels + "}"


TEXTS: Final[tuple[Bad, ...]] = (
    # cells of the wrong type, times that can't be
    Bad("types.csv", rows("soon,a,11.0.0.1", "T,a,nowhere", "T,,11.0.0.1", "1,a,11.0.0.1", "1e999,a,11.0.0.2"),
        used=1, noted=1, rejects=(R(2, NO_TIME, "time"), R(4, "missing", "account_id"),
        R(5, "a number of no likely time", "time"), R(6, "a number of no likely time", "time"))),
    Bad("future.csv", rows("2126-01-01T00:00:00Z,a,11.0.0.1", "2262-04-11T23:47:16.854775807Z,a,11.0.0.1", "T,b,"),
        used=1, rejects=(R(2, "in the future", "time"), R(3, "in the future", "time"))),
    Bad("past.csv", rows("1970-01-01T00:00:00Z,a,11.0.0.1", "0,a,11.0.0.1", "0001-01-01T00:00:00Z,a,11.0.0.1", "T,c,"),
        used=1, rejects=(R(2, "before 1990", "time"), R(3, "a number of no likely time", "time"),
        R(4, "before 1990", "time"))),
    Bad("naive.csv", rows("2026-03-02 10:00:00,a,11.0.0.1", "T,d,"), used=1,
        rejects=(R(2, "a time without a zone; give --tz, or input.tz in the settings", "time"),)),
    Bad("day-first.csv", rows("02.03.2026 10:00,a,11.0.0.1", "20260302,a,11.0.0.1", "20260302T100000Z,a,1.1.1.1",
        "T,e,"), used=1, rejects=(R(2, NO_TIME + '; say how it is written with --time-format "%d.%m.%Y %H:%M" or '
        '"%m.%d.%Y %H:%M", and its zone with --tz', "time"), R(3, "a number of no likely time", "time"),
        R(4, NO_TIME, "time"))),
    Bad("numbers.csv", rows("a,device,x,-1,", "a,device,y,1.5,", "a,device,z,9999999999999,", "a,device,w,7,9999-12-31",
        "a,device,v,1,1234-05-06T00:00:00Z", head="account_id,kind,entity_id,n,first_seen"), used=5, noted=5),
    Bad("flags.csv", rows("a,maybe", "b,TRUE", "c,0", head="account_id,verified"), used=3, noted=1),
    # columns
    Bad("missing-column.csv", rows("T,11.0.0.1", head="time,ip"), error="which lacks account_id"),
    Bad("no-known-column.csv", rows("1,2", head="alpha,beta"), error="none of its columns (alpha, beta) is known"),
    Bad("column-twice.csv", rows("T,a,11.0.0.1,b", head="time,account_id,ip,account_id"),
        error="it has 1 column(s) twice: account_id; rename or remove one of each."),
    Bad("unread-column-twice.csv", rows("T,a,11.0.0.1,x,y", head=_HEAD + ",note,note"), used=1),
    Bad("column-in-two-cases.csv", rows("T,a,11.0.0.1,12.0.0.1", head=_HEAD + ",IP"), used=1),
    Bad("column-named-by-control.csv", rows("1,2", head="al\x1bpha,beta"), error="(al\\x1bpha, beta)"),
    Bad("columns-10000.csv", rows(f"T,a,11.0.0.1{',' * 9997}", head=_HEAD + "".join(f",c{i}" for i in range(9997))),
        used=1),
    Bad("keys-10000.jsonl", objects(_good(**{f"k{i}": i for i in range(9997)})),
        error="its objects have more than 5000 different keys; give each row the same keys."),
    # width
    Bad("width.csv", rows("T,a", "T,a,11.0.0.1,more", "T,b,11.0.0.1", "T"), used=1, rejects=(
        R(2, "2 cells where the first line has 3"), R(3, "4 cells where the first line has 3"),
        R(5, "1 cells where the first line has 3"))),
    # encodings
    Bad("bom.csv", b"\xef\xbb\xbf" + rows("T,bom,11.0.0.1"), used=1),
    Bad("bom.jsonl", b"\xef\xbb\xbf" + objects(_good(account_id="bom")), used=1),
    Bad("latin-1.csv", rows("T,zo\xeb,11.0.0.1", "T,zoe,11.0.0.1").decode().encode("latin-1"), used=1,
        rejects=(R(2, NOT_UTF8),)),
    Bad("latin-1-head.csv", rows("T,a,11.0.0.1,x", head=_HEAD + ",gr\xf6\xdfe").decode().encode("latin-1"),
        error="its first line is not UTF-8 text; save the file as UTF-8 and add it again."),
    Bad("latin-1.jsonl", b'{"time": 1767225600, "account_id": "zo\xeb", "client": "c"}\n' + objects(_good(client="x")),
        used=1, rejects=(R(1, NOT_UTF8),)),
    Bad("utf-16.csv", rows("T,a,11.0.0.1").decode().encode("utf-16"),
        error="it is UTF-16 text; save it as UTF-8 (CSV UTF-8 in a spreadsheet) and add it again."),
    Bad("utf-16-no-mark.csv", rows("T,a,11.0.0.1").decode().encode("utf-16-le"), error=_NO_HEAD),
    Bad("utf-16.jsonl", objects(_good()).decode().encode("utf-16-be"),
        error="it has no line that is a JSON object; export it as JSON Lines, one object a line."),
    Bad("half-a-character.jsonl", objects('{"time": 1767225600, "account_id": "\\ud800", "ip": ""}', _good(n=0)),
        used=1, rejects=(R(1, "half a Unicode character (a lone surrogate)"),)),
    Bad("half-a-character-key.jsonl", objects('{"\\ud800": 1}'), error="none of its columns (\\ud800) is known"),
    # line ends
    Bad("crlf.csv", rows("T,crlf,11.0.0.1", "T,,11.0.0.1", end="\r\n"), used=1,
        rejects=(R(3, "missing", "account_id"),)),
    Bad("mixed-ends.csv", rows("T,a,11.0.0.1\r", "T,b,11.0.0.1", "", "\r", "T,,11.0.0.2"), used=2,
        rejects=(R(6, "missing", "account_id"),)),
    Bad("lone-cr.csv", rows("T,a\rb,11.0.0.1", "T,c,11.0.0.1"), used=1, rejects=(R(2, "not a line of CSV"),)),
    Bad("old-mac.csv", rows("T,a,11.0.0.1", end="\r"),
        error="its lines end with carriage returns alone; save it with line feeds and add it again."),
    Bad("no-last-end.csv", rows("T,last,11.0.0.1").rstrip(b"\n"), used=1),
    # line ends and NULs within cells
    Bad("line-feed-in-cell.csv", rows('T,a,11.0.0.1,"two\nlines, ""quoted"""', 'T,"b\nc",11.0.0.1,', 'T,d,,',
        head=_HEAD + ",note"), used=2, rejects=(R(4, CONTROL, "account_id"),)),
    Bad("line-feed-in-head.csv", rows("T,a,11.0.0.1,", "T,,,", head=_HEAD + ',"note\n(free)"'), used=1,
        rejects=(R(4, "missing", "account_id"),)),
    Bad("nul.csv", rows("T,a\x00b,11.0.0.1", "T,c,11.0.0.1\x00", "T,d,\x00"), used=2, noted=2,
        rejects=(R(2, CONTROL, "account_id"),)),
    Bad("nul.jsonl", objects(_good(account_id="a\x00"), _good(note="\x00"), "\x00"), used=1,
        rejects=(R(1, CONTROL, "account_id"), R(3, "not JSON"))),
    # quotation marks
    Bad("unclosed.csv", rows('T,a,11.0.0.1,"open', "T,b,11.0.0.1,", 'T,c,11.0.0.1,"closed"', head=_HEAD + ",note"),
        used=2, rejects=(R(2, MISQUOTED),)),
    Bad("unclosed-at-end.csv", rows("T,a,11.0.0.1", 'T,b,"11.0.0.1'), used=1, rejects=(R(3, UNCLOSED),)),
    Bad("quotes-within.csv", rows('T,5" disk,11.0.0.1', 'T,"x"y,11.0.0.1', 'T,"say ""hi""",11.0.0.1'), used=3),
    # sizes
    Bad("field-of-10-mb.csv", rows(f"T,a,11.0.0.1,{'x' * 10_000_000}", f"T,{'y' * 10_000_000},11.0.0.1,",
        f'T,b,11.0.0.1,"two\nlines {"z" * 10_000_000}"', head=_HEAD + ",note"), used=2,
        rejects=(R(3, LONG, "account_id"),)),
    Bad("field-of-17-mb.csv", rows(f"T,a,11.0.0.1,{'x' * 17_000_000}", "T,b,11.0.0.1,", head=_HEAD + ",note"), used=1,
        rejects=(R(2, "a cell of more than 16,777,216 characters"),)),
    Bad("field-of-10-mb.jsonl", objects(_good(note="x" * 10_000_000), _good(account_id="y" * 10_000_000)), used=1,
        rejects=(R(2, LONG, "account_id"),)),
    Bad("line-of-70-mb.jsonl", b" " * 70_000_000,
        error="it has a line of more than 64 MB; it is no text with one row a line, export it again."),
    Bad("empty.csv", b"", error="it is empty, without even a line of column names; export it again."),
    Bad("blank.csv", b"\n\r\n \n", error="it has no line of column names; export it again."),
    Bad("header-only.csv", rows()),
    Bad("header-only.csv.gz", gzip.compress(rows(head=_HEAD + ",model"), mtime=0)),
    # JSON
    Bad("nested.jsonl", objects(_good(client={"name": "x", "v": 1}, ip={"v4": "11.0.0.1"}, template_id={"a": [1]}),
        _good(client="sdk", n=[{"x": [1]}])), used=2),
    Bad("changing-types.jsonl", objects(_good(account_id=7), _good(account_id="7"), _good(account_id=7.5, time=T),
        _good(account_id=True), _good(account_id=None), _good(account_id=[1, 2]), _good(account_id={"id": 1})), used=4,
        rejects=(R(5, "missing", "account_id"), R(6, CONTROL, "account_id"), R(7, "missing", "account_id"))),
    Bad("no-objects.jsonl", objects(_good(i=1), "[1]", '"x"', "null", "{", '{"a": 1, "a": 2}', '{"a":{"b":1},"a.b":2}'),
        used=1, rejects=(R(2, "not a JSON object"), R(3, "not a JSON object"), R(4, "not a JSON object"),
        R(5, "not JSON"), R(6, "the same key twice"), R(7, "the same key twice"))),
    Bad("array.json", objects([_good(), _good()]),
        error="it has no line that is a JSON object; export it as JSON Lines, one object a line."),
    Bad("deep.jsonl", objects(_deep(50), _deep(100_000)), used=1, rejects=(R(2, "values nested too deeply"),)),
    Bad("long-number.jsonl", objects(_good(i=2), '{"account_id": ' + "9" * 5000 + ', "time": 1767225600, "ip": "x"}'),
        used=1, rejects=(R(2, LONG, "account_id"),)),
    # repeats
    Bad("repeats.csv", rows("T,a,r-1,", "T,b,r-2,", "T,c,r-1,", "T,,r-1,", "T,d,,",
        head="time,account_id,exchange_id,client"), used=3, repeated=1, rejects=(R(5, "missing", "account_id"),)),
)  # fmt: skip
