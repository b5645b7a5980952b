"""What integration tests share: cases of worlds, what was found beside what was planted, whole results to compare."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from installed import TEST_KEY, Done

import graphring as gr
from graphring.settings import Settings
from graphring.simulate import World

FLAGGED = ("ring", "review")
QUICK = Settings.of({"detect": {"bootstraps": 0}})
"""Without bootstraps, in which a run spends most of its time: every score is lower by its stability, at most 1.00."""
SUSPICIOUS = Settings.of({"detect": {"bootstraps": 0}, "judge": {"prior": -2.0}})
"""The same with a prior that makes good for that: no group scores less than it would by the default settings."""


@dataclass(frozen=True)
class Stage:
    """A folder and two ways to run the command in it: started, and waited for."""

    folder: Path
    started: Callable[..., subprocess.Popen[str]]
    finished: Callable[..., Done]


def case_of(world: World, folder: Path, files: Iterable[Path] | None = None) -> gr.Case:
    """A case with the files of a world, all of them used."""
    case = gr.Case.create(folder, key=TEST_KEY)
    result = case.ingest(list(files or world.files))
    assert result.ok, [f.error for f in result.files]
    assert all(f.rows == f.used + f.rejected + f.repeated for f in result.files), result
    return case


def truth_of(world: World) -> list[dict[str, str]]:
    with world.truth.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def planted(world: World, ring: str) -> set[str]:
    """The operator's own accounts; customers are people caught in it."""
    return {r["account_id"] for r in truth_of(world) if r["ring"] == ring and r["role"] != "proxy_customer"}


def accounts_in(run: gr.Run, verdicts: Sequence[str]) -> set[str]:
    return {r["account_id"] for r in run.members.to_pylist() if r["verdict"] in verdicts}


def groups_with(run: gr.Run, accounts: set[str]) -> list[str]:
    """Every group that holds some of these: what a failing assertion has to say."""
    told = []
    for group in run.groups:
        hit = sum(m.account_id in accounts for m in group.members)
        if hit:
            rival = group.summary.best_rival
            told.append(f"{group.id} {group.verdict} {group.score}: {hit} of them among {len(group.members)}; "
                        f"{group.summary.verdict_reason} Rival: {rival.name} {rival.support}")  # fmt: skip
    return told


def listed(case: Path, *parts: str) -> list[str]:
    """Everything below a folder of the case."""
    folder = case.joinpath(*parts)
    return sorted(str(p.relative_to(case)) for p in folder.rglob("*"))
