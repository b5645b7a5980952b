"""One file into the case: as a whole, or not at all."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from graphring.ingest import replacing
from graphring.ingest.cells import cells_of
from graphring.ingest.checked import Asked, Checked, check
from graphring.ingest.clean import Cleaner, of_stored_ids
from graphring.ingest.columnmap import ColumnMap
from graphring.ingest.columns import Recognised, recognise
from graphring.ingest.erased import Erased
from graphring.ingest.exchanges import (
    count_exchanges,
    hold_repeats,
    keep_ledger,
    keep_repeats,
    overlapping_hours,
    write_ledger,
)
from graphring.ingest.faults import Span, notes, of_lines, rejected_as_a_whole, rejects
from graphring.ingest.folds import doubtful
from graphring.ingest.read import Relation, opened
from graphring.ingest.replacing import reading_of
from graphring.ingest.shown import safe_name
from graphring.ingest.source import Options, Source
from graphring.model.ingested import FileResult
from graphring.model.inputs import Holds
from graphring.store.case import CaseFolder
from graphring.store.database import Database, statement
from graphring.store.derive import add_rows, mark
from graphring.store.taking import take_out

PROMPTS_UNUSED: Final = (
    "the column of prompts was not read: templates are not mined from text yet (and prompt text is never stored); "
    "a column template_id is."
)
TOLD: Final = "kind, rows, used, rejected, repeated, noted"
"""What is told again of a source that was taken in before."""
_TAKE_OUT: Final = "take that out with `graphring forget-file` if it is wrong"
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_CLOCKS_DIFFER: Final = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """What every file of one ingest is worked on with."""

    db: Database
    case: CaseFolder
    options: Options
    column_map: ColumnMap
    cleaners: Mapping[Holds, Cleaner]
    now: datetime
    erased: Erased | None = None
    """What knows accounts again that were erased."""

    @property
    def span(self) -> Span:
        """The times that are believed."""
        return Span(_EARLIEST, self.now + _CLOCKS_DIFFER)


@dataclass(frozen=True)
class Identity:
    """How a file is called, by people, by its bytes, and in the case."""

    name: str
    sha256: str
    key: str
    replaces: tuple[str, ...] = ()
    """The sources that give way to it."""


@dataclass(frozen=True)
class Counted:
    """What became of a file's rows."""

    rows: int
    repeated: int
    rejected: pa.Table
    noted: list[dict[str, Any]]

    @property
    def used(self) -> int:
        """Rows that are in the case now."""
        return self.rows - self.repeated - int(self.rejected.num_rows)


def take(desk: Desk, source: Source, sha256: str) -> FileResult:
    """Take in a file unless it was taken in before; raises InputError where nothing of it can be used."""
    reader = opened(source, int(desk.options.settings.machine.unpacked_gb * 1e9))
    found = recognise(reader.names, source.kind or desk.options.kind, desk.column_map)
    by_person = desk.options.replace and not source.replaces
    key = source.key(sha256, found.kind.name, found.values, reading_of(desk.options, desk.column_map) * by_person)
    old = _older(desk, source, (sha256, found.kind.name, key))
    known = desk.db.rows(f"SELECT {TOLD} FROM source_file WHERE source = $key", key=key)  # noqa: S608
    if known and not worth_another_look(known[0]):
        if by_person and old:
            with desk.db.transaction():
                take_out(desk.db, old, "replaced", desk.now)
            return FileResult(path=source.name, replaced=True, **known[0])
        return FileResult(path=source.name, already=True, **known[0])
    with reader.lent(desk.db, found.columns) as relation:
        formats = _time_formats(desk, found)
        cells = cells_of(found.kind, relation, found.values, formats)
        asked = Asked(found.kind, relation, cells, _parameters(desk, found, formats), desk.erased)
        checked = check(desk.db, asked, of_stored_ids(desk.cleaners) if source.stored else desk.cleaners)
        changes = doubtful(desk.db, relation, cells, desk.options.zone)
    exchanges = found.kind.name == "exchanges"
    repeated = hold_repeats(desk.db, checked, desk.case, key, old) if exchanges else 0
    counted = _counted(desk, checked, relation, repeated)
    usable = counted.used + counted.repeated > 0 or (source.replaces and not counted.rows)
    identity = Identity(source.name, sha256, key, tuple(old) if usable else ())
    notices = _store(desk, checked, counted, identity)
    replaced = bool(identity.replaces)
    if by_person:
        kept = (
            (f"nothing of it can be used, so what it was to replace stays; {_TAKE_OUT}.",) if old and not usable else ()
        )
        notices += kept or replacing.notices(desk.db, source, found.kind.name, replaced=replaced)
    said = rejected_as_a_whole(source.name, counted.rejected, counted.rows, of_graph=source.replaces)
    prompts = (PROMPTS_UNUSED,) if found.has_prompt else ()
    rivals = tuple(_rival_told(found, ours) for ours in found.rivals)
    return FileResult(
        path=source.name, kind=found.kind.name, already=bool(known) and not counted.used, error=said, replaced=replaced,
        rows=counted.rows, used=counted.used,
        rejected=counted.rejected.num_rows, repeated=repeated, noted=sum(note["n"] for note in counted.noted),
        recognised=tuple((safe_name(theirs), ours) for theirs, ours in found.renamed),
        unused=tuple(map(safe_name, found.unused)), notices=(*prompts, *rivals, *notices, *changes, *_told(counted)),
    )  # fmt: skip


