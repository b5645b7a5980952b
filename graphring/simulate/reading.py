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
    if not _is_path(scenario):
        with as_file(files("graphring.simulate") / "scenarios" / f"{scenario}.toml") as built_in:
            if scenario not in scenario_names():
                raise NotFoundError(
                    f"there is no scenario {scenario!r}; choose one of: {', '.join(scenario_names())}, "
                    "or give the path of a TOML file."
                )
            content = read_toml(built_in, "scenario")
    elif path.is_file():
        content = read_toml(path, "scenario", SettingsError)
    else:
        raise NotFoundError(
            f"there is no scenario file {path}; check the path, or give a name of graphring simulate --list."
        )
    here = scenario if not _is_path(scenario) else str(path.resolve())
    if here in above:
        raise SettingsError(
            f"{scenario} includes itself, by way of {' and '.join(above[above.index(here) :])}; take one include out."
        )
    content = {"name": path.stem, **content}
    merged: dict[str, Any] = {}
    for name in _includes(content, scenario):
        merged = _merged(merged, _whole(name, path.parent if _is_path(scenario) else folder, (*above, here)))
    return _merged(merged, content)


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
