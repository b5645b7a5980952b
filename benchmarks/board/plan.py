"""Which worlds are measured: every scenario of a size, and variants of one world along each curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphring.simulate import scenarios
from graphring.simulate.adversary import Adversary
from graphring.simulate.scenario import Scenario, scenario_named, scenario_of

MOST_ACCOUNTS = 60_000
SEEDS = 3
QUICK = ("demo", "hard-innocents", "small-rings", "base", "combo", "framing")
"""Scenarios of the quick run."""
CURVES_ON = "demo"
"""The world whose variants the curves go through: small, so that a point takes seconds, with rings of three styles.
A curve's point at 0 is that world itself."""
EFFORTS = tuple(Adversary.model_fields)
VALUES = (0.25, 0.5, 0.75, 1.0)
SIZE = "size"
SIZES = (8, 15, 30, 60, 120, 300)
_SIZED = "ring-plain"
"""Whose ring is made larger and smaller."""


@dataclass(frozen=True)
class Wanted:
    """A world to measure."""

    world: str
    value: float | None
    seed: int
    scenario: Scenario

    def told(self) -> dict[str, object]:
        """What makes this world."""
        return {"seed": self.seed, **self.scenario.model_dump(mode="json", exclude={"title"})}

    def __str__(self) -> str:
        at = "" if self.value is None else f" at {self.value:g}"
        return f"{self.world}{at}, seed {self.seed}"


def small_enough() -> tuple[str, ...]:
    """Names of the scenarios of 60,000 accounts or fewer."""
    return tuple(line.name for line in scenarios() if line.accounts <= MOST_ACCOUNTS)


def curve(effort: str) -> str:
    """The name of its rows."""
    return f"curve-{effort}"


def worlds(names: tuple[str, ...], seeds: int) -> Iterator[Wanted]:
    """The scenarios and curves of these names, each with so many seeds."""
    for name in names:
        for value, scenario in _points(name):
            for seed in range(seeds):
                yield Wanted(name, value, seed, scenario)


def _points(name: str) -> Iterator[tuple[float | None, Scenario]]:
    effort = name.removeprefix("curve-")
    if effort == name:
        yield None, scenario_named(name)
    elif effort == SIZE:
        yield from ((float(n), _sized(n)) for n in SIZES)
    else:
        yield from ((value, _with_effort(effort, value)) for value in VALUES)


def _with_effort(effort: str, value: float) -> Scenario:
    raw = scenario_named(CURVES_ON).model_dump()
    return scenario_of({**raw, "name": f"{CURVES_ON}-{effort}-{value:g}", "adversary": {effort: value}})


def _sized(n: int) -> Scenario:
    """One plain ring of that size in the place of all others; cards, addresses and bans in proportion."""
    raw, (ring,) = scenario_named(CURVES_ON).model_dump(), scenario_named(_SIZED).model_dump()["rings"]
    like = {part: max(1, round(ring[part] * n / ring["accounts"])) for part in ("addresses", "cards", "banned")}
    return scenario_of({**raw, "name": f"{_SIZED}-{n}", "rings": [{**ring, **like, "accounts": n}]})
