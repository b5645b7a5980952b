"""How a case stands, as lines for people."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Final

from graphring.cli.words import counted, inert
from graphring.model.status import CaseStatus, Gap, SourceStatus

_NAME: Final = 18
"""Characters of a file's name in the table, so that a line has at most 80."""
_GAPS: Final = 5
_UNITS: Final = ("B", "kB", "MB", "GB", "TB")


def lines(told: CaseStatus) -> list[str]:
    """A table of the files, and what a person should know of them together; 80 characters wide."""
    return [*_table(told), *_sums(told)]


def _table(told: CaseStatus) -> list[str]:
    if not told.sources:
        return ["No file was taken in yet."]
    head = f"{'file':<{_NAME}} {'rows':>11} {'rejected':>9} {'repeated':>9} {'days':>5} {'missing':>7} loaded"
    return [head, *map(_line, told.sources), ""]


def _line(one: SourceStatus) -> str:
    days = f"{one.n_days:>5,} {one.missing_days:>7,}" if one.n_days else " " * 13
    figures = f"{one.rows:>11,} {one.rejected:>9,} {one.repeated:>9,} {days} {one.loaded_at:%Y-%m-%d}"
    return f"{_short(one.file):<{_NAME}} {figures}{' late' if one.late else ''}"


def _short(name: str) -> str:
    """The end of a file's name, which tells more than its start."""
    own = inert(PurePath(name).name or name)
    return own if len(own) <= _NAME else "…" + own[1 - _NAME :]


def _sums(told: CaseStatus) -> list[str]:
    span = f", {told.first_day} to {told.last_day}" if told.first_day else ""
    lines = [f"{counted(told.exchanges, 'exchange')} of {counted(told.accounts, 'account')} in the ledger{span}."]
    if told.gaps:
        more = f" and {len(told.gaps) - _GAPS} more" if len(told.gaps) > _GAPS else ""
        lines += [f"{counted(told.missing_days, 'day')} without any row:"]
        lines += [f"  {_gap(gap)}" for gap in told.gaps[:_GAPS]] + ([f"  {more.strip()}"] if more else [])
    if late := sum(one.late for one in told.sources):
        lines.append(f"{counted(late, 'file')} came late: runs before that did not see the rows.")
    if told.stale:
        lines.append("A change was broken off: run the same command again to complete it.")
    return [*lines, *_run(told), *_removed(told), _size(told)]


def _gap(gap: Gap) -> str:
    return f"{gap.first}" if gap.n_days == 1 else f"{gap.first} to {gap.last} ({gap.n_days} days)"


def _run(told: CaseStatus) -> list[str]:
    if told.last_run is None:
        return ["No run yet."]
    older = " The data changed after it: find again." if told.last_run.older_than_data else ""
    return [
        f"{counted(told.n_runs, 'run')}, the last {told.last_run.run_id} of {_at(told.last_run.created_at)}.{older}"
    ]


def _removed(told: CaseStatus) -> list[str]:
    gone, lines = told.removed, []
    if gone.files_replaced or gone.files_forgotten:
        lines.append(f"{counted(gone.files_replaced, 'file')} replaced, {gone.files_forgotten:,} taken out.")
    if gone.last_erased_at:
        rows = counted(gone.rows_erased, "row")
        lines.append(f"{counted(gone.accounts_erased, 'account')} erased ({rows}), last on {_at(gone.last_erased_at)}.")
    if gone.pruned_before:
        lines.append(f"Pruned: {counted(gone.rows_pruned, 'row')} from before {_at(gone.pruned_before)}.")
    return lines


def _at(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _size(told: CaseStatus) -> str:
    size = told.size
    return f"{_amount(size.total)} on disk: ledger {_amount(size.ledger)}, tables {_amount(size.tables)}, " + (
        f"runs {_amount(size.runs)}."
    )


def _amount(n_bytes: float) -> str:
    """Bytes with a unit, three figures at most."""
    for unit in _UNITS[:-1]:
        if n_bytes < 1000:  # as disks are sold, and `ls --si` counts
            return f"{n_bytes:.0f} {unit}" if n_bytes >= 10 or unit == "B" else f"{n_bytes:.1f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} {_UNITS[-1]}"
