"""What `graphring --help` costs before anything is done: CPU seconds, beside those of an empty Python.

Run:  .venv/bin/python benchmarks/startup.py     (writes benchmarks/results/startup.csv)
"""

from __future__ import annotations

import csv
import os
import platform
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

AIM_S = 0.3
RUNS = 15
RESULT = Path(__file__).parent / "results" / "startup.csv"
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "import graphring": (sys.executable, "-c", "import graphring"),
    "graphring --help": (str(Path(sys.executable).parent / "graphring"), "--help"),
    "graphring members --help": (str(Path(sys.executable).parent / "graphring"), "members", "--help"),
}


def cpu_s(command: tuple[str, ...]) -> float:
    """User and system seconds of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def main() -> int:
    for command in COMMANDS.values():  # bytecode and file cache, so that the first is not the slowest
        cpu_s(command)
    medians = {name: statistics.median(cpu_s(command) for _ in range(RUNS)) for name, command in COMMANDS.items()}
    bare = medians["python -c pass"]
    rows = [(name, f"{s:.3f}", f"{s / bare:.1f}") for name, s in medians.items()]
    RESULT.parent.mkdir(exist_ok=True)
    with RESULT.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("command", "cpu_s", "times_bare_python"))
        writer.writerows(rows)
    print(f"median of {RUNS} runs, Python {platform.python_version()}, typer {version('typer')}; aim: {AIM_S} s of CPU")
    for name, seconds, ratio in rows:
        print(f"  {name:<28} {seconds} s  {ratio:>5} times an empty Python")
    return int(medians["graphring --help"] >= AIM_S)


if __name__ == "__main__":
    sys.exit(main())
