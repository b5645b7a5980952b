"""RunManifest: what went into a run and what came out, with digests, so that it can be verified and repeated."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from pydantic import Field

from graphring.model.judged import Frozen

MANIFEST_SCHEMA: Final = "graphring.run-manifest/1"


class InputFile(Frozen):
    """A source file as it was taken in."""

    path: str
    kind: str
    sha256: str
    rows: int
    used: int
    rejected: int
    repeated: int


class OutputFile(Frozen):
    """A file of the run, relative to the run's folder."""

    path: str
    sha256: str
    n_bytes: int


class Redaction(Frozen):
    """Accounts were erased from a finished run: when, and which files were written anew."""

    at: datetime
    files: tuple[str, ...]


class RunManifest(Frozen):
    """The record of one run; written last, so a folder without it is no run."""

    schema_name: str = MANIFEST_SCHEMA
    run_id: str
    created_at: datetime
    until: datetime | None
    versions: dict[str, str]
    settings: dict[str, object]
    settings_sha256: str
    inputs: tuple[InputFile, ...]
    counts: dict[str, int]
    notices: tuple[str, ...] = Field(description="what a reader must know: no trusted cohort, bounded pairs, …")
    timings_s: dict[str, float]
    outputs: tuple[OutputFile, ...]
    redactions: tuple[Redaction, ...] = ()
