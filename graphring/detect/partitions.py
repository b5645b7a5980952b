"""One graph, many resolutions: one after another, or side by side where the graph is large."""

from __future__ import annotations

import os
from typing import Final

from graphring.detect.graph import Partition, TieGraph
from graphring.detect.resolutions import Prepared
from graphring.detect.sidebyside import NoWorkersError, side_by_side
from graphring.model.progress import Progress
from graphring.settings import Detect, Machine

# Below this many edges starting workers costs more than it saves.
_LARGE: Final = 200_000


def partitions(graph: TieGraph, settings: Detect, machine: Machine, progress: Progress) -> list[Partition]:
    """Communities at each resolution of the settings, in their order; the same however many workers find them."""
    progress.step("finding communities", len(settings.resolutions))
    workers = min(machine.threads or os.cpu_count() or 1, len(settings.resolutions))
    if workers > 1 and graph.n_ties >= _LARGE:
        try:
            return side_by_side(graph, settings, workers, progress)
        except NoWorkersError as error:
            progress.say(f"communities are found one resolution after another: {error}")
            progress.step("finding communities", len(settings.resolutions))
    prepared, found = Prepared(graph), []
    for resolution in settings.resolutions:
        found.append(prepared.partition(resolution, settings))
        progress.advance()
    return found
