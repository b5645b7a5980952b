"""Keep a case of today's version for the tests of tomorrow's: python tests/store/cases/make_case.py

Writes v<version>.tar.xz beside itself: a case with the files of `files/` and one run. To be run before a migration is
added that leads away from this version, and committed; never again for the same version.
"""

from __future__ import annotations

import contextlib
import tarfile
import tempfile
from pathlib import Path

import graphring as gr
from graphring.settings import Machine, Settings

HERE = Path(__file__).parent
FILES = sorted(path.relative_to(HERE) for path in (HERE / "files").iterdir())
KEY = "a-kept-case-has-no-secret-0001"
SETTINGS = Settings.of({"detect": {"bootstraps": 0}, "cohort": {"min_accounts": 100}, "judge": {"prior": -1.0}})


def made(folder: Path) -> gr.Case:
    """A new case with the files, without a run."""
    case = gr.Case.create(folder, key=KEY)
    with contextlib.chdir(HERE):  # the names of files are kept as they are given
        assert case.ingest(list(FILES), settings=SETTINGS).ok
    return case


def keep() -> Path:
    with tempfile.TemporaryDirectory() as name:
        case = made(Path(name) / "case")
        case.find_rings(settings=SETTINGS)
        with case._folder.reading(Machine()) as db:
            version = db.value("SELECT value FROM meta WHERE name = 'schema'")
        path = HERE / f"v{version}.tar.xz"
        with tarfile.open(path, "x:xz") as kept:
            kept.add(case.path, "case")
    return path


if __name__ == "__main__":
    print(keep())
