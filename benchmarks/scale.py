"""From 4, 8 and 16 million exchanges in Parquet to reports: seconds and memory by stage, against a bare DuckDB scan.

    python benchmarks/scale.py [--millions 4 8 16] [--write]

Synthetic files made by benchmarks/scale_world.py in a temporary folder (or --files, kept). Each size runs in a process
of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "scale.md"
FLOOR = """SELECT account_id, ip, count(*), min(time), max(time) FROM read_parquet($f) GROUP BY account_id, ip"""


def one(folder: Path, work: Path) -> dict[str, float]:
    """The whole way for one size, in this process."""
    import duckdb

    import graphring as gr

    exchanges = str(folder / "exchanges.parquet")
    floors = []
    for _ in range(2):
        start = perf_counter()
        duckdb.connect().execute(f"CREATE TEMP TABLE t AS {FLOOR}", {"f": exchanges})
        floors.append(perf_counter() - start)
    stages = {"floor": min(floors)}
    case = gr.Case.create(work / "case", key="a-key-for-benchmarks-only")
    start = perf_counter()
    case.ingest(exchanges)
    stages["ingest"] = perf_counter() - start
    start = perf_counter()
    case.ingest([folder / "accounts.csv", folder / "instruments.csv"])
    stages["ingest of accounts and instruments"] = perf_counter() - start
    start = perf_counter()
    run = case.find_rings()
    stages["find"] = perf_counter() - start
    stages |= {f"find: {name}": seconds for name, seconds in run.manifest.timings_s.items()}
    start = perf_counter()
    run.report(work / "out")
    stages["report"] = perf_counter() - start
    stages["rings"] = len(run.rings)
    stages["accounts"] = run.manifest.counts["accounts"]
    stages["peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    stages["largest_child_gb"] = children
    return stages


def made(files: Path, millions: int) -> Path:
    folder = files / f"{millions}m"
    if not (folder / "exchanges.parquet").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                sys.executable,
                HERE / "scale_world.py",
                "--millions",
                str(millions),
                "--to",
                folder / "exchanges.parquet",
            ],
            check=True,
        )
    return folder


def table(results: dict[int, dict[str, float]]) -> list[str]:
    names = ["floor", "ingest", "ingest of accounts and instruments", "find", "find: evidence", "find: detection",
             "find: judgement", "find: summaries", "report"]  # fmt: skip
    sizes = sorted(results)
    lines = ["| seconds | " + " | ".join(f"{m} M" for m in sizes) + " |", "|---|" + "---|" * len(sizes)]
    lines += [f"| {n} | " + " | ".join(f"{results[m][n]:.1f}" for m in sizes) + " |" for n in names]
    whole = {
        m: sum(results[m][n] for n in ("ingest", "ingest of accounts and instruments", "find", "report")) for m in sizes
    }
    lines.append("| **whole way** | " + " | ".join(f"**{whole[m]:.1f}**" for m in sizes) + " |")
    lines.append(
        "| ingest ÷ floor | " + " | ".join(f"{results[m]['ingest'] / results[m]['floor']:.2f}" for m in sizes) + " |"
    )
    growth = ["–"] + [f"{whole[b] / whole[a]:.2f}" for a, b in pairwise(sizes)]
    lines.append("| growth of the whole way to the size before | " + " | ".join(growth) + " |")
    lines.append(
        "| peak memory, GB (and of the largest worker) | "
        + " | ".join(f"{results[m]['peak_gb']:.2f} ({results[m]['largest_child_gb']:.2f})" for m in sizes)
        + " |"
    )
    lines.append("| accounts | " + " | ".join(f"{results[m]['accounts']:,.0f}" for m in sizes) + " |")
    lines.append(
        "| rings found (`ring`+`review`; 20 planted) | "
        + " | ".join(f"{results[m]['rings']:.0f}" for m in sizes)
        + " |"
    )
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", type=int, nargs="+", default=[4, 8, 16])
    parser.add_argument("--files", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        with tempfile.TemporaryDirectory() as work:
            print(json.dumps(one(given.one, Path(work))))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        files = given.files or Path(temporary)
        results = {}
        for millions in given.millions:
            done = subprocess.run(
                [sys.executable, __file__, "--one", made(files, millions)], stdout=subprocess.PIPE, check=True
            )
            results[millions] = json.loads(done.stdout.splitlines()[-1])
            print(millions, results[millions], file=sys.stderr)
    lines = ["# Scale", "", f"Made by `python benchmarks/scale.py --millions {' '.join(map(str, given.millions))} --write` on "
             f"{os.cpu_count()} cores, Python {platform.python_version()}. Synthetic exchanges in Parquet (benchmarks/scale_world.py), "
             "one run each: seconds vary from run to run, ratios less.", "",
             "The floor is one bare DuckDB scan of the same file, grouped by account and address.", "", *table(results)]  # fmt: skip
    if given.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
