"""docs/investigation.ipynb shows what running it shows: the outputs that are kept are those of a new run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_running_it_anew_gives_the_outputs_that_are_kept() -> None:
    """In a kernel without ipywidgets DuckDB refused to turn its progress bar off, and no case could be opened."""
    done = subprocess.run(
        [sys.executable, str(DOCS / "notebook.py"), "--check"], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr


def test_it_is_kept_whole_and_names_no_machine() -> None:
    text = (DOCS / "investigation.ipynb").read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert sum("text/html" in output.get("data", {}) for cell in cells for output in cell["outputs"]) >= 6
    assert sum("image/svg+xml" in output.get("data", {}) for cell in cells for output in cell["outputs"]) == 1
    assert not [word for word in ("/tmp", "/home", "/root", "/work") if word in text]
