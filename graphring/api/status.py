"""A case as it stands: files, days, gaps, the last run, what was taken out, and how much room it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from graphring.model.status import CaseStatus, DayRows, Gap, Removed, RunStatus, Size, SourceStatus
from graphring.settings import Machine
from graphring.store.case import CaseFolder
from graphring.store.database import Database, statement
from graphring.store.derive import is_stale
from graphring.store.runs import read_manifest, run_ids

LATE: Final = timedelta(days=2)
"""Exports of a day come the day after, at times the one after that."""


def status(case: CaseFolder, *, wait: bool = False) -> CaseStatus:
    """How the case stands, also one whose last change was broken off; raises CaseBusyError."""
    with case.reading(Machine(), wait=wait, half_done=True) as db:
        rows = db.rows(statement("store", "status_sources"))
        days = _days(db)
        removed = db.rows(statement("store", "status_removed"))[0]
        accounts, stale = int(db.value("SELECT count(*) FROM account")), is_stale(db)
    last_change = removed.pop("last")
    sources = tuple(_source(row, days, rows) for row in rows)
    every = sorted({one.day for own in days.values() for one in own})
    gaps = gaps_of(every)
    last_load = max((row["loaded_at"] for row in rows), default=None)
    changes = [at for at in (last_load, last_change) if at]
    return CaseStatus(
        case=str(case.path), sources=sources, exchanges=sum(one.rows for own in days.values() for one in own),
        accounts=accounts, first_day=min(every, default=None), last_day=max(every, default=None),
        missing_days=sum(gap.n_days for gap in gaps), gaps=gaps, last_load=last_load, stale=stale,
        n_runs=len(run_ids(case.runs)), last_run=_last_run(case, changes), removed=Removed(**removed),
        size=size_of(case),
    )  # fmt: skip


def gaps_of(days: Sequence[date]) -> tuple[Gap, ...]:
    """Stretches without a day between sorted days."""
    one = timedelta(days=1)
    return tuple(
        Gap(first=a + one, last=b - one, n_days=(b - a).days - 1) for a, b in pairwise(days) if (b - a).days > 1
    )


def size_of(case: CaseFolder) -> Size:
    """Bytes of a case's files; one that is linked twice counts twice while a change is under way."""
    parts = {"ledger": case.ledger, "tables": case.database, "runs": case.runs, "reports": case.reports}
    sizes = {name: _bytes([path] if path.is_file() else path.rglob("*")) for name, path in parts.items()}
    return Size(**sizes, other=_bytes(case.path.rglob("*")) - sum(sizes.values()))


def _bytes(paths: Iterable[Path]) -> int:
    total = 0
    for path in paths:
        try:
            total += path.lstat().st_size if path.is_file() else 0
        except FileNotFoundError:  # swept away by another process meanwhile
            continue
    return total


def _days(db: Database) -> dict[str, tuple[DayRows, ...]]:
    found: dict[str, list[DayRows]] = {}
    for row in db.rows(statement("store", "status_days")):
        found.setdefault(row["source"], []).append(DayRows(day=row["day"], rows=row["rows"]))
    return {source: tuple(own) for source, own in found.items()}


def _source(row: dict[str, Any], days: dict[str, tuple[DayRows, ...]], every: Sequence[dict[str, Any]]) -> SourceStatus:
    own = days.get(row["source"], ())
    gaps = gaps_of([one.day for one in own])
    last = own[-1].day if own else None
    behind = row["loaded_at"] - datetime.combine(last, time(), UTC) - timedelta(days=1) if last else None
    ahead = any(
        days[other["source"]][-1].day > last
        for other in every
        if last and other["source"] in days and other["loaded_at"] < row["loaded_at"]
    )
    return SourceStatus(
        file=row["path"], **{n: row[n] for n in ("kind", "rows", "used", "rejected", "repeated", "noted", "loaded_at")},
        in_ledger=sum(one.rows for one in own) if row["kind"] == "exchanges" else None,
        first_day=own[0].day if own else None, last_day=last, n_days=len(own),
        missing_days=sum(gap.n_days for gap in gaps), gaps=gaps, days=own,
        days_after=max(behind.days, 0) if behind is not None else None,
        late=bool(behind is not None and behind > LATE and ahead),
    )  # fmt: skip


def _last_run(case: CaseFolder, changes: Sequence[datetime]) -> RunStatus | None:
    if not run_ids(case.runs):
        return None
    manifest = read_manifest(case.runs, None)
    return RunStatus(
        run_id=manifest.run_id, created_at=manifest.created_at, until=manifest.until,
        older_than_data=any(at > manifest.created_at for at in changes),
    )  # fmt: skip
