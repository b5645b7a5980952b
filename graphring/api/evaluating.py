"""A run of a case held against a truth, with what the case knows besides: decisions, first activity, other runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from graphring.evaluate import evaluate
from graphring.model.evaluation import Evaluation
from graphring.model.manifest import RunManifest
from graphring.model.summary import RingSummary
from graphring.settings import Settings
from graphring.store.case import CaseFolder
from graphring.store.database import statement
from graphring.store.runs import read_manifest, read_table, run_ids


def evaluated(case: CaseFolder, run_id: str | None, truth: Any, min_jaccard: float) -> Evaluation:
    """All figures that the case can give for that run, for the latest without an id."""
    manifest = read_manifest(case.runs, run_id)
    others = [read_manifest(case.runs, name) for name in run_ids(case.runs)]
    with case.reading(Settings().machine) as db:
        db.run(statement("evidence", "functions"))
        confirmed = db.table(statement("api", "confirmed"), now=datetime.now(UTC))["id"].to_pylist()
        first_seen = db.table(statement("api", "first_activity"))
    made: Evaluation = evaluate(
        _members(case, manifest), truth, min_jaccard=min_jaccard, to_act_on=confirmed, first_seen=first_seen,
        history=list(_history(case, manifest, others).items()),
        other_seeds=[_members(case, other) for other in others if _differs_by_seed(manifest, other)],
    )  # fmt: skip
    return made


def _members(case: CaseFolder, manifest: RunManifest) -> pa.Table:
    return read_table(case.runs, manifest.run_id, "members")


def _history(case: CaseFolder, run: RunManifest, others: list[RunManifest]) -> dict[datetime, pa.Table]:
    """Members by the time up to which a run looked: runs with the same settings that looked no further than this one.

    Of several that looked up to the same time the newest stands for all, of this one's time this one.
    """
    last = _looked_until(case, run)
    looks: dict[datetime, pa.Table] = {}
    for other in (*(one for one in others if one.settings_sha256 == run.settings_sha256), run):
        at = _looked_until(case, other)
        if at and last and at <= last:
            looks[at] = _members(case, other)
    return looks


def _looked_until(case: CaseFolder, run: RunManifest) -> datetime | None:
    """Up to when a run looked: what it was told, else the end of its data; None where it has no group to tell it."""
    if run.until:
        return run.until
    summaries = read_table(case.runs, run.run_id, "summaries")["summary"]
    return RingSummary.model_validate_json(summaries[0].as_py()).method.data_last if len(summaries) else None


def _differs_by_seed(run: RunManifest, other: RunManifest) -> bool:
    """The same files up to the same time with the same settings, but for the seed."""
    mine, theirs = _without_seed(run.settings), _without_seed(other.settings)
    same = (mine, run.inputs, run.until) == (theirs, other.inputs, other.until)
    return same and run.settings_sha256 != other.settings_sha256


def _without_seed(settings: Mapping[str, Any]) -> dict[str, Any]:
    detect = {name: value for name, value in settings.get("detect", {}).items() if name != "seed"}
    return {**settings, "detect": detect}
