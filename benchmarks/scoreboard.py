"""graphring and its peers on worlds with known truth, in one run.

    python benchmarks/scoreboard.py [--quick] [--only NAME …] [--seeds 3] [--methods NAME …] [--to FOLDER] [--pages]

Without --only: every scenario of 60,000 accounts or fewer and every curve, three seeds. What the folder holds already with
the same code, settings, versions and world is not measured again, so a run that was broken off goes on where it was. One
world at a time is on disk, one method at a time in memory, in a process of its own. Progress goes to stderr.

--quick measures six scenarios with one seed and tells what changed since the last quick run; its rows are in the
folder `quick`. --pages makes the pages of the rows there are and measures nothing. A NAME is a scenario, or curve-EFFORT.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from board.curves import write_charts
from board.depends import digest
from board.measure import measured
from board.pages import all_tables, readers_page
from board.plan import EFFORTS, QUICK, SEEDS, SIZE, Wanted, curve, small_enough, worlds
from board.rows import Row, read_rows, write_rows
from board.sums import METHODS
from board.tables import told
from peers import gds_louvain

from graphring.model.progress import Silent
from graphring.simulate.making import world_of

DOCS = Path(__file__).parents[1] / "docs"
RESULTS = Path(__file__).parent / "results" / "scoreboard"
EVERY = (*small_enough(), *map(curve, (*EFFORTS, SIZE)))
Key = tuple[str, float, int, str]


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def lacking(
    wanted: Sequence[Wanted], methods: Sequence[str], there: dict[Key, Row]
) -> Iterator[tuple[Wanted, list[str]]]:
    """Worlds, each with the methods that have no row of the present code for it."""
    for world in wanted:
        place = world.world, -1.0 if world.value is None else world.value, world.seed
        lack = [m for m in methods if not _fresh(there.get((*place, m)), digest(m, world.told()))]
        if lack:
            yield world, lack


def _fresh(row: Row | None, now: str) -> bool:
    return row is not None and row.of == now and not row.failed


def measure(work: Sequence[tuple[Wanted, list[str]]], there: dict[Key, Row], to: Path) -> None:
    """Make each world, run what lacks on it, and keep each row as soon as it is there."""
    n, done = sum(len(lack) for _, lack in work), 0
    for wanted, lack in work:
        with tempfile.TemporaryDirectory() as folder:
            world = world_of(wanted.scenario, Path(folder) / "world", wanted.seed, Silent())
            for method in lack:
                row = measured(method, wanted, world)
                before, there[row.key] = there.get(row.key), row
                write_rows(to, row.world, (r for r in there.values() if r.world == row.world))
                done += 1
                say(f"[{done}/{n}] {wanted}, {method}: {line(row, before)}")


def forget(to: Path, there: dict[Key, Row]) -> None:
    """Take away rows of scenarios, curves and methods that there are not any more."""
    for world in {row.world for row in there.values()}:
        rows = [row for row in there.values() if row.world == world]
        kept = [row for row in rows if world in EVERY and row.method in METHODS]
        if not kept:
            (to / f"{world}.jsonl").unlink()
        elif len(kept) < len(rows):
            write_rows(to, world, kept)
        for row in rows:
            if row not in kept:
                del there[row.key]


def line(row: Row, before: Row | None) -> str:
    """What came out, and what it was before where that differs."""
    if row.failed:
        return f"failed: {row.failed}"
    now, was = _words(row), "" if before is None or before.failed else _words(before)
    return f"{now}; {row.seconds:.1f} s" + (f"   (was {was})" if was not in ("", now) else "")


def _words(row: Row) -> str:
    x = row.levels["ring"]
    return f"P {told(x.precision)} R {told(x.recall)} F1 {told(x.f1)}, false rings {x.n_false}"


def write_pages(folder: Path) -> None:
    """All tables beside the rows of a folder; of the full results the page for readers with its charts, too."""
    rows = read_rows(folder)
    (folder / "scoreboard.md").write_text(all_tables(rows), encoding="utf-8")
    if folder != RESULTS:
        return
    write_charts(rows, DOCS)
    (DOCS / "scoreboard.md").write_text(readers_page(rows), encoding="utf-8")


def names_of(given: argparse.Namespace) -> tuple[str, ...]:
    if given.only:
        return tuple(given.only)
    return QUICK if given.quick else EVERY


def methods_of(given: argparse.Namespace) -> list[str]:
    """Those asked for, less GDS where there is no server that has it."""
    chosen = list(given.methods or METHODS)
    why = gds_louvain.absent() if "gds_louvain" in chosen else ""
    if why:
        say(f"gds_louvain: not run: {why}")
        chosen.remove("gds_louvain")
    return chosen


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=EVERY)
    parser.add_argument("--methods", nargs="+", metavar="NAME", choices=METHODS)
    parser.add_argument("--seeds", type=int)
    parser.add_argument("--to", type=Path)
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    given = arguments(words)
    to = given.to or (RESULTS / "quick" if given.quick else RESULTS)
    there = {row.key: row for row in read_rows(to)}
    if not given.pages:
        forget(to, there)
        wanted = list(worlds(names_of(given), given.seeds or (1 if given.quick else SEEDS)))
        work = list(lacking(wanted, methods_of(given), there))
        say(f"{len(wanted)} worlds; {sum(len(lack) for _, lack in work)} measurements are lacking")
        measure(work, there, to)
    write_pages(to)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
