"""Scenarios: TOML files that say who is in a world."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graphring.errors import SettingsError
from graphring.simulate.adversary import Adversary
from graphring.simulate.innocents import Innocent
from graphring.simulate.population import Population
from graphring.simulate.reading import scenario_content, scenario_names
from graphring.simulate.rings import Ring
from graphring.simulate.text.settings import Text
from graphring.simulate.world import ScenarioLine

__all__ = ["Scenario", "scenario_line", "scenario_named", "scenario_names", "scenario_of"]

_START = datetime.fromisoformat("2026-03-02T00:00:00+00:00")  # a Monday: rhythms count weekdays from it


class Scenario(BaseModel):
    """Who is in a world, and for how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1, description="the file's own, where it says nothing")
    title: str = Field(min_length=1, description="one line: what this world is for")
    start: AwareDatetime = Field(default=_START, description="a Monday, 00:00 UTC")
    days: int = Field(default=30, ge=14, le=366, description="length of the log")
    release_day: int = Field(default=16, ge=1, description="day on which a new model comes out")
    population: Population
    innocents: tuple[Innocent, ...] = ()
    rings: tuple[Ring, ...] = ()
    adversary: Adversary = Adversary()
    text: Text | None = Field(
        default=None, description="how prompts are worded; without it there are template ids only"
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        mistakes = []
        if self.release_day >= self.days:
            mistakes.append("release_day lies after the last day")
        if self.start.weekday() or self.start.utcoffset() or self.start.time() != time():
            mistakes.append("start is not a Monday, 00:00 UTC: rhythms count weekdays from it")
        twice = sorted(name for name, n in Counter(ring.name for ring in self.rings).items() if n > 1)
        if twice:
            mistakes.append(f"two rings have the same name: {', '.join(twice)}")
        late = [ring.name for ring in self.rings if ring.last_day > self.days]
        if late:
            mistakes.append(f"rings that are at work after the last day: {', '.join(late)}")
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self


def scenario_named(scenario: str) -> Scenario:
    """A scenario by name or path; raise NotFoundError that lists the names there are."""
    return scenario_of(scenario_content(scenario))


def scenario_line(name: str) -> ScenarioLine:
    """A scenario as a list shows it."""
    scenario = scenario_named(name)
    crowds = sum(group.accounts for group in (*scenario.innocents, *(ring.sized() for ring in scenario.rings)))
    return ScenarioLine(name, scenario.title, scenario.days, scenario.population.people + crowds, len(scenario.rings))


def scenario_of(said: dict[str, Any]) -> Scenario:
    """A scenario from a mapping; raise SettingsError with every mistake in it."""
    try:
        return Scenario.model_validate(said)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'in all'}: {e['msg']}" for e in error.errors())
        n = f"{error.error_count()} mistake{'s' if error.error_count() > 1 else ''}"
        raise SettingsError(f"the scenario {said.get('name', '')} has {n}: {told}.") from error
