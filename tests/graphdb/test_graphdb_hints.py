"""Who starts from a key says that it is to be sought: on a small graph the planner was seen to scan an index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphring.graphdb.files import cypher_folder, statements

FILES = sorted(path for folder in ("browse", "export", "jobs") for path in (cypher_folder() / folder).glob("*.cypher"))
FEW = {"Publication", "Run", "Ring", "Group", "PreviousRing", "Hypothesis"}
"""Labels of which there are dozens: to scan them is as good."""
LOOKUP = re.compile(r"\((\w+):(\w+) \{(\w+): ")


def unhinted(text: str) -> list[str]:
    """Lookups by a property that have no hint in the lines after their own."""
    lines = [line.strip() for line in text.splitlines()]
    told = []
    for at, line in enumerate(lines):
        after = lines[at + 1 :]
        hints = after[: next((n for n, other in enumerate(after) if not other.startswith("USING ")), len(after))]
        wanted = [
            f"USING INDEX SEEK {name}:{label}({key})" for name, label, key in LOOKUP.findall(line) if label not in FEW
        ]
        told += [hint for hint in wanted if hint not in hints]
    return told


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_lookup_by_a_key_seeks_its_index(path: Path) -> None:
    assert unhinted(path.read_text(encoding="utf-8")) == []


def test_this_test_sees_what_it_looks_for() -> None:
    lookup = "MATCH (a:Account {id: $id})-[]->(e)\n"
    assert unhinted(lookup + "RETURN a") == ["USING INDEX SEEK a:Account(id)"]
    assert unhinted(lookup + "USING INDEX SEEK a:Account(id)\nRETURN a") == []
    seen = [found for path in FILES for found in LOOKUP.findall(path.read_text(encoding="utf-8"))]
    assert len([label for _, label, _ in seen if label not in FEW]) > 15


def test_every_index_that_a_hint_names_is_made() -> None:
    made = set(re.findall(r"FOR \(n:(\w+)\)\n(?:REQUIRE|ON) \(?n\.(\w+)", "\n".join(statements("schema/constraints"))))
    hints = re.compile(r"USING INDEX SEEK \w+:(\w+)\((\w+)\)")
    named = {found for path in FILES for found in hints.findall(path.read_text(encoding="utf-8"))}
    assert named <= made
    assert named
