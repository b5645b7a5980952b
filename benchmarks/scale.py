"""From 4, 8 and 16 million exchanges in Parquet to reports: seconds and memory by stage, against a bare DuckDB scan.

    python benchmarks/scale.py [--millions 4 8 16] [--format parquet|csv.gz|jsonl.gz] [--hub] [--peers S] [--write]
    python benchmarks/scale.py --millions 34:1000000 151:1000000:91     with accounts and days of their own

Synthetic files made by benchmarks/scale_world.py in a temporary folder (or --files, kept). Each size runs in a process
of its own, so that its peak memory is its own. With --hub every account also gets one and the same address after the
first find, and evidence and detection are timed again. Rows of text are compared with gunzip alone, too. With --peers
other programs get the same files and so many seconds each (benchmarks/scale_peers.py).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import performance_page
import scale_peers

HERE = Path(__file__).parent
HUB = "45.60.70.80"
"""An address of nobody else's in the synthetic log."""
FLOOR = """SELECT account_id, ip, count(*), min(time), max(time) FROM read_parquet($f) GROUP BY account_id, ip"""


def floors(exchanges: Path) -> dict[str, float]:
    """Seconds of a bare scan, and of gunzip alone; the better of two."""
    import duckdb

    duckdb.execute("SET enable_progress_bar = false")
    reads = {".parquet": "read_parquet", ".csv.gz": "read_csv", ".jsonl.gz": "read_json"}
    read = next(function for ending, function in reads.items() if exchanges.name.endswith(ending))
    seconds: dict[str, list[float]] = {"floor": [], "gunzip": []}
    for _ in range(2):
        start = perf_counter()
        duckdb.connect().execute(f"CREATE TEMP TABLE t AS {FLOOR.replace('read_parquet', read)}", {"f": str(exchanges)})
        seconds["floor"].append(perf_counter() - start)
        if exchanges.suffix == ".gz":
            start = perf_counter()
            subprocess.run(["gzip", "-dc", exchanges], stdout=subprocess.DEVNULL, check=True)
            seconds["gunzip"].append(perf_counter() - start)
    return {name: min(each) for name, each in seconds.items() if each}


