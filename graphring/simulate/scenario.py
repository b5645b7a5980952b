"""Scenarios: TOML files that say who is in a world."""

from __future__ import annotations

import tomllib
from datetime import datetime, time
from importlib.resources import files
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graphring.errors import NotFoundError, SettingsError
from graphring.simulate.adversary import Adversary
from graphring.simulate.innocents import Innocent
from graphring.simulate.population import Population
from graphring.simulate.rings import Ring

_START = datetime.fromisoformat("2026-03-02T00:00:00+00:00")  # a Monday: rhythms count weekdays from it


class Scenario(BaseModel):
    """Who is in a world, and for how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1)
    title: str = Field(min_length=1, description="one line: what this world is for")
    start: AwareDatetime = Field(default=_START, description="a Monday, 00:00 UTC")
    days: int = Field(default=30, ge=14, le=366)
    release_day: int = Field(default=16, ge=1, description="day on which a new model comes out")
    population: Population
    innocents: tuple[Innocent, ...] = ()
    rings: tuple[Ring, ...] = ()
    adversary: Adversary = Adversary()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.release_day >= self.days:
            raise ValueError("release_day lies after the last day")
        if self.start.weekday() or self.start.utcoffset() or self.start.time() != time():
            raise ValueError("start is not a Monday, 00:00 UTC: rhythms count weekdays from it")
        if len({ring.name for ring in self.rings}) < len(self.rings):
            raise ValueError("two rings have the same name")
        return self


def scenario_names() -> tuple[str, ...]:
    """Names of the scenarios that come with graphring, sorted."""
    found = (files("graphring.simulate") / "scenarios").iterdir()
    return tuple(sorted(path.name.removesuffix(".toml") for path in found if path.name.endswith(".toml")))


def scenario_named(name: str) -> Scenario:
    """A scenario by name; raise NotFoundError that lists the names there are."""
    if name not in scenario_names():
        there = ", ".join(scenario_names())
        raise NotFoundError(f"there is no scenario {name!r}; choose one of: {there}.")
    text = (files("graphring.simulate") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")
    return scenario_of({"name": name, **tomllib.loads(text)})


def scenario_of(raw: dict[str, object]) -> Scenario:
    """A scenario from a mapping; raise SettingsError with every mistake in it."""
    try:
        return Scenario.model_validate(raw)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"the scenario has {error.error_count()} mistake(s): {told}.") from error
