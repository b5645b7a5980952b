"""The manifest of an export: what is in it, how it was made, and digests to check it by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from graphring.graphdb.jobs.job import Format, Job
from graphring.graphdb.values import as_text

FORM: Final = "graphring.export/1"


@dataclass(frozen=True)
class Written:
    """The file of an export as it lies there."""

    path: Path
    """Where it was written."""
    name: str
    """The name it is given."""
    format: Format
    exact: bool
    rows: int
    changes: dict[str, int]


def manifest(job: Job, written: Written, at: datetime, about: dict[str, Any]) -> str:
    """The manifest as JSON; `about`: run, parameters, watermark."""
    told = {
        "form": FORM,
        "job": job.name,
        "title": job.title,
        "revision": job.revision,
        "statement_sha256": job.sha256,
        "exported_at": as_text(at),
        **about,
        "file": written.name,
        "format": written.format,
        "exact": written.exact or written.format != "csv",
        "rows": written.rows,
        "changes": written.changes,
        "bytes": written.path.stat().st_size,
        "sha256": sha256_of(written.path),
        "columns": [{"name": c.name, "type": c.type, "about": c.about} for c in job.written],
        "caveat": job.caveat,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
