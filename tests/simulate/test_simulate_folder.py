"""A world's folder is whole or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from graphring.errors import StorageError
from graphring.simulate import simulate
from graphring.simulate.folder import whole_folder


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(StorageError, match="is not empty; give a new folder"):
        simulate("ring-plain", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    with pytest.raises(StorageError, match="is a file; give a new folder"):
        simulate("ring-plain", tmp_path / "mine")


def test_an_empty_folder_and_a_link_to_one_are_taken(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert simulate("ring-plain", tmp_path / "link", scale=0.1).truth.is_file()
    assert (tmp_path / "real" / "truth.csv").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"real", "link"}


def broken(to):
    with whole_folder(to) as part:
        (part / "half").write_text("half")
        raise KeyboardInterrupt


def test_what_is_broken_off_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        broken(tmp_path / "world")
    assert not list(tmp_path.iterdir())


def test_a_killed_run_leaves_nothing_under_the_name_and_the_next_is_whole(tmp_path):
    to = tmp_path / "world"
    code = f"from graphring.simulate import simulate; simulate('large', {str(to)!r}, scale=0.05)"
    with subprocess.Popen([sys.executable, "-c", code]) as run:
        while not list(tmp_path.glob(".world.*.part/exchanges.parquet")):
            assert run.poll() is None, "it ended before it could be killed"
            time.sleep(0.01)
        os.kill(run.pid, signal.SIGKILL)
    assert not to.exists()
    made = simulate("ring-plain", to, scale=0.1)
    assert {path.name for path in to.iterdir()} == {path.name for path in (*made.files, *made.truths)}
