"""Publishing to a real Neo4j, against the raw driver with the very same statements and batches.

    python benchmarks/neo4j_publish.py                # full size; writes benchmarks/results/neo4j_publish.md
    python benchmarks/neo4j_publish.py --scale 0.05   # a try; only prints

Needs a quiet machine, Maven's cache of Neo4j, 8 GB of memory and 10 GB in the folder of temporary files. Full size takes
ten minutes on two cores. Scale 1: 500,000 nodes (200,000 accounts; payment instruments, devices, templates; one client that every account uses, a
hub of 200,000 links) and 2 million links. The floor sends the batches that our code made, recorded beforehand, through
the bare driver and counts only its own time, once before and once after ours, so that the noise is seen. Each way starts
on a server of its own with an empty store, same settings, and all must end with as many nodes and relationships.
Peak memory is that of a process of its own, for a tenth of everything and for all of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1] / "neo4j"))
from local_server.fetch import jars
from local_server.lines import chosen
from local_server.server import Server, start, stop

from graphring.graphdb import load
from graphring.graphdb.address import Address
from graphring.graphdb.bulk import write_import
from graphring.graphdb.change import cleared, find_change, rows_to_send
from graphring.graphdb.files import statements
from graphring.graphdb.found import Found
from graphring.graphdb.jdk import jdks
from graphring.graphdb.material import Material
from graphring.graphdb.publish import publish
from graphring.graphdb.rows import families_of, kinds_of, prepare, tables
from graphring.graphdb.sent import Sent
from graphring.ingest import Options, Source, ingest
from graphring.model.progress import Silent
from graphring.settings import Machine, Settings
from graphring.store.case import CaseFolder

RESULTS = Path(__file__).parent / "results" / "neo4j_publish.md"
ACCOUNTS = 200_000
ENTITIES = {"payment_instrument": 100_000, "device": 100_000, "prompt_template": 99_999}
LINKS_EACH = 3  # of each kind and account, and one of the hub
NOW = datetime(2026, 6, 1, tzinfo=UTC)
KEY = "a-key-for-the-benchmark-0001"
MAKE = """
COPY (
    SELECT DISTINCT 'acct-' || lpad(a::VARCHAR, 7, '0') AS account_id, kind,
        kind || '-' || (hash(a, kind, j) % n)::BIGINT AS entity_id,
        make_timestamptz((1767225600 + hash(a, j) % 5000000)::BIGINT * 1000000) AS time
    FROM range({accounts}) t(a), range({each}) u(j), (VALUES {kinds}) k(kind, n)
    UNION ALL SELECT 'acct-' || lpad(a::VARCHAR, 7, '0'), 'client', 'one client', TIMESTAMPTZ '2026-01-01 00:00:00+00'
    FROM range({accounts}) t(a)
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
MORE = """
COPY (
    SELECT account_id, kind, entity_id, time + INTERVAL 90 DAY AS time FROM '{path}' WHERE hash(account_id, entity_id) % 10 = 0
) TO '{more}' (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True)
class Figures:
    """Seconds, and what was sent."""

    what: str
    seconds: float
    rows: int
    note: str = ""


def made(folder: Path, scale: float) -> CaseFolder:
    """A case of the benchmark's links."""
    case, path = CaseFolder.create(folder / "case", KEY), folder / "links.parquet"
    kinds = ", ".join(f"('{kind}', {max(1, int(n * scale))})" for kind, n in ENTITIES.items())
    duckdb.sql(MAKE.format(accounts=int(ACCOUNTS * scale), each=LINKS_EACH, kinds=kinds, path=path))
    taken(case, path)
    return case


def taken(case: CaseFolder, path: Path) -> None:
    result = ingest(
        case, [Source.of(path)], Options(kind="links", columns=None, tz=None, settings=Settings(), wait=False), Silent()
    )
    assert result.ok, result


@contextmanager
def material(case: CaseFolder) -> Iterator[Material]:
    """Without a run: what is timed is the base graph."""
    with case.reading(Machine()) as db:
        yield Material(db, Found("none"), case.path / "published", "benchmark", {}, NOW)


@contextmanager
def server(home: Path, heap: str) -> Iterator[Server]:
    running = start(home, heap=heap)
    try:
        yield running
    finally:
        stop(running)


def address(running: Server) -> Address:
    return Address(running.uri, running.user, running.password)


def recorded(case: CaseFolder, to: Path) -> list[tuple[str, list[Path]]]:
    """The statements and batches that a first publish sends, batches as files."""
    told = []
    with material(case) as made_of:
        db = made_of.db
        prepare(db, made_of.found, made_of.now)
        for table in tables(kinds_of(db), families_of(db, {})):
            with cleared(db):
                find_change(db, table, Sent(to / "nothing"))
                paths = []
                for i, rows in enumerate(rows_to_send(db, table)):
                    paths.append(to / f"{table.name}-{i}.pickle")
                    paths[-1].write_bytes(pickle.dumps(rows))
                told.append((load.load_statement(table.of), paths))
    return told


def floor(running: Server, told: list[tuple[str, list[Path]]]) -> Figures:
    """The bare driver, one transaction a batch; only its own time counts."""
    seconds, n, cpu = 0.0, 0, 0.0
    with (
        neo4j.GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver,
        driver.session() as session,
    ):
        for query in statements("schema/constraints"):
            session.run(query).consume()
        for query, paths in told:
            for path in paths:
                rows = pickle.loads(path.read_bytes())
                begin, since = time.perf_counter(), time.process_time()
                session.execute_write(lambda work, query=query, rows=rows: work.run(query, rows=rows).consume())
                seconds, cpu = seconds + time.perf_counter() - begin, cpu + time.process_time() - since
                n += len(rows)
    return Figures("floor: bare driver, same statements and batches", seconds, n, f"{cpu:.1f} s of CPU")


def _published(path: Path, to: Address) -> tuple[float, int, float, float, float]:
    """In a process of its own: seconds, rows, seconds of CPU, seconds inside the driver, peak megabytes."""
    driver_s = _watched()
    begin, cpu = time.perf_counter(), time.process_time()
    with material(CaseFolder.open(path, KEY)) as made_of:
        done = publish(made_of, to, Silent())
    seconds = time.perf_counter() - begin
    return seconds, sum(c.sent + c.deleted for c in done.changes), time.process_time() - cpu, sum(driver_s), _peak_mb()


def _watched() -> list[float]:
    """Seconds that each transaction spends inside the driver, from now on."""
    inside, plain = [], neo4j.Session.execute_write

    def timed(*given: Any, **named: Any) -> Any:
        begin = time.perf_counter()
        try:
            return plain(*given, **named)
        finally:
            inside.append(time.perf_counter() - begin)

    neo4j.Session.execute_write = timed  # type: ignore[method-assign]
    return inside


def _peak_mb() -> float:
    """Since this program began; getrusage would tell that of the process that started it."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def published(case: CaseFolder, running: Server, what: str) -> Figures:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, rows, cpu, driver_s, peak_mb = pool.apply(_published, (case.path, address(running)))
    return Figures(
        what, seconds, rows, f"{driver_s:.1f} s inside the driver, {cpu:.1f} s of CPU, peak {peak_mb:,.0f} MB"
    )


def imported_files(case: CaseFolder, folder: Path) -> Figures:
    begin = time.perf_counter()
    with material(case) as made_of:
        done = write_import(made_of, folder / "files", Silent())
    n = sum(change.sent for change in done.changes)
    return Figures("--to-import: writing the files", time.perf_counter() - begin, n)


def imported(folder: Path, rows: int) -> Figures:
    """Into the store of a server that is stopped."""
    line, jdk = chosen(jdks())
    script = folder / "neo4j-admin"
    script.write_text(
        f"#!/bin/sh\nexec {jdk.java} --add-opens=java.base/java.nio=ALL-UNNAMED -cp '{jars(line, jdk)}/lib/*' org.neo4j.cli.AdminTool \"$@\"\n"
    )
    script.chmod(0o755)
    home = folder / "bulk"
    told = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "NEO4J_ADMIN": str(script)}
    begin = time.perf_counter()
    subprocess.run([folder / "files" / "import.sh"], env={**os.environ, **told}, check=True, capture_output=True)
    return Figures("--to-import: neo4j-admin", time.perf_counter() - begin, rows)


def counted(running: Server) -> tuple[int, int]:
    """Nodes and relationships, without what a publish keeps of itself and hypotheses of runs."""
    with (
        neo4j.GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver,
        driver.session() as session,
    ):
        n = session.run("MATCH (n:Account|Entity) RETURN count(n) AS n").single(strict=True)["n"]
        return n, session.run("MATCH ()-[r]->() RETURN count(r) AS n").single(strict=True)["n"]


class Course:
    """What was measured so far, told as it comes."""

    def __init__(self, folder: Path, heap: str) -> None:
        self.folder, self._heap = folder, heap
        self.figures: list[Figures] = []
        self.sizes: set[tuple[int, int]] = set()

    @contextmanager
    def server(self, name: str) -> Iterator[Server]:
        self.say(f"a server for {name}")
        with server(self.folder / name, self._heap) as running:
            yield running

    def add(self, *figures: Figures) -> None:
        for one in figures:
            self.say(f"{one.what}: {one.seconds:.1f} s, {one.note}")
        self.figures += figures

    def full(self, running: Server) -> None:
        """Every way of loading everything ends with the same."""
        self.sizes.add(counted(running))
        assert len(self.sizes) == 1, self.sizes

    @staticmethod
    def say(words: str) -> None:
        print(f"{datetime.now(UTC):%H:%M:%S} {words}", file=sys.stderr, flush=True)


def floored(course: Course, name: str, told: list[tuple[str, list[Path]]]) -> None:
    with course.server(name) as running:
        course.add(floor(running, told))
        course.full(running)


def measured(course: Course, scale: float) -> None:
    folder = course.folder
    course.say("a case and its batches")
    case = made(folder, scale)
    (folder / "batches").mkdir()
    told = recorded(case, folder / "batches")
    floored(course, "floor", told)
    n = course.figures[0].rows
    with course.server("publish") as running:
        course.add(published(case, running, "publish: everything"))
        course.full(running)
        course.add(published(case, running, "publish again: nothing changed"))
        course.add(imported_files(case, folder))
        duckdb.sql(MORE.format(path=folder / "links.parquet", more=folder / "more.parquet"))
        taken(case, folder / "more.parquet")
        course.add(published(case, running, "publish: a tenth of the links changed"))
    floored(course, "floor again", told)
    with course.server("bulk"):
        pass
    course.add(imported(folder, n))
    with course.server("bulk") as running:
        course.full(running)
    small = made(folder / "tenth", scale / 10)
    with course.server("small") as running:
        course.add(published(small, running, "publish: a tenth of everything, for its memory"))


def report(course: Course, scale: float, heap: str, load_before: float) -> str:
    floors = [f for f in course.figures if f.what.startswith("floor")]
    (ours,) = (f for f in course.figures if f.what == "publish: everything")
    raw = sum(f.seconds for f in floors) / len(floors)
    ((nodes, links),) = course.sizes
    lines = [
        "# Publishing to Neo4j", "",
        f"`python benchmarks/neo4j_publish.py --scale {scale:g} --heap {heap}`, {os.cpu_count()} cores, load before"
        f" {load_before:.1f}, driver {neo4j.__version__}, Neo4j {chosen(jdks())[0].version}; {nodes:,} nodes and"
        f" {links:,} relationships, the same after each way.", "",
        "| what | s | rows | rows/s | |", "|---|---:|---:|---:|---|",
        *(f"| {f.what} | {f.seconds:.1f} | {f.rows:,} | {f.rows / f.seconds:,.0f} | {f.note} |" for f in course.figures),
        "", f"Publishing everything took {ours.seconds / raw:.2f} times the floor (aim: at most 1.3; the mean of both).",
        "Peak memory is that of our process, which reads the case through DuckDB in batches of 10,000 rows.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--heap", default="3g")
    parser.add_argument("--to", type=Path, help="where the result goes; of a run at full size it goes to results/")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="graphring-publish-", ignore_cleanup_errors=True) as folder:
        course = Course(Path(folder), given.heap)
        (course.folder / "tenth").mkdir()
        measured(course, given.scale)
    text = report(course, given.scale, given.heap, before)
    print(text)
    if to := given.to or (RESULTS if given.scale == 1 else None):
        to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
