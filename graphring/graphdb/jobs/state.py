"""What one export leaves for the next: the watermark, and when and what was exported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from graphring.errors import JobError
from graphring.graphdb.jobs.columns import Row
from graphring.graphdb.values import as_text, time_of

FORM: Final = "graphring.job-state/1"


@dataclass(frozen=True)
class State:
    """Everything kept of a job in a folder of exports; the first export starts with an empty one."""

    n: int = 0
    """Exports so far."""
    last_at: datetime | None = None
    """Time of the last one."""
    run_id: str | None = None
    """The published run it was of."""
    case_id: str | None = None
    """The case it was of; None in what an older version kept."""
    since: str | None = None
    """Of a `time` watermark: the last time that was exported."""
    at_since: tuple[str, ...] = ()
    """Digests of the rows at that time: a later export may find more of them."""
    rows: tuple[Row, ...] = ()
    """Of a `rows` watermark: the picture that the exports so far add up to."""
    pending: tuple[str, ...] = ()
    """Names of the files that wait to be put in place."""

    def text(self) -> str:
        """As it is kept."""
        told = {**vars(self), "form": FORM, "last_at": as_text(self.last_at) if self.last_at else None}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_state(path: Path) -> State:
    """The state kept in a file; the first one where there is none."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told.pop("form") != FORM:
            raise ValueError("of another version")
        last_at = time_of(told["last_at"]) if told["last_at"] else None
        lists = {name: tuple(told[name]) for name in ("at_since", "rows", "pending")}
        return State(**{**told, **lists, "last_at": last_at})
    except FileNotFoundError:
        return State()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JobError(
            f"{path} is not what graphring wrote ({error}); restore it, or delete it to have everything sent once more."
        ) from error
