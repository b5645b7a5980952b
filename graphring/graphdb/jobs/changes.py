"""Two pictures of the same rows: what is new, different or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphring.errors import JobError
from graphring.graphdb.jobs.columns import Plain, Row
from graphring.graphdb.jobs.job import Change, Watermark

Key = tuple[Plain, ...]


def by_key(mark: Watermark, rows: Iterable[Row]) -> dict[Key, Row]:
    """The rows by their key; JobError when two have the same."""
    held: dict[Key, Row] = {}
    for row in rows:
        key = tuple(row.get(name) for name in mark.columns)
        if key in held:
            told = ", ".join(f"{name} {value}" for name, value in zip(mark.columns, key, strict=True))
            raise JobError(f"two rows have the key {told}; add to `// watermark: rows` what tells them apart.")
        held[key] = row
    return held


def changes(mark: Watermark, before: dict[Key, Row], now: dict[Key, Row]) -> Iterator[Row]:
    """Rows with `change` in front and last values behind: new and different ones in their order, then those gone."""
    for key, row in now.items():
        if change := _change(mark, before.get(key), row):
            yield from _told(mark, change, row, before.get(key, {}))
    for key, row in before.items():
        if key not in now:
            yield from _told(mark, "gone", row, row)


def _change(mark: Watermark, before: Row | None, row: Row) -> Change | None:
    if before is None:
        return "new"
    if all(row[name] == before.get(name) for name in mark.compare):
        return None
    for name in mark.before:
        was, is_ = before.get(name), row[name]
        if isinstance(was, int | float) and isinstance(is_, int | float) and was != is_:
            return "grown" if is_ > was else "shrunk"
    return "changed"


def _told(mark: Watermark, change: Change, row: Row, before: Row) -> Iterator[Row]:
    if change in mark.changes:
        kind = str(row.get(mark.columns[0]))
        word = next((word for value, of, word in mark.words if (value, of) == (kind, change)), change)
        yield {"change": word, **row, **{f"{name}_before": before.get(name) for name in mark.before}}
