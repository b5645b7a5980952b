"""Files, accounts and old data out of a case; the same call again completes what was killed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from graphring.errors import InputError, NotFoundError
from graphring.model.progress import Progress
from graphring.model.upkeep import AccountsForgotten, FilesForgotten, Pruned, TakenFile
from graphring.settings import Machine
from graphring.store.case import CaseFolder, storage_errors
from graphring.store.compacting import compact
from graphring.store.database import Database
from graphring.store.derive import begin, is_stale, mark
from graphring.store.documents import drop_publications, remove_reports
from graphring.store.erasing import erase_accounts, prune_rows
from graphring.store.redacting import redact_runs
from graphring.store.redactor import Redactor
from graphring.store.settling import settle
from graphring.store.taking import not_kept, sources_named, take_out


def forget_file(case: CaseFolder, name: str, kind: str | None, progress: Progress, *, wait: bool) -> FilesForgotten:
    """Take the rows of a file out; raises NotFoundError, InputError, CaseBusyError."""
    now = datetime.now(UTC)
    with case.writing(Machine(), wait=wait) as db:
        begin(db)
        try:
            found = sources_named(db, name, kind)
        except NotFoundError:
            if not is_stale(db):
                raise
            found = []  # taken out by a command that was broken off after that
        if found:
            with db.transaction():
                take_out(db, [row["source"] for row in found], "file forgotten", now)
        came_back = settle(db, case, progress)
        exchanges = any(row["kind"] == "exchanges" for row in found)
        unkept = not_kept(db) if exchanges else ()
        compact(db, case, progress)
    files = tuple(TakenFile(**{n: row[n] for n in ("path", "kind", "used", "loaded_at")}) for row in found)
    return FilesForgotten(files=files, came_back=came_back, to_add_again=unkept)


def forget(case: CaseFolder, ids: Sequence[str], progress: Progress, *, wait: bool) -> AccountsForgotten:
    """Erase accounts; raises InputError without one, CaseBusyError, StorageError."""
    wanted = sorted({one.strip() for one in ids} - {""})
    if not wanted:
        raise InputError("no account was named; give the ids of accounts, or a file with one on each line.")
    now, out = datetime.now(UTC), Redactor(wanted)
    with case.writing(Machine(), wait=wait) as db:
        begin(db)
        half_done = is_stale(db)
        known, rows = erase_accounts(db, case, wanted, case.key, (progress, now))
        came_back = _settled(db, case, progress, changed=bool(half_done or known or rows))
        progress.step("looking through runs and reports")
        runs = redact_runs(case.runs, out, now)
        with storage_errors(case.path):
            reports = remove_reports(case.reports, wanted)
            published = drop_publications(case.path / "published", out)
        compact(db, case, progress)
    return AccountsForgotten(
        accounts=len(wanted), known=known, rows=rows, came_back=came_back, runs=runs, reports=tuple(reports),
        published=published,
    )  # fmt: skip


def prune(case: CaseFolder, before: datetime, progress: Progress, *, wait: bool) -> Pruned:
    """Take out what is dated before a time (aware); raises InputError, CaseBusyError, StorageError."""
    if before.tzinfo is None:
        raise InputError(f"before={before.isoformat()} has no zone; write it as 2026-03-01T00:00:00+00:00.")
    now = datetime.now(UTC)
    if before > now:
        raise InputError(f"{before.isoformat()} is in the future, which would take out everything; give a past time.")
    with case.writing(Machine(), wait=wait) as db:
        begin(db)
        half_done = is_stale(db)
        exchanges, others = prune_rows(db, case, before, (progress, now))
        changed = bool(half_done or exchanges or others)
        came_back = _settled(db, case, progress, changed=changed)
        if changed:
            compact(db, case, progress)
    return Pruned(before=before, exchanges=exchanges, other_rows=others, came_back=came_back)


def _settled(db: Database, case: CaseFolder, progress: Progress, *, changed: bool) -> int:
    """Make the derived tables again, unless nothing went; how many rows came back."""
    if changed:
        return settle(db, case, progress)
    mark(db, "fresh")
    return 0
