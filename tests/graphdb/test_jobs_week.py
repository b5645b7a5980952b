"""A week of nightly ingest, find, publish and run-due, with a missed night and kills: as a quiet twin has it."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import week
from fetched import fetched
from installed import COMMAND, TEST_KEY, Graphring
from local_neo4j import Neo4j

import graphring as gr
from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.asked import Asked
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.due import run_due
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.values import as_text

KILLED = Path(__file__).with_name("jobs_killed.py")
MISSED, PUBLISH_KILLED, JOBS_KILLED = 3, 4, 5
"""Days of the week on which something goes wrong."""
KEPT = {job.name: job for job in catalog().jobs if job.watermark.kind != "none"}
NIGHTLY = [job.name for job in catalog().jobs if job.schedule and job.schedule.split()[1] == "5"]
TOUCHES = 60
"""Files that the jobs of a night touch before they are killed: in the middle of the third or fourth of twelve."""


@dataclass
class Nights:
    """A case, its Neo4j, and the folders of three who export: torn, its quiet twin, and one that misses nothing."""

    folder: Path
    neo4j: Neo4j
    graphring: Graphring
    sent: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    ring_ids: list[dict[str, str]] = field(default_factory=list)

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def told(self, *words: object, ok: bool = True) -> subprocess.CompletedProcess[str]:
        return self.graphring(*words, ok=ok, env=self.neo4j.env)

    def jobs(self, command: str, day: int, *words: object, ok: bool = True) -> subprocess.CompletedProcess[str]:
        to = ("--to", self.folder / "torn", "--now", as_text(week.night(day)))
        return self.told("jobs", command, *to, *words, ok=ok)

    def found(self, day: int) -> None:
        """The files of a day, and a run."""
        known = self.ring_ids[-1] if self.ring_ids else {}
        decided = week.decisions(day, self.folder, known)
        self.told("ingest", self.case, week.links(day, self.folder), *([decided] if decided else []))
        self.told("find", self.case)
        rings = gr.Case.open(self.case, key=TEST_KEY).run().rings
        names = {name: ring.id for ring in rings for m in ring.members if (name := week.ring_of(m.account_id))}
        self.ring_ids.append(names)

    def quietly(self, name: str, day: int) -> None:
        asked = Asked(self.folder / name, week.night(day))
        told = list(run_due(KEPT.values(), asked, self.neo4j.address))
        assert {outcome.state for outcome in told} <= {"done", "same"}, told
        self.fetch(name)

    def fetch(self, name: str) -> None:
        held = self.sent.setdefault(name, {job: [] for job in KEPT})
        for job in KEPT:
            held[job] += fetched(self.folder / name, job)


@pytest.fixture
def nights(tmp_path: Path, neo4j: Neo4j, graphring: Graphring) -> Nights:
    return Nights(tmp_path, neo4j, graphring)


@pytest.mark.slow
def test_a_week_with_a_missed_night_and_kills(nights: Nights, graph: Connection) -> None:
    for day in week.DAYS:
        nights.found(day)
        if day == PUBLISH_KILLED:
            publish_is_killed(nights, graph)
        nights.told("publish", nights.case)
        nights.quietly("nightly", day)
        if day == MISSED:
            the_list_tells_it(nights, day)
            continue
        nights.quietly("quiet", day)
        if day == JOBS_KILLED:
            run_due_is_killed(nights, day)
        done = nights.jobs("run-due", day, *NIGHTLY, ok=False)
        assert done.returncode == (3 if day == MISSED + 1 else 0), done.stderr
        assert nights.jobs("run-due", day, ok=False).returncode in (0, 3)
        nights.fetch("torn")
    assert nights.sent["torn"] == nights.sent["quiet"]
    assert all(nights.sent["torn"].values())
    a_missed_night_costs_nothing_that_later_ones_can_tell(nights)
    the_last_exports_are_the_database(nights, graph)
    assert rings_by_day(nights) == ["a", "ab", "ab", "abc", "abc", "abc", "abc"]


def publish_is_killed(nights: Nights, graph: Connection) -> None:
    """As soon as it holds the lock; what it left is one whole run, and the next publish goes on."""
    words = [COMMAND, "publish", str(nights.case)]
    child = subprocess.Popen(
        words, env={**os.environ, **nights.neo4j.env, "GRAPHRING_KEY": TEST_KEY}, stderr=subprocess.DEVNULL
    )
    while child.poll() is None and not graph.read("MATCH (p:Publication) WHERE p.owner IS NOT NULL RETURN p.owner"):
        pass
    child.kill()
    assert child.wait() == -signal.SIGKILL, "it had ended before"
    assert len(graph.read("MATCH (r:Ring) RETURN DISTINCT r.run_id")) == 1


def run_due_is_killed(nights: Nights, day: int) -> None:
    torn = nights.folder / "torn"
    words = ["jobs", "run-due", "--to", torn, "--now", as_text(week.night(day))]
    done = subprocess.run(
        [*map(str, (sys.executable, KILLED, TOUCHES, torn, *words))], env={**os.environ, **nights.neo4j.env},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert 0 < done.stderr.count(" done ") < len(catalog().jobs)


def the_list_tells_it(nights: Nights, day: int) -> None:
    later = as_text(week.night(day) + timedelta(hours=2))
    listed = nights.told("jobs", "list", "--to", nights.folder / "torn", "--now", later, "--format", "csv").stdout
    missed = {row["name"]: int(row["missed"]) for row in csv.DictReader(listed.splitlines())}
    assert {missed[name] for name in NIGHTLY} == {1}


def a_missed_night_costs_nothing_that_later_ones_can_tell(nights: Nights) -> None:
    """Beside one who exported every night: the same rows by time, the same picture by changes; a run is not told."""
    torn, nightly = nights.sent["torn"], nights.sent["nightly"]
    for name, job in KEPT.items():
        if job.watermark.kind == "time":
            assert torn[name] == nightly[name]
        elif job.watermark.kind == "rows":
            assert picture(job, torn[name]) == picture(job, nightly[name]) != {}
        else:
            assert len(runs(nightly[name]) - runs(torn[name])) == 1


def picture(job: Job, rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What the changes add up to, in the columns by which a row differs."""
    held: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    told = job.watermark.compare if "changed" in job.watermark.changes else ()
    for row in rows:
        key = tuple(row[name] for name in job.watermark.columns)
        held[key] = tuple(row[name] for name in told)
        if row["change"] in ("gone", "left"):
            del held[key]
    return held


