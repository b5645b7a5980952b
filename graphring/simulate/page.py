"""What docs/scenarios.md tells of each scenario and setting: `python -m graphring.simulate.page docs/scenarios.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from graphring.simulate.adversary import Adversary
from graphring.simulate.innocents import Innocent
from graphring.simulate.innocents.crowd import Crowd
from graphring.simulate.population import Population
from graphring.simulate.rings import Ring
from graphring.simulate.rings.job import Job
from graphring.simulate.rings.operation import Operation
from graphring.simulate.scenario import Scenario, scenario_line, scenario_named, scenario_names
from graphring.simulate.text.settings import Text

BEGIN: Final = "<!-- made of the scenarios by `make docs`: begin -->\n"
END: Final = "<!-- made of the scenarios by `make docs`: end -->\n"
_BOUNDS: Final = (("ge", "from"), ("gt", "above"), ("le", "to"), ("lt", "below"))
_TYPES: Final[dict[Any, str]] = {
    int: "whole number",
    float: "number",
    str: "text",
    bool: "true or false",
    datetime: "time",
    dict[str, float]: "table of numbers",
}
_SINGLE: Final = (("population", Population), ("adversary", Adversary), ("text", Text))
_TABLES: Final = ("population", "adversary", "text", "innocents", "rings")
_FIELDS: Final = "| key | what it takes | default | meaning |\n|---|---|---|---|"


def page(text: str) -> str:
    """A page with that part made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_scenarios()}\n\n{_reference()}\n\n{END}{after}"


def _scenarios() -> str:
    lines = [scenario_line(name) for name in scenario_names()]
    table = ["| scenario | days | accounts | rings | what it is for |\n|---|---|---|---|---|"]
    table += [f"| [{s.name}](#{s.name}) | {s.days} | {s.accounts:,} | {s.rings} | {s.title} |" for s in lines]
    sections = ("\n\n".join(_section(scenario_named(name))) for name in scenario_names())
    return "\n\n".join(["\n".join(table), *sections])


def _section(scenario: Scenario) -> Iterator[str]:
    yield f"### {scenario.name}"
    yield f"{scenario.title}."
    yield from _comment(scenario.name)
    people, volume = scenario.population.people, scenario.population.volume
    yield (
        f"{scenario.days} days, a new model on day {scenario.release_day}; {people:,} ordinary people "
        f"with a median of {volume:g} exchanges each."
    )
    groups = (*scenario.rings, *scenario.innocents)
    if groups:
        yield "\n".join(["| who | accounts | settings |\n|---|---|---|", *(_group(group) for group in groups)])
    for name, table in (("adversary", scenario.adversary), ("text", scenario.text)):
        if table and table.model_fields_set:
            yield f"`[{name}]` {_said(table, ())}"


def _comment(name: str) -> Iterator[str]:
    """What the file says above its first line."""
    text = (files("graphring.simulate") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    if lines:
        yield "\n".join(lines)


def _group(group: BaseModel) -> str:
    said = dict(group)
    who = f"ring `{said['name']}`, style {said['style']}" if "style" in said else f"innocents, kind {said['kind']}"
    return f"| {who} | {said['accounts']:,} | {_said(group, ('name', 'style', 'kind', 'accounts'))} |"


def _said(group: BaseModel, without: Iterable[str]) -> str:
    """What a table of a file says, in the order of the model's fields."""
    told = [(name, getattr(group, name)) for name in type(group).model_fields if name in group.model_fields_set]
    return ", ".join(f"{name} {_value(value)}" for name, value in told if name not in without)


def _reference() -> str:
    parts = ["## What a scenario file may say", _table("The file itself", Scenario, _TABLES)]
    parts += [_table(f"`[{name}]`", model, ()) for name, model in _SINGLE]
    parts += [_table("Every `[[innocents]]`", Crowd, ())]
    parts += [_table(f'`kind = "{_tag(kind, "kind")}"`', kind, Crowd.model_fields) for kind in _members(Innocent)]
    parts += [_table("Every `[[rings]]`", Operation, ())]
    jobs = [f"`{_tag(style, 'style')}`" for style in _members(Ring) if issubclass(style, Job)]
    parts += [_table(f"Styles {', '.join(jobs[:-1])} and {jobs[-1]}", Job, Operation.model_fields)]
    parts += [
        _table(f'`style = "{_tag(style, "style")}"`', style, _known(style)) + _refused(style)
        for style in _members(Ring)
    ]
    return "\n\n".join(parts)


def _known(style: type[BaseModel]) -> list[str]:
    """Fields that a style has as all rings or all jobs have them."""
    base = Job if issubclass(style, Job) else Operation
    return [
        name
        for name, field in base.model_fields.items()
        if style.model_fields[name].default == field.default and style.model_fields[name].metadata == field.metadata
    ]


def _refused(style: type[BaseModel]) -> str:
    """What other jobs take and this style does not."""
    names = style.without if issubclass(style, Job) else ()
    return f"\n\nTakes no {' and no '.join(f'`{name}`' for name in names)}." if names else ""


def _members(union: Any) -> list[type[BaseModel]]:
    """The models of an annotated union."""
    return list(get_args(get_args(union)[0]))


def _tag(model: type[BaseModel], name: str) -> str:
    return str(get_args(model.model_fields[name].annotation)[0])


def _table(title: str, model: type[BaseModel], without: Iterable[str]) -> str:
    about = inspect.getdoc(model if model in (Scenario, *(m for _, m in _SINGLE)) else inspect.getmodule(model)) or ""
    hidden = {*without, "kind", "style"}
    rows = [_row(name, field) for name, field in model.model_fields.items() if name not in hidden]
    return "\n".join([f"### {title}\n\n{about.splitlines()[0]}", *(["", _FIELDS, *rows] if rows else [])])


def _row(name: str, field: FieldInfo) -> str:
    bounds = [f"{word} {_value(getattr(m, key))}" for m in field.metadata for key, word in _BOUNDS if hasattr(m, key)]
    default = "" if field.is_required() or field.default is None else _value(field.default)
    takes = " ".join([_takes(field.annotation), *bounds])
    return f"| {name} | {takes} | {default} | {field.description or ''} |"


def _takes(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(map(str, get_args(annotation)))
    if get_origin(annotation) is UnionType:
        return "table"
    return "list" if get_origin(annotation) is tuple else _TYPES.get(annotation, "text")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return ", ".join(map(_value, value))
    if isinstance(value, BaseModel):
        return f"({_said(value, ())})"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(one)}" for key, one in value.items())
    if isinstance(value, int | float):
        value = int(value) if value == int(value) else value
        return f"{value:,}"
    return str(value)


def main() -> None:
    """Make the part of a page anew."""
    path = Path(sys.argv[1])
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
