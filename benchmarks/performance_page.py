"""Where figures of speed go: a file in benchmarks/results, and the same table into docs/performance.md."""

from __future__ import annotations

import os
import platform
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"


def machine() -> str:
    """What it was measured on, and how busy that was."""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} when it ended "
        "(quiet is about the number of threads at work, 2)"
    )


def write(name: str, title: str, lines: list[str]) -> None:
    """Write results/<name>.md, and the lines between the comments `<name>` and `/<name>` of the page."""
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{name}.md").write_text("\n".join([f"# {title}", "", *lines]) + "\n")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = PAGE.read_text().partition(begin)
    if not found or end not in rest:
        raise SystemExit(f"{PAGE} has no place {begin} … {end}; make one, or the figures stand in results only.")
    PAGE.write_text(before + begin + "\n" + "\n".join(lines) + "\n" + end + rest.partition(end)[2])
