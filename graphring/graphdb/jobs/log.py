"""One line for a scheduler's log about what became of a job."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from graphring.graphdb.jobs.run import Outcome
from graphring.graphdb.values import as_text


def log_line(outcome: Outcome, at: datetime, *, as_json: bool) -> str:
    """`TIME JOB STATE key=value …`, or the same as one JSON object."""
    told: dict[str, Any] = {"rows": outcome.rows if outcome.state == "done" else None, **dict(outcome.changes)}
    told |= {"run": outcome.run_id, "file": outcome.file and str(outcome.file), "missed": outcome.missed or None}
    told |= {"deleted": outcome.deleted or None, "seconds": outcome.seconds or None, "reason": outcome.reason or None}
    held = {name: value for name, value in told.items() if value is not None}
    if as_json:
        return json.dumps({"time": as_text(at), "job": outcome.job, "state": outcome.state, **held})
    return " ".join((as_text(at), outcome.job, outcome.state, *(f"{name}={_word(v)}" for name, v in held.items())))


def _word(value: Any) -> str:
    text = str(value)
    return text if text and not set(text) & set(' "=\t\n') else json.dumps(text, ensure_ascii=False)
