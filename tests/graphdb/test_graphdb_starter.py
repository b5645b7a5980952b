"""`make neo4j`: which line runs on which Java, what is told, and that nothing is left half done."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from local_neo4j import Neo4j
from local_server import fetch
from local_server.configuration import Launch, free_port, start_words
from local_server.lines import Line, chosen, lines
from local_server.server import last, start
from local_server.unready import UnreadyError

from graphring.graphdb.jdk import Jdk, jdks

ROOT = Path(__file__).parents[2]
NEWEST, LONG_TERM = lines()


def java(*majors: int) -> list[Jdk]:
    return [Jdk(major, Path(f"/java/{major}")) for major in majors]


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("here", "wanted", "line", "major"),
    [
        ((17, 25), None, NEWEST, 25),
        ((17, 21, 25), None, NEWEST, 21),  # the oldest that is enough is what most people run it on
        ((11, 17), None, LONG_TERM, 17),
        ((17, 25), "5", LONG_TERM, 17),
    ],
)
def test_the_newest_line_that_a_java_here_can_run(
    here: tuple[int, ...], wanted: str | None, line: Line, major: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_LINE", raising=False)
    assert chosen(java(*here), wanted) == (line, java(major)[0])


@pytest.mark.parametrize(
    ("here", "wanted", "mend"),
    [
        ((), None, "no Java is here; run 'apt install openjdk-17-jdk-headless'"),
        ((11,), None, "only Java 11 is here; run 'apt install openjdk-17"),
        ((17,), "current", "needs Java 21 or newer and only Java 17 is here"),
        ((17,), "4", "set NEO4J_LINE to current or 5"),
    ],
)
def test_a_java_that_will_not_do_is_told_with_the_mend(
    here: tuple[int, ...], wanted: str | None, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_LINE", raising=False)
    with pytest.raises(UnreadyError, match=mend):
        chosen(java(*here), wanted)


def test_java_is_found_through_java_home_and_path_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "new" / "bin" / "java", "echo 'openjdk version \"25.0.1\" 2026' >&2")
    executable(tmp_path / "old" / "bin" / "java", "echo 'openjdk version \"1.8.0_392\"' >&2")
    executable(tmp_path / "broken" / "bin" / "java", "exit 1")
    (tmp_path / "java").symlink_to(tmp_path / "new" / "bin" / "java")
    monkeypatch.setattr("graphring.graphdb.jdk._FOLDERS", (f"{tmp_path}/*",))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert jdks() == (Jdk(8, tmp_path / "old"), Jdk(25, tmp_path / "new"))


def test_without_maven_it_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadyError, match="run 'apt install maven' as root"):
        fetch.jars(NEWEST, java(25)[0])


@pytest.mark.parametrize("fault", ["exit 1", "exit 0"], ids=["Maven fails", "Maven is silent and brings half"])
def test_half_a_download_is_never_taken_for_whole(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven = 'for word; do case "$word" in -Dtarget=*) to="${word#-Dtarget=}";; esac; done; mkdir -p "$to/lib"'
    executable(tmp_path / "bin" / "mvn", f'{maven}; touch "$to/lib/a.jar"; echo "[ERROR] no way there."; {fault}')
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    for _ in range(2):
        with pytest.raises(UnreadyError, match="could not fetch"):
            fetch.jars(NEWEST, java(25)[0])
    assert [path.name for path in (tmp_path / "cache" / "graphring").iterdir() if path.is_dir()] == []


def test_a_port_is_kept_while_nobody_else_has_it() -> None:
    port = free_port()
    assert free_port(port) == port


def test_words_that_an_old_java_does_not_know_are_left_out(tmp_path: Path) -> None:
    def words(major: int) -> str:
        return " ".join(start_words(tmp_path, tmp_path, Launch(LONG_TERM, java(major)[0])))

    assert "sun-misc-unsafe" not in words(17)
    assert "sun-misc-unsafe" in words(25)


def test_the_folder_named_neo4j_does_not_hide_the_driver() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import neo4j; print(neo4j.__version__)"], cwd=ROOT, capture_output=True, text=True
    )
    assert re.match(r"\d+\.", told.stdout), told.stderr
    assert not (ROOT / "neo4j" / "__init__.py").exists()


def test_docker_and_maven_bring_the_same_version() -> None:
    assert f"image: neo4j:{NEWEST.version}-community" in (ROOT / "neo4j" / "compose.yaml").read_text(encoding="utf-8")


def test_a_server_that_runs_is_not_started_again(neo4j_server: Neo4j) -> None:
    if not neo4j_server.home:
        pytest.skip("this Neo4j was not started by the starter; unset NEO4J_URI and stop Docker")
    home = Path(neo4j_server.home)
    assert start(home) == last(home)
    assert (home / "password").stat().st_mode & 0o077 == 0
