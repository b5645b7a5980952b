"""One graph, many resolutions: one after another with igraph, or compiled and side by side where it is large."""

from __future__ import annotations

import os

from graphring.detect.graph import LARGE, Partition, TieGraph
from graphring.detect.resolutions import Prepared
from graphring.model.progress import Progress
from graphring.settings import Detect, Machine


def partitions(graph: TieGraph, settings: Detect, machine: Machine, progress: Progress) -> list[Partition]:
    """Communities at each resolution of the settings, in their order; the same on any number of threads."""
    progress.step("finding communities", len(settings.resolutions))
    if graph.n_ties >= LARGE:
        from graphring.detect.sidebyside import side_by_side

        workers = min(machine.threads or os.cpu_count() or 1, len(settings.resolutions))
        return side_by_side(graph, settings, workers, progress)
    prepared, found = Prepared(graph), []
    for resolution in settings.resolutions:
        found.append(prepared.partition(resolution, settings))
        progress.advance()
    return found
