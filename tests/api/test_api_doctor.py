from __future__ import annotations

from pathlib import Path

import pytest
from local_neo4j import Neo4j

from graphring.api import doctor


def by_name() -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.findings()}


def test_every_declared_library_is_looked_for() -> None:
    assert {"duckdb", "igraph", "pyarrow", "typer"} <= set(doctor.requirements())
    assert not {"pytest", "mypy"} & set(doctor.requirements())
    assert all(by_name()[name].state == "ok" for name in doctor.requirements())


def test_what_is_missing_comes_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requirements", lambda: ("an-unheard-of-library",))
    finding = by_name()["an-unheard-of-library"]
    assert finding.state == "missing"
    assert "pip install" in finding.mend


def test_a_full_disk_and_little_memory_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "DISK_GB", 1e12)
    monkeypatch.setattr(doctor, "MEMORY_GB", 1e12)
    found = by_name()
    assert found["disk"].state == found["memory"].state == "low"
    assert "machine.memory_gb" in found["memory"].mend


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHRING_KEY", "a-secret-of-sixteen-and-more")
    assert "a-secret" not in "".join(map(str, doctor.findings()))
    assert by_name()["GRAPHRING_KEY"].found.startswith("set")


def test_a_neo4j_that_answers_is_told_with_its_version(neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j_server.env.items():
        monkeypatch.setenv(name, value)
    finding = by_name()["NEO4J_URI"]
    assert finding.state == "ok"
    with neo4j_server.connect() as graph:
        assert finding.found.startswith(f"Neo4j {graph.version} with")
    assert neo4j_server.password not in "".join(map(str, doctor.findings()))


def test_a_neo4j_that_was_named_and_does_not_answer_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    finding = by_name()["NEO4J_URI"]
    assert finding.state == "missing"
    assert "start it" in finding.mend


def test_without_neo4j_java_maven_and_chromium_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("graphring.graphdb.jdk._FOLDERS", ())
    found = by_name()
    for name in ("NEO4J_URI", "java", "maven", "chromium"):
        assert found[name].state == "optional"
        assert "only for" in found[name].found
        assert found[name].mend
