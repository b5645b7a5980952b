"""In: a scenario, by name or file, and a seed. Out: a folder of input files whose truth is known, and the truth beside.

Shares no code and no constant with what it tests.
"""

from __future__ import annotations

from pathlib import Path

from graphring.model.progress import Progress, Silent
from graphring.simulate.world import WORLD_FILES, Planted, ScenarioLine, World

__all__ = ["LOOK_ALIKES", "WORLD_FILES", "Planted", "ScenarioLine", "World", "look_alike", "scenarios", "simulate"]

LOOK_ALIKES = ("address", "benchmark", "card", "course", "office", "reseller", "template")
"""Kinds of innocent crowd that `look_alike` makes."""


def scenarios() -> tuple[ScenarioLine, ...]:
    """Every scenario, sorted by name, with its one-line title and what is in it."""
    from graphring.simulate.scenario import scenario_line, scenario_names

    return tuple(scenario_line(name) for name in scenario_names())


def simulate(
    scenario: str | Path, to: str | Path, seed: int = 0, *, scale: float = 1.0, progress: Progress | None = None
) -> World:
    """Write the files of a scenario, by name or path of a TOML file, into a new folder.

    `scale` makes people, crowds and rings smaller or larger in the same shape. Raise NotFoundError for an unknown
    scenario, SettingsError with every mistake in a file, StorageError for a folder that is not empty.
    """
    from graphring.simulate.making import world_of
    from graphring.simulate.scaling import scaled
    from graphring.simulate.scenario import scenario_named

    return world_of(scaled(scenario_named(str(scenario)), scale), Path(to), seed, progress or Silent())


def look_alike(kind: str, size: int, seed: int, to: str | Path) -> World:
    """Write a world with one innocent crowd of that size and no ring; raise NotFoundError for an unknown kind."""
    from graphring.simulate.look_alikes import crowd_scenario
    from graphring.simulate.making import world_of

    return world_of(crowd_scenario(kind, size), Path(to), seed, Silent())
