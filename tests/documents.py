"""Blocks of a document, run in order in the folder where the test is: `console`, `sh` and `python`.

A line `$ graphring …` or `$ sh …` of a `console` or `sh` block is run and must succeed; the lines under it, up to the
next `$`, must occur in what it printed (`…` stands for anything left out). `$ make …` and `$ git …` are for a checkout,
and are not run. `python` blocks share one namespace. `text` blocks are left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from installed import COMMAND

ROOT = Path(__file__).parents[1]
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file()]
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
ON_NEO4J = "$ graphring publish"
"""A document with this command needs a server."""


def blocks(path: Path) -> list[tuple[str, str]]:
    return [(language, body) for language, body in BLOCK.findall(path.read_text(encoding="utf-8"))]


def with_code(*, on_neo4j: bool) -> list[Path]:
    """Documents with something to run."""
    return [
        path
        for path in DOCUMENTS
        if any(language == "python" or "$ graphring" in body for language, body in blocks(path))
        and on_neo4j == any(ON_NEO4J in body for _, body in blocks(path))
    ]


def run_document(path: Path, env: Mapping[str, str] | None = None) -> None:
    names: dict[str, Any] = {}
    for language, body in blocks(path):
        if language == "python":
            exec(compile(body, f"{path.name}, a python block", "exec"), names)
        elif language in ("console", "sh"):
            run_console(body, env)


def run_console(body: str, env: Mapping[str, str] | None = None) -> None:
    """Run the commands of a block, and compare what is printed under them."""
    for command, shown in re.findall(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", body, re.MULTILINE):
        if not command.startswith(("graphring ", "sh ")):
            continue
        path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            shell=True,
            env={**os.environ, **(env or {}), "PATH": path},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"$ {command}\n{said}"
        printed = " ".join(said.split())
        missing = [part for line in shown.splitlines() for part in parts(line) if part not in printed]
        assert not missing, f"$ {command}\nprinted\n{said}\nand not\n" + "\n".join(missing)


def parts(line: str) -> list[str]:
    """What of a line must be there."""
    return [squeezed for part in line.split("…") if (squeezed := " ".join(part.split()))]
