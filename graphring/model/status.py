"""What a case holds, from where, and what is missing."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from graphring.model.judged import Frozen


class Gap(Frozen):
    """Days without a row between days with rows, both ends included."""

    first: date
    last: date
    n_days: int


class DayRows(Frozen):
    """Exchanges of one day (UTC)."""

    day: date
    rows: int


class SourceStatus(Frozen):
    """One file of the case."""

    file: str
    kind: str
    rows: int = Field(description="rows = used + rejected + repeated, as they were when it was taken in")
    used: int
    rejected: int
    repeated: int
    noted: int = Field(description="cells that were not used although their row was")
    in_ledger: int | None = Field(description="exchanges of it in the case now; null for other kinds of file")
    loaded_at: datetime
    first_day: date | None
    last_day: date | None
    n_days: int = Field(description="days with rows")
    missing_days: int = Field(description="days without a row between its first and its last")
    gaps: tuple[Gap, ...]
    days: tuple[DayRows, ...]
    days_after: int | None = Field(description="whole days from the end of its last day to when it was taken in")
    late: bool = Field(description="taken in more than two days after its last day, when later days were there already")


class RunStatus(Frozen):
    """The latest run."""

    run_id: str
    created_at: datetime
    until: datetime | None
    older_than_data: bool = Field(description="files came, or rows went, after it")


class Removed(Frozen):
    """What was taken out of the case: counts and times, no names."""

    files_replaced: int
    files_forgotten: int
    accounts_erased: int
    last_erased_at: datetime | None
    rows_erased: int
    pruned_before: datetime | None
    rows_pruned: int


class Size(Frozen):
    """Bytes on disk."""

    ledger: int
    tables: int
    runs: int
    reports: int
    other: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.ledger + self.tables + self.runs + self.reports + self.other


class CaseStatus(Frozen):
    """A case as it stands."""

    case: str
    sources: tuple[SourceStatus, ...] = Field(description="by file name, kind and time of loading")
    exchanges: int = Field(description="in the ledger now")
    accounts: int
    first_day: date | None
    last_day: date | None
    missing_days: int
    gaps: tuple[Gap, ...] = Field(description="days on which no file has a row, in the whole case")
    last_load: datetime | None
    stale: bool = Field(description="a change was broken off: the same command again completes it")
    n_runs: int
    last_run: RunStatus | None
    removed: Removed
    size: Size
