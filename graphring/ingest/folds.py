"""Times without a zone that a change of clocks makes doubtful: an hour that came twice, or one that never was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pyarrow as pa

from graphring.ingest.cells import Cells
from graphring.ingest.read import Relation
from graphring.ingest.read.relation import quoted
from graphring.ingest.shown import safe_text
from graphring.ingest.timeformat import has_zone
from graphring.store.database import Database, statement

_SAID: Final = {
    "twice": (
        "{column}: {n:,} {times} in {zone} when clocks go back, an hour that comes twice; taken for the second one "
        "(line {line}: {value}). Give UTC, or times with an offset, to tell them apart."
    ),
    "skipped": (
        "{column}: {n:,} {times} in {zone} when clocks go forward, an hour that does not exist; taken for one hour "
        "later (line {line}: {value}). Is the zone right? Times in UTC leave no doubt."
    ),
}


def doubtful(db: Database, relation: Relation, cells: Sequence[Cells], zone: str | None) -> tuple[str, ...]:
    """What to say of the times in the table `checked` that could be two moments, or none; nothing without a zone."""
    return tuple(
        _SAID[row.pop("what")].format(
            column=column, zone=zone, times=("time lies", "times lie")[row["n"] > 1],
            n=row["n"], line=row["line"], value=safe_text(row["value"]),
        )
        for column, row in (_found(db, relation, cells, zone) if zone else ())
    )  # fmt: skip


def _found(db: Database, relation: Relation, cells: Sequence[Cells], zone: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in cells:
        naive = _naive(one, relation)
        if not naive:
            continue
        text = statement("ingest", "folds").replace("{name}", quoted(one.name)).replace("{naive}", naive)
        text = text.replace("{line}", relation.line).replace("{given}", one.given).replace("{source}", relation.source)
        given = {f"format_{one.name}": one.time_format} if f"$format_{one.name}" in text else {}
        yield from ((one.name, row) for row in db.rows(text, tz=zone, **given))


def _naive(one: Cells, relation: Relation) -> str:
    """The local time of a cell `x` that has no zone, as SQL; empty where no cell of the column can be one."""
    type_ = relation.types.get(one.name)
    if "time" not in one.column.holds or type_ is None:
        return ""
    if pa.types.is_timestamp(type_) or pa.types.is_date(type_):
        return "" if pa.types.is_timestamp(type_) and type_.tz else "x::TIMESTAMP"
    if not (pa.types.is_string(type_) or pa.types.is_large_string(type_)):
        return ""
    if one.time_format:
        return "" if has_zone(one.time_format) else f"try_strptime(trim(x), $format_{one.name})"
    return "CASE WHEN naive_text(trim(x)) THEN TRY_CAST(trim(x) AS TIMESTAMP) END"
