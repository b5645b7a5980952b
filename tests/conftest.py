"""What all tests share: a quiet environment, hypothesis settings, and the installed command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings
from installed import COMMAND, TEST_KEY, Done, Graphring

# The same examples every time, and no deadline: other work on the machine is no failure.
settings.register_profile("graphring", deadline=None, derandomize=True, max_examples=50, print_blob=True)
settings.load_profile("graphring")


def pytest_configure() -> None:
    os.environ.pop("GRAPHRING_KEY", None)
    os.environ.update(NO_COLOR="1", COLUMNS="100", PYTHONUTF8="1")


@pytest.fixture
def graphring(tmp_path: Path) -> Graphring:
    """The installed `graphring`, run in a folder of its own; fails the test when it fails, unless ok=False."""

    def run(*words: object, ok: bool = True, cwd: Path = tmp_path, env: dict[str, str] | None = None) -> Done:
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            cwd=cwd,
            env={**os.environ, "GRAPHRING_KEY": TEST_KEY, **(env or {})},
            capture_output=True,
            text=True,
            timeout=300,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert not ok or done.returncode == 0, f"graphring {' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run
