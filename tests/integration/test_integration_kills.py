"""Killed at any moment, the same command again gives the same bytes as one that nobody disturbed.

GRAPHRING_TEST_REPEAT: moments for each command, 100 where all are wanted.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from installed import TEST_KEY
from killed import everything, finished, killed

import graphring as gr

MOMENTS = int(os.environ.get("GRAPHRING_TEST_REPEAT", "3"))
FILES = Path(__file__).parents[1] / "store" / "cases" / "files"
SETTINGS = "[detect]\nbootstraps = 0\n[judge]\nprior = -1.0\n[cohort]\nmin_accounts = 100\n"
INGEST = ("ingest", "case", *map(str, sorted(FILES.iterdir())))
FIND = ("find", "case", "--settings", "s.toml")
UPKEEP = {
    "forget": ("forget", "case", "ring03"),
    "forget-file": ("forget-file", "case", "relations.csv"),
    "prune": ("prune", "case", "--before", "2026-03-02T12:00:00"),
    "replace": ("ingest", "case", "new/exchanges.csv", "--replace"),
}
REPORT = ("report", "case", "--to", "report", "--format", "html", "--format", "json", "--format", "md")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case in which nothing was found yet, and settings."""
    folder = tmp_path_factory.mktemp("kills")
    (folder / "s.toml").write_text(SETTINGS)
    finished(folder, INGEST)
    return folder


def disturbed(base: Path, words: tuple[str, ...], compared: Callable[[Path, Path], None], or_said: str = "") -> None:
    """Kill the command at so many moments, each time in a copy of `base`; repeat it, and compare."""
    whole = Path(shutil.copytree(base, base.parent / f"{words[0]}-whole"))
    lasts_s = min(finished(Path(shutil.copytree(base, base.parent / f"{words[0]}-{n}")), words) for n in range(2))
    finished(whole, words)
    chance, hit = random.Random(words[0]), 0
    for moment in range(MOMENTS):
        copy = Path(shutil.copytree(base, base.parent / f"{words[0]}-killed"))
        hit += killed(copy, words, lasts_s * (moment + chance.random()) / MOMENTS)
        finished(copy, words, or_said)
        compared(copy, whole)
        shutil.rmtree(copy)
    assert hit >= MOMENTS // 2, f"only {hit} of {MOMENTS} were killed before they had finished"
    print(f"{words[0]}: {hit} of {MOMENTS} killed within {lasts_s:.2f} s")


@pytest.mark.slow
def test_a_killed_ingest_can_be_repeated(tmp_path: Path, base: Path) -> None:
    def compared(copy: Path, whole: Path) -> None:
        assert everything(copy / "case") == everything(whole / "case")

    bare = tmp_path / "bare"
    bare.mkdir()
    disturbed(bare, INGEST, compared)


@pytest.mark.slow
def test_a_killed_find_can_be_repeated(base: Path) -> None:
    def compared(copy: Path, whole: Path) -> None:
        case, wanted = copy / "case", everything(whole / "case")
        found = everything(case)
        for more in [name for name in found if name.startswith("runs/") and name not in wanted]:
            assert more.startswith("runs/0002-")  # the first had been whole when the kill came
            del found[more]
        assert found == wanted
        assert gr.Case.open(case, key=TEST_KEY).verify() == ()

    disturbed(base, FIND, compared)


@pytest.mark.slow
def test_a_killed_report_can_be_repeated(base: Path, tmp_path: Path) -> None:
    def written(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((folder / "report").rglob("*")) if path.is_file()}

    def compared(copy: Path, whole: Path) -> None:
        assert written(copy) == written(whole)
        assert everything(copy / "case") == everything(whole / "case")

    found = Path(shutil.copytree(base, tmp_path / "found"))
    finished(found, FIND)
    disturbed(found, REPORT, compared)


@pytest.mark.slow
@pytest.mark.parametrize("command", UPKEEP)
def test_killed_upkeep_can_be_repeated(base: Path, tmp_path: Path, command: str) -> None:
    """Where the kill came after the last step, the second command to forget a file finds no such file, and says so."""

    def compared(copy: Path, whole: Path) -> None:
        assert timeless(everything(copy / "case")) == timeless(everything(whole / "case"))
        assert gr.Case.open(copy / "case", key=TEST_KEY).verify() == ()

    found = Path(shutil.copytree(base, tmp_path / "found"))
    finished(found, FIND)
    (found / "new").mkdir()
    head, *rows = (FILES / "exchanges.csv").read_text().splitlines()
    (found / "new" / "exchanges.csv").write_text("\n".join([head, *rows[50:]]) + "\n")
    disturbed(found, UPKEEP[command], compared, "has no file named" if command == "forget-file" else "")


def timeless(held: dict[str, Any]) -> dict[str, Any]:
    """Without the moments at which something was taken out, and without records of what took out no row."""
    told = dict(held)
    for table in ("upkeep", "tombstone"):
        rows = [{k: v for k, v in row.items() if k != "at"} for row in held[table]]
        told[table] = [row for row in rows if table != "upkeep" or row["rows"]]
    return told
