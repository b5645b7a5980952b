"""The wheel holds everything, and works in an environment that has nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_SHIPPED = {".pyc", ".nbi", ".nbc"}  # compiled by Python, by numba


def ran(*words: object, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRAPHRING"))}
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, env=clean, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    # Without isolation: hatchling comes from this environment, not from the network.
    ran(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "graphring").rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    assert source <= held
    assert "graphring/py.typed" in held
    assert [name for name in held if name.endswith(".sql")]
    assert [name for name in held if name.endswith("licenses/LICENSE")]
    assert not [name for name in held if not name.startswith("graphring")]


@pytest.mark.slow
def test_the_demo_runs_from_the_wheel_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    ran(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    # The libraries come from this environment, so that no network is needed; its editable graphring does not:
    # a .pth file only adds a folder, it does not read the .pth files in it.
    site = ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    home = ran(python, "-c", "import graphring; print(graphring.__file__)", cwd=tmp_path).strip()
    assert Path(home).is_relative_to(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    page = ran(python.parent / "graphring", "demo", cwd=elsewhere).splitlines()[-1]
    assert "<html" in (elsewhere / page).read_text(encoding="utf-8")
