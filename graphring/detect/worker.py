"""A worker of `sidebyside`: reads places in the list of resolutions from its input, writes one file for each."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path
from typing import Final

import numpy as np

from graphring.detect.resolutions import Prepared
from graphring.detect.sidebyside import read_graph
from graphring.settings import Detect

_PR_SET_PDEATHSIG: Final = 1


def main(folder: Path) -> None:
    """Answer each line of input with the same line when that resolution's partition lies in the folder."""
    _end_with_parent()
    prepared = Prepared(read_graph(folder))
    settings = Detect.model_validate_json((folder / "settings.json").read_text(encoding="utf-8"))
    for line in sys.stdin:
        place = int(line)
        np.save(folder / f"{place}.npy", prepared.partition(settings.resolutions[place], settings).membership)
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()


def _end_with_parent() -> None:
    """Where the parent is killed nobody reads the answer, and one may take a minute."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
