"""How long each export job takes on a graph of a million links, and the memory of our process: benchmarks/results/jobs.md.

Needs an empty Neo4j: `make neo4j HEAP=3g`, then the line that it prints, then `python benchmarks/jobs.py`. The graph is
that of benchmarks/browse.py (`--keep` uses it again), with what a person decides about it. Each job is the command, in a
process of its own: first with everything to export, then once more, when its watermark knows it all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from browse_world import filled, options, size

from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.catalog import catalog

RESULTS = Path(__file__).parent / "results" / "jobs.md"
COMMAND = str(Path(sys.executable).parent / "graphring")
NOW = "2026-05-01T06:00:00Z"
"""The day after the last link."""
DECIDED = (
    "MATCH (r:Run) SET r.published_at = datetime('2026-04-30T00:00:00Z'), r.created_at = r.published_at",
    "MATCH (r:Ring {verdict: 'ring'}) SET r.decision = 'confirmed'",
    "MATCH (:Ring)-[:SHARES]->(e:Entity) SET e.last_seen = datetime('2026-04-29T00:00:00Z')",
)
"""Without these some jobs would have nothing to read."""
MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""Run by a process that holds nothing: what a parent holds when it starts a child counts as the peak of that child."""


class Took(NamedTuple):
    """One export."""

    seconds: float
    peak_mb: float
    said: str


def main() -> None:
    given = options(__doc__)
    with Connection(Address.of()) as graph, tempfile.TemporaryDirectory() as to:
        filled(graph, keep=given.keep)
        for statement in DECIDED:
            graph.write(statement)
        lines = [*head(graph), *(line(name, Path(to)) for name in [job.name for job in catalog().jobs])]
    idle = exported("jobs", "list")
    lines += [
        "",
        f"The command without any export, `graphring jobs list`: {idle.seconds:.1f} s, {idle.peak_mb:.0f} MB.",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def head(graph: Connection) -> list[str]:
    return [
        "# Export jobs on a graph of a million links", "",
        f"`python benchmarks/jobs.py`: {size(graph)}, Neo4j {graph.version}, {os.cpu_count()} cores shared with other work"
        f" (load {os.getloadavg()[1]:.0f}). Seconds are those of the whole command, memory the peak of our process.", "",
        "| job | rows | file MB | first s | first peak MB | again: rows | again s | again peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip


def line(name: str, to: Path) -> str:
    words = ("jobs", "run", name, "--to", str(to), "--now", NOW)
    first, again = exported(*words), exported(*words)
    data = next(path for path in sorted((to / name).iterdir()) if not path.name.endswith(".manifest.json"))
    told = [name, rows(first), f"{data.stat().st_size / 1e6:.1f}", f"{first.seconds:.1f}", f"{first.peak_mb:.0f}"]
    told += [rows(again), f"{again.seconds:.1f}", f"{again.peak_mb:.0f}"]
    print(shown := f"| {' | '.join(told)} |")
    return shown


def exported(*words: str) -> Took:
    """The command in a process of its own, with its own peak of memory."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, COMMAND, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stderr}")
    seconds, peak_kb = done.stdout.splitlines()[-1].split()
    return Took(float(seconds), int(peak_kb) / 1024, done.stderr)


def rows(took: Took) -> str:
    """The number of rows that the line about a job tells; none when there was nothing new."""
    told = [word.removeprefix("rows=") for word in took.said.split() if word.startswith("rows=")]
    return f"{int(told[0]):,}" if told else "no file"


if __name__ == "__main__":
    main()
