"""One run over a case: evidence, detection, judgement, lineage, written as a whole or not at all."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from graphring.api.detection import Detector, detector
from graphring.api.foreseen import foreseen
from graphring.api.tables import (
    Told,
    communities_table,
    entities_table,
    groups_table,
    members_table,
    summaries_table,
    told,
)
from graphring.api.versions import versions
from graphring.detect import Partition, TieGraph
from graphring.errors import InputError
from graphring.evidence import Evidence, collect
from graphring.judge import Context, Judged, judge, population, summaries
from graphring.lineage import Trace, carried
from graphring.model.judged import VERDICTS
from graphring.model.manifest import InputFile, OutputFile, RunManifest
from graphring.model.progress import Progress
from graphring.model.summary import Method, RingSummary
from graphring.settings import Settings
from graphring.store.case import CaseFolder
from graphring.store.database import Database
from graphring.store.ledger import lend_ledger
from graphring.store.runs import next_run_id, read_table, run_ids, write_run

LOOK_BACK = 4
"""Runs that a ring may be missing from and still keep its id."""


@dataclass
class Clock:
    """Seconds spent in each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's collector of cycles is off for a while, and then as it was.

    A run makes a million records that hold no cycles, and the collector looks at all of them over and over: with it,
    summaries take six times as long.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def find(
    case: CaseFolder, settings: Settings, until: datetime | None, progress: Progress, neo4j: str | None = None
) -> RunManifest:
    """Find rings in the case as it is (or was at `until`, aware) and write a run; raises GraphringError.

    `neo4j`: where the GDS is that finds the communities, if the settings ask for it; NEO4J_URI where it is None.
    """
    if until is not None and until.tzinfo is None:
        raise InputError(f"until={until.isoformat()} has no zone; write it as 2026-03-01T00:00:00+00:00.")
    with detector(settings, neo4j) as found_by, uncollected():
        return _found(case, settings, until, progress, found_by)


def _found(
    case: CaseFolder, settings: Settings, until: datetime | None, progress: Progress, found_by: Detector
) -> RunManifest:
    clock = Clock()
    with case.reading(settings.machine) as db:
        lend_ledger(db, case)
        inputs = _inputs(db)
        _announced(db, progress)
        with clock.stage("evidence"):
            evidence = collect(db, settings, until, progress)
        _refuse_nothing(evidence, case)
        graph = TieGraph(evidence.n_accounts, evidence.n_stubs, evidence.source, evidence.target, evidence.weight)
        with clock.stage("detection"):
            levels = found_by.partitions(graph, progress)
        context = Context(db, settings, population(db, evidence.n_trusted), evidence.now, until)
        with clock.stage("judgement"):
            judged = judge(context, graph, levels, progress)
        progress.step("summaries", 2)
        with clock.stage("summaries"):
            ids, groups = _summaries(case, context, judged, evidence, inputs)
        progress.advance()
        accounts = db.table("SELECT account_id FROM acct ORDER BY idx")["account_id"]
    tables = _tables(ids, groups, judged, accounts)
    run_id = next_run_id(case.runs, tables)
    tables["summaries"] = summaries_table(ids, groups, run_id)
    counts = _counts(evidence, levels, judged, groups)

    def manifest(outputs: tuple[OutputFile, ...]) -> RunManifest:
        return RunManifest(
            run_id=run_id, created_at=datetime.now(UTC), until=until,
            versions={**versions(), **found_by.versions}, settings=settings.told(),
            settings_sha256=settings.sha256(), inputs=inputs, counts=counts,
            notices=(*evidence.notices, *found_by.notices), timings_s=clock.seconds, outputs=outputs,
        )  # fmt: skip

    written = write_run(case.runs, case.spill, tables, manifest)
    progress.advance()
    return written


def _inputs(db: Database) -> tuple[InputFile, ...]:
    rows = db.rows(
        "SELECT path, kind, sha256, rows, used, rejected, repeated FROM source_file ORDER BY kind, path, sha256"
    )
    return tuple(InputFile(**row) for row in rows)


