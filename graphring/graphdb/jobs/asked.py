"""What is asked of a run of a job, beside the job: where to, when, with which parameters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graphring.errors import JobError
from graphring.graphdb.jobs.job import Format, Job, digest
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.values import as_text, value_of


@dataclass(frozen=True)
class Asked:
    """How to run jobs. `now` is given in tests and simulations; else it is the clock's time."""

    to: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    since: datetime | None = None
    """For a `time` watermark: from there on once more, instead of from the kept time."""
    parameters: tuple[str, ...] = ()
    """`name=value`, for those that are not to have their defaults."""
    format: Format | None = None
    exact: bool = False


def parameters_of(job: Job, told: Iterable[str]) -> dict[str, Any]:
    """Every parameter of a job, as told or its default; JobError for one that it does not have."""
    values = {parameter.name: parameter.default for parameter in job.parameters}
    types = {parameter.name: parameter.type for parameter in job.parameters}
    for text in told:
        name, equals, value = text.partition("=")
        if not equals or name not in types:
            known = ", ".join(types) or "none"
            raise JobError(f"{text!r} sets no parameter of {job.name}; write name=value, it has: {known}.")
        try:
            values[name] = value_of(types[name], value)
        except ValueError as error:
            raise JobError(f"parameter {name} of {job.name}: {error}; mend --param.") from error
    return values


def place_of(job: Job, to: Path, values: dict[str, Any]) -> Place:
    """Where the exports go: with other parameters it is another export, with a watermark of its own."""
    usual = {parameter.name: parameter.default for parameter in job.parameters}
    if values == usual:
        return Place(to, job.name)
    return Place(to, f"{job.name}-{digest(plain_parameters(values))[:8]}")


def plain_parameters(values: dict[str, Any]) -> str:
    """Parameters as JSON, in the order of their names."""
    return json.dumps(values, sort_keys=True, default=lambda v: as_text(v) if isinstance(v, datetime) else str(v))
