"""Publishing to a real Neo4j, against the raw driver with the very same statements and batches.

    python benchmarks/neo4j_publish.py --scale 0.05
    python benchmarks/neo4j_publish.py --scale 1 --heap 3g --to benchmarks/results/neo4j_publish.md

Scale 1: 500,000 nodes (200,000 accounts; payment instruments, devices, templates; one client that every account uses, a
hub of 200,000 links) and 2 million links. The floor sends the batches that our code made, recorded beforehand, through
the bare driver and counts only its own time. Each way starts on a server of its own with an empty store, same settings.
Peak memory is that of a process of its own, for a quarter of the links and for all of them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import shutil
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


def imported(case: CaseFolder, folder: Path) -> list[Figures]:
    begin = time.perf_counter()
    with material(case) as made_of:
        done = write_import(made_of, folder / "files", Silent())
    written = time.perf_counter() - begin
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
    loaded = time.perf_counter() - begin
    n = sum(change.sent for change in done.changes)
    return [Figures("--to-import: writing the files", written, n), Figures("--to-import: neo4j-admin", loaded, n)]


def measured(folder: Path, scale: float, heap: str) -> list[Figures]:
    figures = []
    case = made(folder, scale)
    (folder / "batches").mkdir()
    told = recorded(case, folder / "batches")
    with server(folder / "one", heap) as running:
        figures.append(floor(running, told))
    with server(folder / "two", heap) as running:
        figures.append(published(case, running, "publish: everything"))
        figures.append(published(case, running, "publish again: nothing changed"))
        duckdb.sql(MORE.format(path=folder / "links.parquet", more=folder / "more.parquet"))
        taken(case, folder / "more.parquet")
        figures.append(published(case, running, "publish: a tenth of the links changed"))
    with server(folder / "bulk", heap):
        pass
    figures += imported(case, folder)
    small = made(folder / "quarter", scale / 4)
    with server(folder / "three", heap) as running:
        figures.append(published(small, running, "publish: a quarter of everything, for its memory"))
    return figures


def report(figures: list[Figures], scale: float, heap: str) -> str:
    raw, ours = figures[0], figures[1]
    lines = [
        "# Publishing to Neo4j", "",
        f"`python benchmarks/neo4j_publish.py --scale {scale:g} --heap {heap}`, {os.cpu_count()} cores, load before"
        f" {os.getloadavg()[2]:.1f}, driver {neo4j.__version__}, Neo4j {chosen(jdks())[0].version}.", "",
        "| what | s | rows | rows/s | |", "|---|---:|---:|---:|---|",
        *(f"| {f.what} | {f.seconds:.1f} | {f.rows:,} | {f.rows / f.seconds:,.0f} | {f.note} |" for f in figures),
        "", f"Publishing everything took {ours.seconds / raw.seconds:.2f} times the floor (aim: at most 1.3).", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="graphring-publish-"))
    try:
        (folder / "quarter").mkdir()
        text = report(measured(folder, given.scale, given.heap), given.scale, given.heap)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(text)
    if given.to:
        given.to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
