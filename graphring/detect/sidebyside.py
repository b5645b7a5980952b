"""Resolutions side by side, in processes of their own: igraph holds Python's lock while it works.

Workers are plain commands (`python -m graphring.detect.worker FOLDER`), not `multiprocessing`: they never run the
caller's script again, so they work in notebooks, tests, and scripts without a `__main__` guard. The arrays lie in a
temporary folder and are memory-mapped by every worker. A worker ends when its input closes, so none outlives us.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import numpy as np

from graphring.detect.graph import Partition, TieGraph
from graphring.model.progress import Progress
from graphring.settings import Detect
from graphring.store.leftover import is_alive

ARRAYS: Final = ("source", "target", "weight")


class NoWorkersError(Exception):
    """Workers could not be started, or one ended before its work was done."""


def side_by_side(graph: TieGraph, settings: Detect, workers: int, progress: Progress) -> list[Partition]:
    """Partitions in the order of the settings' resolutions; NoWorkersError when that can't be done here."""
    if not sys.executable:
        raise NoWorkersError("this Python does not know its own executable.")
    try:
        _sweep(Path(tempfile.gettempdir()))
        with tempfile.TemporaryDirectory(prefix=f"graphring-{os.getpid()}-") as name:
            folder = Path(name)
            write_graph(folder, graph)
            (folder / "settings.json").write_text(settings.model_dump_json(), encoding="utf-8")
            return _worked(folder, settings.resolutions, workers, progress)
    except OSError as error:
        raise NoWorkersError(f"workers can't be started ({error}).") from error


def _sweep(folder: Path) -> None:
    """Remove what killed processes of ours left."""
    for old in folder.glob("graphring-*-*"):
        if not is_alive(old.name.split("-")[1]):
            shutil.rmtree(old, ignore_errors=True)


def write_graph(folder: Path, graph: TieGraph) -> None:
    """Put a graph where workers find it."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(graph, name))
    np.save(folder / "sizes.npy", np.array([graph.n_accounts, graph.n_stubs]))


def read_graph(folder: Path) -> TieGraph:
    """The graph in a folder, its arrays memory-mapped."""
    n_accounts, n_stubs = np.load(folder / "sizes.npy").tolist()
    source, target, weight = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS)
    return TieGraph(n_accounts, n_stubs, source, target, weight)


class _Worker:
    """A running worker and the thread that hands it work and waits for its answers."""

    def __init__(self, folder: Path, work: SimpleQueue[int], done: SimpleQueue[int | None]) -> None:
        # The child must import what we import; -P keeps the working folder itself out of its path.
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)  # noqa: PTH100
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "graphring.detect.worker", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._thread = Thread(target=self._feed, args=(work, done), daemon=True)
        self._thread.start()

    def _feed(self, work: SimpleQueue[int], done: SimpleQueue[int | None]) -> None:
        """Give the worker places in the list of resolutions until none is left; None tells that it failed."""
        try:
            while True:
                place = work.get_nowait()
                done.put(place if self._answered(place) else None)
        except Empty:
            return

    def _answered(self, place: int) -> bool:
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            return False
        try:
            to.write(b"%d\n" % place)
            to.flush()
            return back.readline() == b"%d\n" % place
        except (OSError, ValueError):
            return False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _worked(folder: Path, resolutions: tuple[float, ...], workers: int, progress: Progress) -> list[Partition]:
    work: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[int | None] = SimpleQueue()
    for place in range(len(resolutions)):
        work.put(place)
    running: list[_Worker] = []
    try:
        for _ in range(workers):
            running.append(_Worker(folder, work, done))  # noqa: PERF401 - those that started must be ended
        for _ in resolutions:
            if done.get() is None:
                raise NoWorkersError("a worker ended before its work was done.")
            progress.advance()
    finally:
        for worker in running:
            worker.end()
    return [Partition(value, np.load(folder / f"{place}.npy")) for place, value in enumerate(resolutions)]
