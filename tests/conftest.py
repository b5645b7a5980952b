"""What all tests share: a quiet environment, hypothesis settings, and the installed command."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from installed import COMMAND, TEST_KEY, Done, Graphring
from local_neo4j import Neo4j, given_environment, neo4j_of_this_run
from playwright.sync_api import Browser, Error, sync_playwright

from graphring.graphdb.connect import Connection

# The same examples every time, and no deadline: other work on the machine is no failure.
settings.register_profile(
    "graphring", deadline=None, derandomize=True, max_examples=50, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("graphring")

CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM_MEND = "install Debian's package `chromium`; with GRAPHRING_REQUIRE_BROWSER=1 its absence is a failure"


def pytest_configure() -> None:
    os.environ.pop("GRAPHRING_KEY", None)
    os.environ.update(NO_COLOR="1", COLUMNS="100", PYTHONUTF8="1")
    given_environment()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    if config.getoption("dist") != "loadfile":
        return None
    from workers import OneWorkerForNeo4j

    return OneWorkerForNeo4j(config, log)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """The one real Neo4j of this run, as it is; for fixtures that load once for several tests."""
    base = tmp_path_factory.getbasetemp()
    with neo4j_of_this_run(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) as server:
        yield server


@pytest.fixture
def neo4j(neo4j_server: Neo4j) -> Neo4j:
    """The real Neo4j with nothing in it."""
    neo4j_server.clean()
    return neo4j_server


@pytest.fixture
def graph(neo4j: Neo4j) -> Iterator[Connection]:
    """A connection to the real Neo4j with nothing in it."""
    with neo4j.connect() as connection:
        yield connection


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where there is none the test is skipped, or fails when it was asked for."""
    try:
        with sync_playwright() as driver:
            path = shutil.which("chromium") or "/usr/bin/chromium"
            browser = driver.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
            yield browser
            browser.close()
    except Error as error:
        if os.environ.get("GRAPHRING_REQUIRE_BROWSER") == "1":
            pytest.fail(f"no Chromium that starts: {CHROMIUM_MEND}. {error}")
        pytest.skip(f"no Chromium that starts: {CHROMIUM_MEND}.")
