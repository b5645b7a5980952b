"""Several files into a case, each as a whole or not at all; then the tables that are derived from them."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from graphring.errors import GraphringError, InputError
from graphring.ingest.clean import cleaners
from graphring.ingest.columnmap import column_map
from graphring.ingest.erased import erased_of
from graphring.ingest.shown import safe_name
from graphring.ingest.source import Options, Source
from graphring.ingest.take import TOLD, Desk, take, worth_another_look
from graphring.ingest.timeformat import mistake
from graphring.model.ingested import FileResult, IngestResult
from graphring.model.progress import Progress
from graphring.model.upkeep import told_of_repeats
from graphring.store.case import CaseFolder
from graphring.store.database import Database, statement
from graphring.store.derive import begin, days_overlap, derive, is_stale
from graphring.store.settling import settle
from graphring.store.taking import not_kept

_PACKED: Final = frozenset({".parquet", ".pq", ".gz"})
_PACKED_S, _PLAIN_S = 0.1, 0.02
"""Seconds for a million bytes, measured on two cores: exchanges in Parquet or zipped text, and as they are."""
_LONG_S: Final = 60


def ingest(case: CaseFolder, sources: Sequence[Source], options: Options, progress: Progress) -> IngestResult:
    """Take sources into the case; a faulty one is told in its result and harms no other.

    Raises CaseBusyError, StorageError, InputError for mistakes in the options.
    """
    told = column_map(options.columns)
    known = cleaners(case.key, private_addresses=options.settings.input.private_addresses)
    with case.writing(options.settings.machine, wait=options.wait) as db:
        db.run(statement("ingest", "functions"))
        _refuse_zone(db, options.zone)
        _refuse_format(options.time_format)
        broken_off = is_stale(db)
        begin(db)
        desk = Desk(db, case, options, told, known, datetime.now(UTC), erased_of(db, case.key))
        results = []
        if said := estimate(sources, options.settings.machine.memory_gb):
            progress.say(said)
        progress.step("taking in files", len(sources))
        for source in sources:
            results.append(_result(desk, source))
            progress.advance()
        taken = [r for r in results if (r.used or r.replaced) and not r.already]
        notices = _derive(desk, taken, progress, broken_off=broken_off)
        notices += _alike(db) if taken else ()
    return IngestResult(files=tuple(results), notices=notices)


def estimate(sources: Sequence[Source], memory_gb: float) -> str:
    """How long files of these sizes will take, in words; nothing where that is less than a minute.

    E.g. 560 MB of Parquet (16 million exchanges) × 0.1 s = 56 s.
    """
    paths = [one.path for one in sources if one.path and os.path.isfile(one.path)]  # noqa: PTH113 - False for any name
    sizes = [(path.suffix.lower(), path.stat().st_size) for path in paths]
    seconds = sum(size / 1e6 * (_PACKED_S if suffix in _PACKED else _PLAIN_S) for suffix, size in sizes)
    if seconds < _LONG_S:
        return ""
    return (
        f"{sum(size for _, size in sizes) / 1e9:.1f} GB of files: about {seconds / 60:.0f} min on two free cores, "
        f"bulk steps within machine.memory_gb = {memory_gb:g} GB."
    )


def _result(desk: Desk, source: Source) -> FileResult:
    """What became of one source; its own faults are part of the answer, those of the case are raised."""
    if not source.name.isascii() and any("\ud800" <= char <= "\udfff" for char in source.name):
        shown = safe_name(source.name)
        return FileResult(path=shown, kind="", error=f"{shown}: its name is not UTF-8 text; rename it.")
    try:
        sha256 = source.sha256()
    except InputError as error:
        return _failed(desk, source, str(error))
    except OSError as error:
        return FileResult(path=source.name, kind="", error=f"{source.name}: {_unreadable(source, error)}.")
    known = desk.db.rows(f"SELECT {TOLD} FROM source_file WHERE sha256 = $sha256 ORDER BY kind", sha256=sha256)  # noqa: S608
    asked = source.kind or desk.options.kind
    same = [row for row in known if asked in (None, row["kind"]) and not worth_another_look(row)]
    if same and not desk.column_map.values and not desk.options.replace:
        return FileResult(path=source.name, already=True, **same[0])
    try:
        return take(desk, source, sha256)
    except InputError as error:
        return _failed(desk, source, str(error))
    except GraphringError as error:
        if type(error) is not GraphringError:  # a full disk or too little memory is no fault of the file
            raise
        said = str(error).splitlines()[0].partition(" failed: ")[2]
        return _failed(desk, source, f"its cells can't be read ({safe_name(said)}); export it again with plain types.")


def _unreadable(source: Source, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, IsADirectoryError):
        return f"it is a folder; give the files in it, such as {Path(source.name) / '*.csv'}"
    mend = {errno.ELOOP: "its links lead to each other, mend them", errno.ENAMETOOLONG: "check the path"}
    return f"it can't be read ({error.strerror}); {mend.get(error.errno or 0, 'check its permissions')}"


def _failed(desk: Desk, source: Source, said: str) -> FileResult:
    return FileResult(path=source.name, kind=source.kind or desk.options.kind or "", error=f"{source.name}: {said}")


def _alike(db: Database) -> tuple[str, ...]:
    """Ids are kept as they are given; two of one account would split its evidence, so a person must know."""
    alike = db.rows(statement("ingest", "alike"))
    if not alike:
        return ()
    one, other = (safe_name(alike[0][name]).encode("unicode_escape").decode() for name in ("one", "other"))
    n = sum(row["n"] for row in alike)
    return (
        f"{n:,} account ids differ from another only in the Unicode form of their letters, such as {one} and {other}: "
        "they are kept as different accounts; if they are not, export all ids in one form (NFC) into a new case.",
    )


def _derive(desk: Desk, taken: list[FileResult], progress: Progress, *, broken_off: bool) -> tuple[str, ...]:
    """Bring the derived tables up to date; what a person must know of rows that were left out as repeats."""
    if not taken and not broken_off and not is_stale(desk.db):
        return ()
    if broken_off or any(result.replaced for result in taken):
        came_back, unkept = settle(desk.db, desk.case, progress), not_kept(desk.db)
        return told_of_repeats(came_back, unkept if any(result.replaced for result in taken) else ())
    progress.step("counting links and activity")
    fresh = [
        row["source"] for row in desk.db.rows("SELECT source FROM source_file WHERE loaded_at = $now", now=desk.now)
    ]
    derive(desk.db, desk.case, whole=days_overlap(desk.db, fresh))
    return ()


def _refuse_format(time_format: str | None) -> None:
    if time_format is not None and (wrong := mistake(time_format)):
        raise InputError(f"{wrong}.")


def _refuse_zone(db: Database, zone: str | None) -> None:
    if zone and not db.value("SELECT count(*) FROM pg_timezone_names() WHERE name = $zone", zone=zone):
        raise InputError(f"{zone!r} is no time zone; give an IANA name such as Europe/Berlin or UTC.")
