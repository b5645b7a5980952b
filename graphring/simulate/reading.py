"""Scenario files: those that come with graphring and a user's own, with what they include."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from graphring.errors import NotFoundError, SettingsError
from graphring.model.toml import read_toml

_LISTS: Final = ("innocents", "rings")
_TABLES: Final = ("population", "adversary", "text")


def scenario_names() -> tuple[str, ...]:
    """Names of the scenarios that come with graphring, sorted."""
    found = (files("graphring.simulate") / "scenarios").iterdir()
    return tuple(sorted(path.name.removesuffix(".toml") for path in found if path.name.endswith(".toml")))


def scenario_content(scenario: str, folder: Path = Path()) -> dict[str, Any]:
    """What a scenario says: a name, or the path of a TOML file (from `folder`), with all that it includes merged in."""
    return _whole(scenario, folder, ())


def _whole(scenario: str, folder: Path, above: tuple[str, ...]) -> dict[str, Any]:
    path = folder / scenario
    content = _file(path) if _is_path(scenario) else _built_in(scenario)
    here = str(path.resolve()) if _is_path(scenario) else scenario
    if here in above:
        way = " and ".join(above[above.index(here) :])
        raise SettingsError(f"{scenario} includes itself, by way of {way}; take one include out.")
    merged: dict[str, Any] = {}
    for name in _includes(content, scenario):
        merged = _merged(merged, _whole(name, path.parent if _is_path(scenario) else folder, (*above, here)))
    return _merged(merged, {"name": path.stem, **content})


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        there = "check the path, or give a name of graphring simulate --list"
        raise NotFoundError(f"there is no scenario file {path}; {there}.")
    return read_toml(path, "scenario", SettingsError)


def _built_in(name: str) -> dict[str, Any]:
    if name not in scenario_names():
        there = ", ".join(scenario_names())
        raise NotFoundError(f"there is no scenario {name!r}; choose one of: {there}, or give the path of a TOML file.")
    with as_file(files("graphring.simulate") / "scenarios" / f"{name}.toml") as path:
        return read_toml(path, "scenario")


def _is_path(scenario: str) -> bool:
    return scenario.endswith(".toml") or "/" in scenario or "\\" in scenario


def _includes(content: dict[str, Any], scenario: str) -> list[str]:
    names = content.pop("includes", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SettingsError(
            f'the scenario {scenario} has includes that are no list of names; write includes = ["demo"].'
        )
    return names


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lists one after the other, tables key by key; else what `above` says."""
    merged = {**below, **above}
    for name in _LISTS:
        if isinstance(below.get(name), list) and isinstance(above.get(name), list):
            merged[name] = [*below[name], *above[name]]
    for name in _TABLES:
        if isinstance(below.get(name), dict) and isinstance(above.get(name), dict):
            merged[name] = {**below[name], **above[name]}
    return merged
