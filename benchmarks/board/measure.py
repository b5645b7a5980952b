"""A method on a world: run in a process of its own, timed, and held against the truth."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pyarrow.parquet as pq

import graphring as gr
from board.depends import commit, digest, settings_of, versions_of
from board.plan import Wanted
from board.rows import Row, figures
from graphring.simulate import World

LIMIT_S = 1800.0
"""A method that takes longer on 60,000 accounts has failed."""
_LOOK_S = 0.2


@dataclass(frozen=True)
class Cost:
    seconds: float
    peak_gb: float
    """Largest sum of resident memory of its processes that was seen; a look every fifth of a second."""
    failed: str


def measured(method: str, wanted: Wanted, world: World, limit_s: float = LIMIT_S) -> Row:
    """The row of a method; one without figures where it failed."""
    found = world.folder.with_name(f"found-{method}.parquet")
    cost = _run(method, world.files, found, limit_s)
    row = Row(
        world=wanted.world, value=wanted.value, seed=wanted.seed, method=method,
        of=digest(method, wanted.told()), commit=commit(), measured_on=datetime.now(UTC).date().isoformat(),
        settings=settings_of(method), versions=versions_of(method),
        n_accounts=world.n_accounts, n_exchanges=world.n_exchanges,
        seconds=round(cost.seconds, 2), peak_gb=round(cost.peak_gb, 3), failed=cost.failed,
    )  # fmt: skip
    if cost.failed:
        return row
    return row.model_copy(update=figures(gr.evaluate(pq.read_table(found), world.truth)))


def _run(method: str, files: Sequence[Path], to: Path, limit_s: float) -> Cost:
    began, errors = time.perf_counter(), to.with_suffix(".txt")
    command = [sys.executable, str(Path(__file__).parent / "method.py"), method, str(to), *map(str, files)]
    peak = 0.0
    with errors.open("w") as stderr, subprocess.Popen(command, stdout=stderr, stderr=stderr) as process:
        while process.poll() is None:
            peak = max(peak, _memory_gb(process.pid))
            if time.perf_counter() - began > limit_s:
                _end(process.pid)
                return Cost(limit_s, peak, f"took longer than {limit_s:g} s")
            time.sleep(_LOOK_S)
    last = errors.read_text(encoding="utf-8").strip().rpartition("\n")[2]
    errors.unlink()
    return Cost(time.perf_counter() - began, peak, "" if process.returncode == 0 else last or "ended without a word")


def _end(pid: int) -> None:
    """End a process and its workers."""
    one = psutil.Process(pid)
    for process in (*one.children(recursive=True), one):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _memory_gb(pid: int) -> float:
    total = 0
    try:
        for process in (one := psutil.Process(pid), *one.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0
    return total / 1e9
