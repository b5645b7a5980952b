"""The demo: a small world with planted rings, from files to a report; what was planted beside what was found."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow.csv

from graphring.api.case import Case
from graphring.errors import InputError, StorageError
from graphring.model.judged import RING_VERDICTS
from graphring.model.progress import Progress
from graphring.simulate import WORLD_FILES, World, simulate

SCENARIO: Final = "demo"
_OURS: Final = frozenset({"world", "case", "report"})
_LONGEST: Final = 2
"""How many different judgements of one planted group are told; the rest are counted together."""


@dataclass(frozen=True)
class Planted:
    """One planted group of accounts and what became of it."""

    planted: str
    what: str
    accounts: int
    flagged: int
    """Accounts in groups with verdict ring or review."""
    judged: str


@dataclass(frozen=True)
class Played:
    """Where a demo left its things."""

    case: Path
    report: Path
    rows: tuple[Planted, ...]
    first_ring: str
    n_accounts: int
    n_exchanges: int


def play(to: Path, progress: Progress) -> Played:
    """Make the world, take its files in, find rings, write the report; again in the same folder changes nothing."""
    _check(to)
    world = _world(to / "world", progress)
    case = Case.create(to / "case")
    result = case.ingest(world.files, progress=progress)
    if not result.ok:
        raise InputError(next(file.error for file in result.files if file.error))
    run = case.find_rings(progress=progress)
    written = run.report(to / "report")
    truth = pyarrow.csv.read_csv(world.truth)
    return Played(
        case=to / "case",
        report=next(path for path in written if path.name == "index.html"),
        rows=tuple(planted_and_found(truth, run.members, {g.id: g.summary.best_rival.name for g in run.groups})),
        first_ring=run.rings[0].id if len(run.rings) else "",
        n_accounts=world.n_accounts,
        n_exchanges=world.n_exchanges,
    )


def _world(folder: Path, progress: Progress) -> World:
    """The world's files; those of an earlier demo make room, and nothing else does."""
    if folder.is_dir() and {path.name for path in folder.iterdir()} <= WORLD_FILES:
        shutil.rmtree(folder)
    return simulate(SCENARIO, folder, progress=progress)


def _check(to: Path) -> None:
    """Never mix the demo with somebody's files."""
    if to.exists() and not to.is_dir():
        raise StorageError(f"{to} is a file; give another folder with --to.")
    if to.is_dir() and not {path.name for path in to.iterdir()} <= _OURS:
        raise StorageError(f"{to} holds other things; give an empty folder, or that of an earlier demo, with --to.")


def planted_and_found(truth: Any, members: Any, rivals: Mapping[str, str]) -> Iterator[Planted]:
    """Rings, then innocent kinds, each with how many of its accounts were flagged and how they were judged.

    `truth` has account_id, ring (empty for the innocent), role and kind; `members` is the table of a run;
    `rivals` names the best rival explanation of a group.
    """
    judged = {row["account_id"]: row for row in members.to_pylist()}
    planted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in truth.to_pylist():
        planted[_planted(row)].append(row["account_id"])
    for (what, name), accounts in sorted(planted.items(), key=lambda item: (item[0][0] != "ring", item[0])):
        found = [judged[account] for account in accounts if account in judged]
        words = Counter(_judgement(row, rivals) for row in found)
        words["in no group"] += len(accounts) - len(found)
        flagged = sum(1 for row in found if row["verdict"] in RING_VERDICTS)
        yield Planted(name, what, len(accounts), flagged, _told(words))


def _planted(row: dict[str, str]) -> tuple[str, str]:
    """What an account is and where it belongs; a ring's customers are people caught in it, not the ring."""
    if row["ring"] and row["role"] in ("", "operated", "rotated"):
        return "ring", row["ring"]
    if row["ring"]:
        return "innocent", f"{row['role']} of {row['ring']}".replace("_", " ")
    return "innocent", row["kind"].replace("_", " ")


def _told(words: Counter[str]) -> str:
    """The judgements with their counts, most frequent first."""
    counts = sorted(((n, judgement) for judgement, n in words.items() if n), key=lambda pair: (-pair[0], pair[1]))
    shown = [f"{n:,} {judgement}" for n, judgement in counts[:_LONGEST]]
    rest = sum(n for n, _ in counts[_LONGEST:])
    return ", ".join([*shown, f"{rest:,} otherwise"] if rest else shown)


def _judgement(row: dict[str, Any], rivals: Mapping[str, str]) -> str:
    if row["verdict"] == "explained":
        return f"explained ({rivals[row['ring_id']]})"
    return str(row["verdict"])
