"""The house: who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "graphring").rglob("*.py"))
DOORS = {
    "duckdb": "store",
    "igraph": "detect",
    "leidenalg": "detect",
    "numba": "machine_code.py",
    "neo4j": "graphdb",
    "cronsim": "graphdb",
    "typer": "cli",
    "rich": "cli",
    "jinja2": "report",
}


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", DOORS)
def test_each_outside_thing_has_one_door(package: str) -> None:
    users = {path.relative_to(ROOT).parts[1] for path in SOURCES if package in imports(path)}
    assert users <= {DOORS[package]}


def imports(path: Path) -> set[str]:
    """Top-level packages that a file imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_no_room_hides_an_import_of_another_behind_type_checking() -> None:
    guards = {
        path: [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.If)]
        for path in SOURCES
        if path != ROOT / "graphring" / "__init__.py"  # its lazy names have types for checkers and editors only
    }
    hidden = [
        path.name
        for path, branches in guards.items()
        for branch in branches
        if "TYPE_CHECKING" in ast.dump(branch.test) and "graphring" in ast.unparse(branch)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "room", sorted({path.parent for path in SOURCES}), ids=lambda room: str(room.relative_to(ROOT))
)
def test_each_room_says_what_it_is(room: Path) -> None:
    door = room / "__init__.py"
    assert door.is_file()
    assert ast.get_docstring(ast.parse(door.read_text(encoding="utf-8")))