def one(folder: Path, work: Path, ending: str, *, hub: bool) -> dict[str, float]:
    """The whole way for one size, in this process."""
    import graphring as gr

    exchanges = folder / f"exchanges.{ending}"
    stages = floors(exchanges)
    case = gr.Case.create(work / "case", key="a-key-for-benchmarks-only")
    start = perf_counter()
    case.ingest(exchanges)
    stages["ingest"] = perf_counter() - start
    stages["ingest_peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    start = perf_counter()
    case.ingest([folder / "accounts.csv", folder / "instruments.csv"])
    stages["ingest of accounts and instruments"] = perf_counter() - start
    stages["disk_gb"] = sum(p.stat().st_size for p in (work / "case").rglob("*") if p.is_file()) / 1e9
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
    stages["largest_child_gb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    if hub:
        case.ingest(hub_links(folder, work))
        stages |= {f"hub: {name}": seconds for name, seconds in case.find_rings().manifest.timings_s.items()}
    return stages


def hub_links(folder: Path, work: Path) -> Path:
    """A file that gives every account of accounts.csv one address more, the same for all."""
    import duckdb

    path = work / "hub.parquet"
    duckdb.execute(
        f"COPY (SELECT account_id, 'ip_address' AS kind, '{HUB}' AS entity_id FROM read_csv('{folder / 'accounts.csv'}')) "
        f"TO '{path}' (FORMAT parquet)"
    )
    return path


def zipped(folder: Path, ending: str) -> None:
    """The exchanges as zipped text beside the Parquet file."""
    import duckdb

    to = folder / f"exchanges.{ending}"
    if ending != "parquet" and not to.is_file():
        how = "FORMAT csv, HEADER" if ending == "csv.gz" else "FORMAT json"
        duckdb.execute("SET enable_progress_bar = false")
        duckdb.execute(f"COPY (FROM '{folder / 'exchanges.parquet'}') TO '{to}' ({how}, COMPRESSION gzip)")


def made(files: Path, millions: str | int) -> Path:
    """The folder of the synthetic world of that size; `34:1000000:91`: 34 million of a million accounts in 91 days."""
    folder = files / f"{str(millions).replace(':', '_')}m"
    if not (folder / "exchanges.parquet").is_file():
        given = zip(("--millions", "--accounts", "--days"), str(millions).split(":"), strict=False)
        words = [word for pair in given for word in pair if pair[1]]
        folder.mkdir(parents=True, exist_ok=True)
        to = folder / "exchanges.parquet"
        subprocess.run([sys.executable, HERE / "scale_world.py", *words, "--to", to], check=True)
    return folder


Results = dict[str, dict[str, Any]]
"""What was measured, by size as it was asked for."""


def table(results: Results) -> list[str]:
    names = ["floor", "gunzip", "ingest", "ingest of accounts and instruments", "find", "find: evidence", "find: detection",
             "find: judgement", "find: summaries", "report"]  # fmt: skip
    sizes = list(results)
    lines = [
        "| seconds | " + " | ".join(f"{m.partition(':')[0]} M" for m in sizes) + " |",
        "|---|" + "---|" * len(sizes),
    ]
    lines += [
        f"| {n} | " + " | ".join(f"{results[m][n]:.1f}" for m in sizes) + " |" for n in names if n in results[sizes[0]]
    ]
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
    lines.append(
        "| peak memory of ingest, GB | " + " | ".join(f"{results[m]['ingest_peak_gb']:.2f}" for m in sizes) + " |"
    )
    lines.append("| the case on the disk, GB | " + " | ".join(f"{results[m]['disk_gb']:.2f}" for m in sizes) + " |")
    if "hub: evidence" in results[sizes[0]]:
        lines += [
            f"| {stage} with the hub ÷ without | "
            + " | ".join(f"{results[m][f'hub: {stage}'] / results[m][f'find: {stage}']:.2f}" for m in sizes) + " |"
            for stage in ("evidence", "detection")
        ]  # fmt: skip
    lines.append("| accounts | " + " | ".join(f"{results[m]['accounts']:,.0f}" for m in sizes) + " |")
    lines.append(
        "| rings found (`ring`+`review`; 20 planted) | "
        + " | ".join(f"{results[m]['rings']:.0f}" for m in sizes)
        + " |"
    )
    return lines


def said(given: argparse.Namespace, results: Results) -> list[str]:
    asked = f"--millions {' '.join(given.millions)} --format {given.format}{' --hub' * given.hub}"
    asked += f" --name {given.name}" * bool(given.name)
    asked += f" --peers {given.peers}" * bool(given.peers)
    return [
        f"`python benchmarks/scale.py {asked} --write`, {performance_page.machine()}. Synthetic exchanges "
        "(benchmarks/scale_world.py), one run each: seconds vary from run to run, ratios less. The floor is one bare "
        "DuckDB scan of the same file, grouped by account and address.", "", *table(results),
        *(scale_peers.table(results) if given.peers else ()),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--millions", nargs="+", default=["4", "8", "16"], metavar="N[:ACCOUNTS[:DAYS]]")
    parser.add_argument("--format", choices=("parquet", "csv.gz", "jsonl.gz"), default="parquet")
    parser.add_argument(
        "--hub", action="store_true", help="evidence and detection again, with an address of everybody's"
    )
    parser.add_argument("--peers", type=int, default=0, metavar="S", help="other programs as well, S seconds each")
    parser.add_argument("--name", help="place in docs/performance.md (default: after the format)")
    parser.add_argument("--files", type=Path, help="where the synthetic files are, or are kept")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        with tempfile.TemporaryDirectory() as work:
            print(json.dumps(one(given.one, Path(work), given.format, hub=given.hub)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        files = given.files or Path(temporary)
        results = {}
        for millions in given.millions:
            folder = made(files, millions)
            zipped(folder, given.format)
            call = [sys.executable, __file__, "--one", folder, "--format", given.format, *["--hub"][: given.hub]]
            done = subprocess.run(call, stdout=subprocess.PIPE, check=True)
            results[millions] = json.loads(done.stdout.splitlines()[-1])
            if given.peers:
                results[millions]["peers"] = scale_peers.measured(folder, given.peers)
            print(millions, results[millions], file=sys.stderr)
    lines = said(given, results)
    if given.write:
        name = "scale" if given.format == "parquet" else f"scale_{given.format.partition('.')[0]}"
        performance_page.write(given.name or (f"{name}_hub" if given.hub else name), "Scale", lines)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
