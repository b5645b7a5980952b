"""Worlds that several integration tests look at; each is made once and never changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from installed import COMMAND, TEST_KEY, Done
from integration_made import Stage

from graphring.simulate import World, simulate


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> World:
    """1,500 people and one ring of 40."""
    return simulate("ring-plain", tmp_path_factory.mktemp("plain"), seed=3)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The installed command in a folder of its own, where it may fail, be killed, or lack the key."""

    def started(*words: object, key: str | None = TEST_KEY, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        given = {**os.environ} | ({"GRAPHRING_KEY": key} if key else {})
        return subprocess.Popen(
            [*before, COMMAND, *map(str, words)], cwd=tmp_path, env=given, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def finished(*words: object, key: str | None = TEST_KEY, before: tuple[str, ...] = ()) -> Done:
        process = started(*words, key=key, before=before)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    return Stage(tmp_path, started, finished)
