"""A case and one of its runs into Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import cast

from graphring.graphdb.found import found
from graphring.graphdb.material import Material
from graphring.model.judged import RING_VERDICTS
from graphring.model.kinds import Family
from graphring.model.manifest import RunManifest
from graphring.model.summary import RingSummary
from graphring.settings import Settings
from graphring.store.case import CaseFolder
from graphring.store.runs import read_manifest, read_table, run_ids

SHOWN = (*RING_VERDICTS, "explained")
"""Verdicts of groups that go into the graph; the weak ones stay in the case."""


@contextmanager
def material(case: CaseFolder, run_id: str | None) -> Iterator[Material]:
    """What a publish of that run, or of the latest, is made of."""
    manifest = read_manifest(case.runs, run_id)
    rows = found(manifest, _summaries(case, manifest.run_id), _first_found(case, manifest))
    told = cast("dict[str, dict[str, Family]]", manifest.settings.get("input", {}))
    with case.reading(Settings().machine) as db:
        yield Material(
            db=db, found=rows, folder=case.path / "published", name=case.path.resolve().name,
            families=told.get("families", {}), now=datetime.now(UTC),
        )  # fmt: skip


def _summaries(case: CaseFolder, run_id: str) -> Iterator[RingSummary]:
    verdicts = read_table(case.runs, run_id, "groups")
    shown = {
        ring for ring, verdict in zip(*(verdicts[n].to_pylist() for n in ("ring_id", "verdict")), strict=True)
        if verdict in SHOWN
    }  # fmt: skip
    table = read_table(case.runs, run_id, "summaries")
    for ring, text in zip(table["ring_id"], table["summary"], strict=True):
        if ring.as_py() in shown:
            yield RingSummary.model_validate_json(text.as_py())


def _first_found(case: CaseFolder, until: RunManifest) -> dict[str, datetime]:
    """When each id was a ring for the first time, looking at runs up to this one."""
    first: dict[str, datetime] = {}
    for run in run_ids(case.runs):
        groups = read_table(case.runs, run, "groups")
        at = read_manifest(case.runs, run).created_at
        for ring, verdict in zip(*(groups[n].to_pylist() for n in ("ring_id", "verdict")), strict=True):
            if verdict in RING_VERDICTS:
                first.setdefault(ring, at)
        if run == until.run_id:
            break
    return first
