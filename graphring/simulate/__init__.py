"""In: the name of a scenario and a seed. Out: a folder of input files whose truth is known, and the truth beside them.

Shares no code and no constant with what it tests.
"""

from __future__ import annotations

from pathlib import Path

from graphring.simulate.world import Planted, ScenarioLine, World

__all__ = ["LOOK_ALIKES", "Planted", "ScenarioLine", "World", "look_alike", "scenarios", "simulate"]

LOOK_ALIKES = ("address", "benchmark", "card", "course", "office", "reseller", "template")
"""Kinds of innocent crowd that `look_alike` makes."""


def scenarios() -> tuple[ScenarioLine, ...]:
    """Every scenario, sorted by name: `name` and one-line `title`."""
    from graphring.simulate.scenario import scenario_named, scenario_names

    return tuple(ScenarioLine(name, scenario_named(name).title) for name in scenario_names())


def simulate(scenario: str, to: str | Path, seed: int = 0) -> World:
    """Write the files of a scenario into a folder; raise NotFoundError for an unknown scenario."""
    from graphring.simulate.making import world_of
    from graphring.simulate.scenario import scenario_named

    return world_of(scenario_named(scenario), Path(to), seed)


def look_alike(kind: str, size: int, seed: int, to: str | Path) -> World:
    """Write a world with one innocent crowd of that size and no ring; raise NotFoundError for an unknown kind."""
    from graphring.simulate.look_alikes import crowd_scenario
    from graphring.simulate.making import world_of

    return world_of(crowd_scenario(kind, size), Path(to), seed)