def _time_formats(desk: Desk, found: Recognised) -> dict[str, str]:
    """How the times of each column of ours are written: as the map says, else as is said of all."""
    general = desk.options.time_format
    every = dict.fromkeys((column.name for column in found.kind.columns), general) if general else {}
    return {**every, **desk.column_map.time_formats}


def _parameters(desk: Desk, found: Recognised, formats: Mapping[str, str]) -> dict[str, Any]:
    span = desk.span
    return {
        "earliest": span.earliest, "latest": span.latest, "tz": desk.options.zone, **_subkeys(desk.case.key, found),
        **{f"value_{ours}": value for ours, value in found.values.items()},
        **{f"format_{ours}": written for ours, written in formats.items()},
    }  # fmt: skip


def _subkeys(key: bytes, found: Recognised) -> dict[str, bytes]:
    """Keys of columns that statements hash, one each.

    The key comes first and 48 of 256 bits are kept, so that neither the key nor the hash of a longer text can be made
    of a hash; with 16 bytes of key a UUID fits into one block of SHA-256.
    """
    keyed = [column.name for column in found.kind.columns if column.holds == "keyed"]
    return {f"subkey_{name}": hmac.digest(key, f"ledger {name}".encode(), hashlib.sha256)[:16] for name in keyed}


def _counted(desk: Desk, checked: Checked, relation: Relation, repeated: int) -> Counted:
    bad = rejects(desk.db, checked, desk.span, desk.options.zone)
    lines = of_lines(relation.unread)
    all_bad = pa.concat_tables([bad, lines]).sort_by("line")
    noted = notes(desk.db, checked, desk.span, desk.options.zone)
    return Counted(relation.n_rows + len(relation.unread), repeated, all_bad, noted)


def worth_another_look(known: Mapping[str, Any]) -> bool:
    """Whether all rows of a known source were rejected: with a zone or a map of columns they may be of use."""
    return bool(known["rows"]) and not known["used"]


def _store(desk: Desk, checked: Checked, counted: Counted, file: Identity) -> tuple[str, ...]:
    """Write the ledger and the rows; the commit comes last, and what was written before it is swept away without it.

    Says what hours they have in common with other files.
    """
    db, name, key = desk.db, checked.kind.name, file.key
    exchanges = name == "exchanges"
    if exchanges:
        made = desk.case.spill / f"ingest-{key}-{secrets.token_hex(4)}"
        write_ledger(db, checked, key, made)
        keep_repeats(db, counted.repeated, made)
        keep_ledger(made, desk.case, key)
    with db.transaction():
        mark(db, "stale")
        db.run(statement("ingest", "forget"), source=key)
        if file.replaces:
            take_out(db, file.replaces, "replaced", desk.now)
        if exchanges:
            if counted.repeated:
                db.run(statement("ingest", "held_back"), source=key, rows=counted.repeated)
            count_exchanges(db, checked, key)
        else:
            db.run(f"CREATE OR REPLACE TEMP VIEW clean AS {checked.clean()}")
            db.run(statement("ingest", f"rows_{name}"), source=key)
            add_rows(db, key)
        _store_faults(db, counted, file.name, key)
        db.run(
            statement("ingest", "source_file"), source=key, path=file.name, kind=name, sha256=file.sha256,
            rows=counted.rows, used=counted.used, rejected=counted.rejected.num_rows, repeated=counted.repeated,
            noted=sum(note["n"] for note in counted.noted), loaded_at=desk.now,
        )  # fmt: skip
    return _overlap_notices(db, checked, key) if exchanges else ()


def _older(desk: Desk, source: Source, what: tuple[str, str, str]) -> list[str]:
    """The sources that this one is to take the place of."""
    by_person = desk.options.replace and not source.replaces
    return replacing.older(desk.db, source, what, by_person=by_person) if by_person or source.replaces else []


def _store_faults(db: Database, counted: Counted, file: str, key: str) -> None:
    fields = [("column", pa.string()), ("reason", pa.string()), ("n", pa.int64()), ("line", pa.int64())]
    noted = pa.Table.from_pylist(counted.noted, pa.schema([*fields, ("value", pa.string())]))
    with db.lent(bad=counted.rejected, noted=noted):
        db.run(statement("ingest", "faults"), source=key, file=file)


def _overlap_notices(db: Database, checked: Checked, key: str) -> tuple[str, ...]:
    if checked.has("exchange_id"):
        return ()
    return tuple(
        f"{row['n_hours']} of its hours (the first is {row['first_hour']:%Y-%m-%d %H:%M} UTC) also have rows in "
        f"{row['path']}: without an exchange_id nobody can tell whether these are counted twice."
        for row in overlapping_hours(db, key)
    )


def _rival_told(found: Recognised, ours: str) -> str:
    theirs, others = safe_name(found.columns[ours]), ", ".join(map(safe_name, found.rivals[ours]))
    return f"{ours} was read from {theirs}, not from {others}; if that is wrong, choose with --columns."


def _told(counted: Counted) -> tuple[str, ...]:
    """The notes in words."""
    return tuple(
        f"{note['column']}: {note['n']:,} {'cell' if note['n'] == 1 else 'cells'} not used, {note['reason']} "
        f"(line {note['line']}: {note['value']})"
        for note in counted.noted
    )
