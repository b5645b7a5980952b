"""docs/inputs.md and the code give the same reasons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
INGEST = ROOT / "graphring" / "ingest"
TELLING = {"Cleaned", "Unread"}
"""What is made with a reason as its second word."""
CONSTANTS = {"faults.py", "records.py", "jsonl.py", "text.py", "card.py", "ip_address.py"}
"""Files whose capital letters hold reasons."""
RETURNING = {"refused", "_not_an_address", "clean_list"}


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in an expression, with … for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield "".join(map(str, parts))
    elif isinstance(node, ast.Call):
        return
    else:
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def _said(node: ast.AST) -> Iterator[ast.expr]:
    """Expressions that are reasons, by where they stand."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLING:
        yield from node.args[1:]
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "reason":
        yield node.value
    elif isinstance(node, ast.FunctionDef) and node.name in RETURNING:
        yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None)


def _constants(tree: ast.Module) -> Iterator[ast.expr]:
    """What names in capital letters stand for."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            value = node.value
            yield from value.values if isinstance(value, ast.Dict) and node.target.id == "_REASONS" else [value]


def _of_file(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for said in _said(node):
            yield from _texts(said)
    if path.name in CONSTANTS:
        for value in _constants(tree):
            yield from _texts(value) if isinstance(value, ast.Constant | ast.JoinedStr) else ()


def reasons_of_code() -> set[str]:
    paths = [*INGEST.glob("*.py"), *(INGEST / "clean").glob("*.py"), *(INGEST / "read").glob("*.py")]
    found = {re.sub(r"\{.*?\}", "…", text) for path in paths for text in _of_file(path)}
    return {text for text in found if (" " in text or text in ("missing", "empty")) and text[0] != "["} - {""}


def reasons_of_page() -> set[str]:
    page = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(.+?)` \|", page, re.MULTILINE))


def test_every_reason_is_in_the_page_and_no_other() -> None:
    assert reasons_of_page() == reasons_of_code()
