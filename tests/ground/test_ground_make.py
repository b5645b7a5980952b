"""`make` on machines that are not ready says so in one sentence with the mend, and never sets up twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed: apt install make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def made(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=checkout, capture_output=True, text=True, check=False)


def python(checkout: Path, script: str) -> str:
    path = checkout / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"PYTHON={path}"


@pytest.mark.parametrize(
    ("script", "mend"),
    [
        ("exit 1", "apt install python3.12 python3.12-venv"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
    ],
    ids=["too old", "no venv"],
)
def test_a_python_that_will_not_do_is_one_sentence(script: str, mend: str, checkout: Path) -> None:
    done = made(checkout, python(checkout, script), "lint")
    told = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert len(told) == 1
    assert mend in told[0]
    assert not (checkout / ".venv").exists()


def test_no_python_at_all_is_one_sentence(checkout: Path) -> None:
    assert "apt install python3 python3-venv" in made(checkout, "PYTHON=no-such-python", "lint").stderr


def test_the_second_run_does_not_install_again(checkout: Path) -> None:
    assert "pip install" in made(checkout, "-n", "lint").stdout
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / ".stamp").touch()
    assert "pip install" not in made(checkout, "-n", "lint").stdout


def test_a_changed_pyproject_installs_again(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / ".stamp").touch()
    stamp = (checkout / ".venv" / ".stamp").stat().st_mtime
    os.utime(checkout / "pyproject.toml", (stamp + 10, stamp + 10))
    assert "pip install" in made(checkout, "-n", "lint").stdout


@pytest.mark.parametrize(
    "target", ["demo", "test", "lint", "bench", "scoreboard", "scoreboard-quick", "docs", "fuzz", "neo4j", "neo4j-stop"]
)
def test_every_target_sets_up_first(target: str, checkout: Path) -> None:
    done = made(checkout, "-n", target)
    assert done.returncode == 0, done.stderr
    assert "venv --clear" in done.stdout
