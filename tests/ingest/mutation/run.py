"""Mutated files by the thousand: `python run.py --files 10000 --seed 20261121 --keep FOLDER`.

Each batch runs in a child process; a crash, a file that takes longer than the limit, a traceback, or rows that do not
add up is told with the seed and the file's number, and the file is kept. The exit code is 1 where anything was found.
"""

from __future__ import annotations

import argparse
import json
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from child import written

BATCH: Final = 500
LIMIT_S: Final = 60
"""Seconds without a sign of life after which a file counts as one that hangs."""


@dataclass(frozen=True)
class Found:
    """A fault: the number of the file (the last one begun, where the child does not know), and what was seen."""

    number: int
    wrong: str


def batch(seed: str, first: int, last: int) -> Iterator[Found]:
    """What is wrong with the files of one batch; goes on behind a file that ends the child."""
    while first < last:
        at = first
        with tempfile.TemporaryDirectory(prefix="graphring-mutated-") as folder:
            words = [sys.executable, str(Path(__file__).with_name("child.py")), seed, str(first), str(last), folder]
            child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            done = False
            for told in _told(child):
                at, done = told.get("at", at), done or "done" in told
                if "wrong" in told:
                    yield Found(told["number"], told["wrong"])
            child.kill()
            said = child.communicate()[1]
        if done:
            return
        yield Found(at, f"the process ended ({child.returncode}) or hung. {said[-2000:]}")
        first = at + 1


def _told(child: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """The child's lines, until it ends or is silent for too long."""
    assert child.stdout
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        while waiting.select(LIMIT_S):
            line = child.stdout.readline()
            if not line:
                child.wait(LIMIT_S)
                return
            yield json.loads(line)


def main() -> int:
    """Run; print what was found."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--files", type=int, default=10_000)
    told.add_argument("--seed", default=f"{datetime.now(UTC):%Y%m%d}")
    told.add_argument("--first", type=int, default=0, help="number of the first file")
    told.add_argument("--keep", type=Path, default=Path("fuzz"), help="folder for files that were found bad")
    asked = told.parse_args()
    n_found = 0
    print(f"seed {asked.seed}: {asked.files} mutated files", flush=True)
    for first in range(asked.first, asked.first + asked.files, BATCH):
        for found in batch(asked.seed, first, min(asked.first + asked.files, first + BATCH)):
            n_found += 1
            asked.keep.mkdir(parents=True, exist_ok=True)
            path = written(asked.seed, found.number, asked.keep)
            print(f"seed {asked.seed}, file {found.number}, kept as {path}: {found.wrong}", flush=True)
    print(f"seed {asked.seed}: {asked.files} files, {n_found} found bad", flush=True)
    return n_found > 0


if __name__ == "__main__":
    sys.exit(main())