def runs(rows: list[dict[str, Any]]) -> set[str]:
    return {row["run_id"] for row in rows}


def the_last_exports_are_the_database(nights: Nights, graph: Connection) -> None:
    run = gr.Case.open(nights.case, key=TEST_KEY).run()
    assert graph.read("MATCH (r:Run {state: 'current'}) RETURN r.id AS id") == [{"id": run.id}]
    members = {(ring.id, m.account_id) for ring in run.rings for m in ring.members}
    rows = nights.sent["torn"]["ring_members"]
    assert {(row["ring_id"], row["account_id"]) for row in rows if row["run_id"] == run.id} == members
    held = picture(KEPT["drift"], nights.sent["torn"]["drift"])
    assert {(ring, id_) for (what, id_), (ring, *_) in held.items() if what == "member"} == members
    (figures,) = last(nights, "dashboard")
    counted = graph.read("MATCH (a:Account) RETURN count(a) AS n")[0]["n"]
    assert (figures["n_accounts"], figures["n_rings"] + figures["n_review"]) == (counted, len(run.rings))
    assert figures["n_confirmed"] == len(picture(KEPT["members_to_act_on"], nights.sent["torn"]["members_to_act_on"]))
    assert [row["check"] for row in last(nights, "integrity") if row["ok"] != "true"] == []


def last(nights: Nights, job: str) -> list[dict[str, Any]]:
    """The newest export of a job that keeps no watermark, which is checked against its manifest."""
    folder = nights.folder / "torn" / job
    for path in sorted(folder.glob("*.manifest.json"))[:-1]:
        path.unlink()
    return fetched(nights.folder / "torn", job)


def rings_by_day(nights: Nights) -> list[str]:
    """The names of each day's rings; a ring that was there the day before has its id."""
    for before, after in pairwise(nights.ring_ids):
        assert before.items() <= after.items()
    return ["".join(sorted(ids)) for ids in nights.ring_ids]
