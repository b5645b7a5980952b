"""A scenario made smaller or larger in the same shape.

With a factor f, a group of n accounts gets f * n of them, but never fewer than ten (or than it had). What is counted
with accounts (addresses, cards, bans and the like) goes with the number of accounts, so that accounts per card and per
address stay. Where the ten are more than f * n, each account does less, so that exchanges in all are f times what they
were, but never less than ordinary people (or than it did): small groups stay what they are. Days, shares, templates,
exercises and items stay as they are.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from graphring.errors import SettingsError
from graphring.simulate.scenario import Scenario, scenario_of

LEAST: Final = 10
"""Accounts of a group that scaling leaves: with fewer, no group has a shape."""
_ROUNDED_UP: Final = frozenset({"addresses", "cards"})
_ROUNDED_DOWN: Final = frozenset({"replaced", "banned", "homes", "victims"})
_EXCHANGES: Final = frozenset({"exchanges", "stolen_exchanges"})


def scaled(scenario: Scenario, factor: float) -> Scenario:
    """The scenario at another size; raise SettingsError where that can't be."""
    if factor == 1:
        return scenario
    if not 0 < factor <= 100:
        raise SettingsError(f"a scale of {factor:g} makes no sense; give one above 0 and up to 100.")
    said = scenario.model_dump()
    people = scenario.population.people
    said["population"]["people"] = max(min(people, LEAST), round(people * factor))
    usual = scenario.population.volume
    for name in ("innocents", "rings"):
        said[name] = [_group(group, factor, usual) for group in getattr(scenario, name)]
    try:
        return scenario_of(said)
    except SettingsError as error:
        raise SettingsError(f"at a scale of {factor:g} {error}") from error


def _group(group: BaseModel, factor: float, usual: float) -> dict[str, Any]:
    said = group.model_dump()
    before = said["accounts"]
    after = max(min(before, LEAST), round(before * factor))
    ratio = after / before
    for name in said.keys() & _ROUNDED_UP:
        said[name] = max(1, round(said[name] * ratio))
    for name in said.keys() & _ROUNDED_DOWN:
        said[name] = int(said[name] * ratio)
    for name in said.keys() & _EXCHANGES:
        said[name] = max(min(said[name], 1), round(said[name] * factor))
    volume = max(min(said["volume"], usual), said["volume"] * min(1.0, factor / ratio))
    return {**said, "accounts": after, "volume": volume}
