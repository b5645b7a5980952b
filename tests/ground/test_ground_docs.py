"""Documents that can't rot: their console and Python blocks are run, in order, in one folder.

A line `$ graphring …` of a `console` or `sh` block is run and must succeed; the lines under it, up to the next `$`,
must occur in what it printed (`…` stands for anything left out). `$ make …` and `$ git …` are for a checkout, and are
not run. `python` blocks share one namespace. `text` blocks are left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from installed import COMMAND

ROOT = Path(__file__).parents[2]
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.is_file()]
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[tuple[str, str]]:
    return [(language, body) for language, body in BLOCK.findall(path.read_text(encoding="utf-8"))]


def with_code(path: Path) -> bool:
    return any(language == "python" or "$ graphring" in body for language, body in blocks(path))


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if with_code(p)], ids=lambda p: p.name)
def test_the_blocks_of_a_document_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for language, body in blocks(path):
        if language == "python":
            exec(compile(body, f"{path.name}, a python block", "exec"), names)
        elif language in ("console", "sh"):
            run_console(body)


def run_console(body: str) -> None:
    """Run the commands of a block, and compare what is printed under them."""
    for command, shown in re.findall(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", body, re.MULTILINE):
        if not command.startswith("graphring"):
            continue
        path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            shell=True,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"$ {command}\n{said}"
        printed = " ".join(said.split())
        missing = [line for line in shown.splitlines() if line.strip(" …") and squeezed(line) not in printed]
        assert not missing, f"$ {command}\nprinted\n{said}\nand not\n" + "\n".join(missing)


def squeezed(line: str) -> str:
    return " ".join(line.replace("…", " ").split())


def test_the_reader_of_this_test_sees_a_wrong_block_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_console("$ graphring --version\ngraphring …\n$ make demo\nnever run\n")
    with pytest.raises(AssertionError, match="and not"):
        run_console("$ graphring --version\nanother program\n")
    with pytest.raises(AssertionError, match="unheard-of"):
        run_console("$ graphring unheard-of\n")