def _announced(db: Database, progress: Progress) -> None:
    words = foreseen(int(db.value("SELECT count(*) FROM account")))
    if words:
        progress.say(words)


def _refuse_nothing(evidence: Evidence, case: CaseFolder) -> None:
    if not evidence.n_accounts:
        raise InputError(
            f"no account in {case.path} shares anything yet; add files with `graphring ingest {case.path} FILE…`."
        )


def _summaries(
    case: CaseFolder, context: Context, judged: Judged, evidence: Evidence, inputs: Sequence[InputFile]
) -> tuple[list[str], list[Told]]:
    """The id of every group, and what the tables take from its summary."""
    method = Method(
        run_id="", graphring_version=versions()["graphring"], settings=context.settings.told(),
        settings_sha256=context.settings.sha256(), inputs=tuple(f"{i.path} {i.sha256}" for i in inputs), resolution=0.0,
        stability=None, n_accounts=evidence.n_accounts, n_trusted=evidence.n_trusted,
        data_first=context.db.value("SELECT min(first_seen) FROM seen_link"), data_last=evidence.now,
    )  # fmt: skip
    traces, groups = [], []
    for summary in summaries(context, judged.groups, method, evidence.pairs.max_degree):
        traces.append(_trace(summary))
        groups.append(told(summary))
    earlier, used = _earlier(case)
    return carried(earlier, traces, used), groups


def _trace(summary: RingSummary) -> Trace:
    return Trace(
        frozenset(m.account_id for m in summary.members),
        frozenset(f"{e.kind} {e.entity_id}" for e in summary.entities if e.specific),
    )


def _earlier(case: CaseFolder) -> tuple[dict[str, Trace], frozenset[str]]:
    """The last trace of every id of the last runs, and every id ever used."""
    known = run_ids(case.runs)
    used = frozenset(i for run in known for i in read_table(case.runs, run, "groups")["ring_id"].to_pylist())
    traces: dict[str, Trace] = {}
    for run in known[-LOOK_BACK:]:
        members, entities = (read_table(case.runs, run, name) for name in ("members", "entities"))
        for ring in sorted(set(members["ring_id"].to_pylist())):
            traces[ring] = Trace(frozenset(), frozenset())
        traces.update(_traces(members, entities))
    return traces, used


def _traces(members: pa.Table, entities: pa.Table) -> dict[str, Trace]:
    accounts: dict[str, set[str]] = {}
    things: dict[str, set[str]] = {}
    for ring, account in zip(members["ring_id"].to_pylist(), members["account_id"].to_pylist(), strict=True):
        accounts.setdefault(ring, set()).add(account)
    rows = zip(*(entities[n].to_pylist() for n in ("ring_id", "kind", "entity_id", "specific")), strict=True)
    for ring, kind, entity, specific in rows:
        if specific:
            things.setdefault(ring, set()).add(f"{kind} {entity}")
    return {ring: Trace(frozenset(own), frozenset(things.get(ring, ()))) for ring, own in accounts.items()}


def _tables(
    ids: Sequence[str], groups: Sequence[Told], judged: Judged, accounts: pa.ChunkedArray
) -> dict[str, pa.Table]:
    return {
        "members": members_table(ids, groups),
        "communities": communities_table(ids, groups, judged.flat, accounts.to_pylist()),
        "groups": groups_table(ids, groups),
        "entities": entities_table(ids, groups),
    }


def _counts(evidence: Evidence, levels: Sequence[Partition], judged: Judged, groups: Sequence[Told]) -> dict[str, int]:
    return {
        "accounts": evidence.n_accounts, "trusted_accounts": evidence.n_trusted or 0, "hubs": evidence.n_stubs,
        "pairs_at_most": evidence.pairs.n_pairs, "ties": evidence.n_ties, "resolutions": len(levels),
        "candidates": judged.n_candidates, "candidates_looked_at": judged.n_looked_at,
        **{verdict: sum(group.verdict == verdict for group in groups) for verdict in VERDICTS},
    }  # fmt: skip
