"""Runs docs/investigation.ipynb anew in an empty folder: `python docs/notebook.py` keeps the new outputs in it, and
`--check` says instead where they differ from those that are kept.
"""

from __future__ import annotations

import difflib
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import nbformat
from nbclient import NotebookClient

NOTEBOOK: Final = Path(__file__).parent / "investigation.ipynb"
_TIMED: Final = "outputs-depend-on-time"
"""Tag of a cell whose outputs are run, kept and not compared."""
_SECONDS: Final = 600


def executed(path: Path) -> Any:
    """The notebook with new outputs, of a kernel that starts in an empty folder."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=_SECONDS, kernel_name="python3", record_timing=False)
        client.execute(cwd=folder)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def compared(notebook: Any) -> str:
    """What must be the same each time: the outputs of the cells that do not depend on time."""
    cells = [c for c in notebook.cells if c.cell_type == "code" and _TIMED not in c.metadata.get("tags", [])]
    return nbformat.writes(nbformat.v4.new_notebook(cells=[_bare(cell) for cell in cells]), indent=1)


def _bare(cell: Any) -> Any:
    return nbformat.v4.new_code_cell(cell.source, outputs=cell.outputs, id=cell.id)


def main(words: list[str]) -> int:
    """0 when the notebook is as it was kept, or was kept anew."""
    new = executed(NOTEBOOK)
    if "--check" not in words:
        nbformat.write(new, NOTEBOOK)
        return 0
    old = nbformat.read(NOTEBOOK, as_version=4)
    before, after = (compared(one).splitlines(keepends=True) for one in (old, new))
    sys.stderr.writelines(difflib.unified_diff(before, after, "kept", "new", n=1))
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
