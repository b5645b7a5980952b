"""JSON Lines: one object a line; its keys are the columns, those of objects within it with a dot (`user.id`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from graphring.errors import InputError
from graphring.ingest.read.relation import Relation, Unread
from graphring.ingest.read.text import LISTED, NOT_UTF8, batch, blocks, open_text, staged
from graphring.store.database import Database

_LONGEST_WHOLE: Final = 640
"""Digits that Python makes a number of under any of its limits."""
_MOST_KEYS: Final = 5000
"""Different keys in a file; with more they are data, not columns."""


NOT_JSON: Final = "not JSON"
NO_OBJECT: Final = "not a JSON object"
KEY_TWICE: Final = "the same key twice"
TOO_DEEP: Final = "values nested too deeply"
HALF_A_CHARACTER: Final = "half a Unicode character (a lone surrogate)"


class JsonlReader:
    """A file of JSON objects; a row's line is the physical one, from 1."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path, self._most_bytes = path, most_bytes
        keys: dict[str, None] = {}
        for _, parsed in self._objects([]):
            keys.update(dict.fromkeys(parsed))
            if len(keys) > _MOST_KEYS:
                raise InputError(
                    f"its objects have more than {_MOST_KEYS} different keys; give each row the same keys."
                )
        if not keys:
            raise InputError("it has no line that is a JSON object; export it as JSON Lines, one object a line.")
        self._names = tuple(sorted(keys))

    @property
    def names(self) -> Sequence[str]:
        """All keys of all objects."""
        return self._names

    def lent(self, db: Database, columns: Mapping[str, str]) -> AbstractContextManager[Relation]:
        """The rows as text; a list of values is one cell with separators."""
        return staged(db, columns, lambda unread: self._batches(columns, unread))

    def _objects(self, unread: list[Unread]) -> Iterator[tuple[int, dict[str, Any]]]:
        number = 0
        with open_text(self._path) as file:
            for block in blocks(file, self._most_bytes):
                for raw in block.removesuffix(b"\n").split(b"\n"):
                    number += 1
                    if raw.strip():
                        parsed = _parsed(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
                        if isinstance(parsed, dict):
                            yield number, parsed
                        else:
                            unread.append(Unread(number, parsed))

    def _batches(self, columns: Mapping[str, str], unread: list[Unread]) -> Iterator[pa.RecordBatch]:
        size = 1 << 16
        lines: list[int] = []
        rows: list[list[str | None]] = []
        names = list(columns.values())
        for number, parsed in self._objects(unread):
            try:
                row = [_text(parsed.get(name)) for name in names]
            except RecursionError:
                unread.append(Unread(number, TOO_DEEP))
                continue
            if any(cell is not None and not cell.isascii() and not _encodable(cell) for cell in row):
                unread.append(Unread(number, HALF_A_CHARACTER))
                continue
            lines.append(number)
            rows.append(row)
            if len(rows) == size:
                yield _batch(columns, lines, rows)
                lines, rows = [], []
        if rows:
            yield _batch(columns, lines, rows)


def _batch(columns: Mapping[str, str], lines: list[int], rows: list[list[str | None]]) -> pa.RecordBatch:
    cells = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns.values())}
    return batch(columns, pa.array(lines, pa.int64()), cells)


class _KeyTwiceError(ValueError):
    """Which of the two values is meant nobody can tell."""


def _whole(digits: str) -> int | str:
    """A number of thousands of digits is JSON all the same."""
    return int(digits) if len(digits) <= _LONGEST_WHOLE else digits


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _KeyTwiceError
    return made


_DECODER: Final = json.JSONDecoder(
    parse_float=str, parse_int=_whole, parse_constant=lambda _: None, object_pairs_hook=_object
)
"""Numbers with a point stay as they are written."""


def _parsed(raw: bytes) -> dict[str, Any] | str:
    """The object of a line, or why there is none."""
    try:
        parsed = _DECODER.decode(raw.decode("utf-8"))
        return _flat(parsed) if isinstance(parsed, dict) else NO_OBJECT
    except UnicodeDecodeError:
        return NOT_UTF8
    except _KeyTwiceError:
        return KEY_TWICE
    except RecursionError:
        return TOO_DEEP
    except ValueError:
        return NOT_JSON


def _flat(parsed: dict[str, Any], prefix: str = "", depth: int = 4) -> dict[str, Any]:
    """Objects within the object spread out: whole, they would be taken for one opaque identifier."""
    flat: dict[str, Any] = {}
    for name, value in parsed.items():
        whole = f"{prefix}{name}"
        fresh = _flat(value, f"{whole}.", depth - 1) if isinstance(value, dict) and depth else {whole: value}
        if not flat.keys().isdisjoint(fresh):  # {"a.b": 1, "a": {"b": 2}}
            raise _KeyTwiceError
        flat.update(fresh)
    return flat


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return LISTED.join(one for v in value if (one := _text(v)))
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else str(value)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)
