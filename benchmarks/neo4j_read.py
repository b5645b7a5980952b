"""Reading a graph from a real Neo4j into a case, against the bare driver with the very same statements in the same run.

    python benchmarks/neo4j_read.py --scale 0.05
    python benchmarks/neo4j_read.py --scale 1 --heap 3g --to benchmarks/results/neo4j_read.md

Scale 1: 200,000 users, 100,000 cards, 100,000 devices, a million relationships, half to each. The floor iterates over
the driver's records and looks at each value once. Reading is everything up to sorted files; taking in is the ingest of
them. Peak memory is that of a process of its own, for a quarter of the relationships and for all of them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow import parquet

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1] / "neo4j"))
from local_server.server import start, stop

from graphring.api.case import Case
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.read.foreign import wanted
from graphring.graphdb.read.mapping import graph_mapping
from graphring.graphdb.read.reading import Desk, read
from graphring.model.progress import Silent
from graphring.settings import Machine

USERS, THINGS, LINKS = 200_000, 100_000, 500_000
KEY = "a-key-for-the-benchmark-0001"
NODES = "UNWIND range($first, $last) AS i CREATE (:{label} {{id: $prefix + i}})"
LINK = """
UNWIND range($first, $last) AS i
MATCH (u:User {{id: 'user-' + (i * 7919 % $users)}})
MATCH (e:{label} {{id: $prefix + (i * 104729 % $things)}})
CREATE (u)-[:{type} {{date: date('2026-01-01') + duration({{days: i % 90}}), n: i % 5 + 1}}]->(e)
"""
BATCH = 10_000


@dataclass(frozen=True)
class Told:
    """A row of the table."""

    what: str
    seconds: float
    rows: int
    note: str = ""

    def __str__(self) -> str:
        return f"| {self.what} | {self.seconds:.1f} | {self.rows:,} | {self.rows / self.seconds:,.0f} | {self.note} |"


def mapping(quarter: bool = False) -> dict[str, Any]:
    """One of the types, or both; a quarter of the relationships has a type of its own."""
    cards = {"type": "HAS_CC", "label": "Card", "key": "id", "kind": "card", "first_seen": "date", "n": "n"}
    devices = {"type": "USED", "label": "Device", "key": "id", "kind": "device", "first_seen": "date", "n": "n"}
    some = {**devices, "type": "USED_SOME"}
    return {"account": {"label": "User", "key": "id"}, "links": [some] if quarter else [cards, devices]}


def load(address: Address, scale: float) -> None:
    users, things, links = (max(1000, int(n * scale)) for n in (USERS, THINGS, LINKS))
    with Connection(address) as graph:
        for label, n, prefix in (("User", users, "user-"), ("Card", things, "card-"), ("Device", things, "device-")):
            graph.write(f"CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.id)")
            for first, last in ranges(n):
                graph.write(NODES.format(label=label), first=first, last=last, prefix=prefix)
        graph.read("CALL db.awaitIndexes(300)")
        for label, type_, n in (
            ("Card", "HAS_CC", links),
            ("Device", "USED", links),
            ("Device", "USED_SOME", links // 2),
        ):
            prefix = f"{label.lower()}-"
            for first, last in ranges(n):
                graph.write(
                    LINK.format(label=label, type=type_),
                    first=first,
                    last=last,
                    prefix=prefix,
                    users=users,
                    things=things,
                )


def ranges(n: int) -> Iterator[tuple[int, int]]:
    for first in range(0, n, BATCH):
        yield first, min(first + BATCH, n) - 1


def floor(address: Address, given: Mapping[str, Any]) -> Told:
    """The driver's records, each value looked at once."""
    seconds, n, cpu = 0.0, 0, time.process_time()
    driver = neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password))
    with driver, driver.session(database=address.database, default_access_mode=neo4j.READ_ACCESS) as session:
        for one in wanted(graph_mapping(given)):
            began = time.perf_counter()
            for record in session.run(one.part.statement):
                n += 1
                for _ in record.values():
                    pass
            seconds += time.perf_counter() - began
    return Told("floor: bare driver, same statements", seconds, n, f"{time.process_time() - cpu:.1f} s of CPU")


def reading(address: Address, given: Mapping[str, Any], work: Path) -> Told:
    """Counting, reading, sorting, files."""
    work.mkdir()
    began, cpu = time.perf_counter(), time.process_time()
    done = read(address, graph_mapping(given), None, Desk(work, Machine(), Silent()))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    rows = sum(parquet.read_metadata(source.path).num_rows for source in done.sources)
    shutil.rmtree(work)
    return Told("reading: counted, read, sorted, in files", seconds, rows, f"{cpu:.1f} s of CPU")


def whole(address: Address, given: Mapping[str, Any], work: Path, what: str) -> Told:
    """A case of it, in a process of its own for its memory."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    child = context.Process(target=_whole, args=(address, given, work, what, answers))
    child.start()
    told = answers.get()
    child.join()
    shutil.rmtree(work)
    return told


def _whole(address: Address, given: Mapping[str, Any], work: Path, what: str, answers: Any) -> None:
    os.environ.update(NEO4J_URI=address.uri, NEO4J_USER=address.user, NEO4J_PASSWORD=address.password)
    began = time.perf_counter()
    result = Case.create(work, key=KEY).ingest_neo4j(mapping=given, tz="UTC")
    assert result.ok, result
    seconds, rows = time.perf_counter() - began, sum(file.used for file in result.files)
    answers.put(Told(what, seconds, rows, f"peak {peak_mb():.0f} MB"))


def peak_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def served(home: Path, heap: str, *, given: bool) -> Iterator[Address]:
    """A server of its own, or the one of NEO4J_URI, which must be empty."""
    if given:
        with Connection(Address.of()) as graph:
            assert not graph.read("MATCH (n) RETURN count(n) AS n")[0]["n"], "the Neo4j of NEO4J_URI is not empty"
        yield Address.of()
        return
    server = start(home, heap=heap)
    try:
        yield Address(server.uri, server.user, server.password)
    finally:
        stop(server)


def measured(arguments: argparse.Namespace, work: Path) -> str:
    before = os.getloadavg()[0]
    with served(work / "neo4j", arguments.heap, given=arguments.given) as address:
        load(address, arguments.scale)
        floor(address, mapping())  # pages and plans warm for all that follows
        rows = [
            floor(address, mapping()),
            reading(address, mapping(), work / "files"),
            whole(address, mapping(), work / "whole", "the same, and into a case"),
            whole(address, mapping(quarter=True), work / "quarter", "a quarter of it into a case, for its memory"),
        ]
        with Connection(address) as graph:
            version = graph.version
    words = f"--scale {arguments.scale:g} " + ("--given" if arguments.given else f"--heap {arguments.heap}")
    times = rows[1].seconds / rows[0].seconds
    head = f"{os.cpu_count()} cores, load before {before:.1f}, driver {neo4j.__version__}, Neo4j {version}"
    return "\n".join([
        "# Reading from Neo4j", "",
        f"`python benchmarks/neo4j_read.py {words}`, {head}.", "",
        "| what | s | rows | rows/s | |", "|---|---:|---:|---:|---|", *map(str, rows), "",
        f"Reading took {times:.2f} times the floor.", "",
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--given", action="store_true", help="the empty Neo4j of NEO4J_URI instead of one of its own")
    parser.add_argument("--to", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        text = measured(arguments, Path(work))
    print(text)
    if arguments.to:
        arguments.to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
