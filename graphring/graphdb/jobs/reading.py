"""A statement file to a job: every mistake with its line and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from graphring.graphdb.header import Entry, Header, split
from graphring.graphdb.jobs import schedule
from graphring.graphdb.jobs.columns import Column
from graphring.graphdb.jobs.job import FORMATS, GIVEN, Job, Parameter, digest
from graphring.graphdb.jobs.marks import read_watermark
from graphring.graphdb.values import TYPES, value_of

NEEDED: Final = ("name", "title", "schedule", "watermark", "format", "retention", "column", "revision")
KEYS: Final = (*NEEDED, "parameter", "compare", "before", "changes", "words", "limit", "caveat")
_MANY: Final = ("parameter", "column")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_COLUMN: Final = re.compile(r"([A-Za-z_]\w*) (\w+): (.+)")
_PARAMETER: Final = re.compile(r"([A-Za-z_]\w*) (\w+) = (.*?): (.+)")
_USED: Final = re.compile(r"\$([A-Za-z_]\w*)")
_UNCODED: Final = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)
"""Comments and texts of a statement: what stands in them is no code."""
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
T = TypeVar("T")


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a file, and where."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class Told:
    """Reads parts of a header; a part that is wrong becomes a mistake."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.mistakes: list[tuple[int, str]] = []

    def read(self, entry: Entry | None, reader: Callable[[str], T], otherwise: T) -> T:
        """What the reader makes of that line; its ValueError is a mistake in it."""
        if entry is None:
            return otherwise
        try:
            return reader(entry.value)
        except ValueError as error:
            self.mistakes.append((entry.line, f"{entry.key}: {error}"))
            return otherwise


def read_job(path: Path, taken: Collection[str] = ()) -> Job | tuple[Mistake, ...]:
    """The job of a file, or its mistakes; `taken` are names that other files have."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return (Mistake(path, 1, f"can't be read as UTF-8 text ({error})"),)
    told = Told(split(text))
    job = _job(told, path, digest(text))
    told.mistakes += _of_keys(told.header)
    if job.name in taken:
        told.mistakes.append((1, f"name: there is another job {job.name}; give this one a name of its own"))
    if not any(line == 1 and "header" in reason for line, reason in told.mistakes):
        told.mistakes += _of_statement(told.header, job)
    return tuple(Mistake(path, *mistake) for mistake in sorted(set(told.mistakes))) or job


def _job(told: Told, path: Path, sha256: str) -> Job:
    h = told.header
    columns = tuple(c for entry in h.all("column") if (c := told.read(entry, _column, None)))
    return Job(
        name=told.read(h.one("name"), _name(path), path.stem),
        title=h.text("title"),
        statement=h.body,
        columns=columns,
        watermark=read_watermark(told.read, h, columns),
        format=told.read(h.one("format"), _one_of(FORMATS), FORMATS[0]),
        file=path,
        schedule=told.read(h.one("schedule"), _schedule, None),
        parameters=tuple(p for entry in h.all("parameter") if (p := told.read(entry, _parameter, None))),
        retention=told.read(h.one("retention"), _retention, None),
        limit_s=told.read(h.one("limit"), lambda text: _span(text).total_seconds(), 600.0),
        caveat=h.text("caveat"),
        revision=h.text("revision"),
        sha256=sha256,
    )


def _of_keys(header: Header) -> Iterator[tuple[int, str]]:
    """Keys that are missing, strange or there twice."""
    held = {entry.key for entry in header.entries}
    if not held & {"name", "watermark", "column"}:
        yield 1, f"has no header; start it with lines `// key: value` for {', '.join(NEEDED)}"
        return
    if missing := [key for key in NEEDED if key not in held]:
        yield 1, f"has no {', '.join(missing)}; add a line `// {missing[0]}: …`"
    for number in header.strange:
        yield number, "is no `// key: value`; a line that goes on starts with two spaces more"
    seen: set[str] = set()
    for entry in header.entries:
        if entry.key not in KEYS:
            yield entry.line, f"{entry.key}: nobody knows this key; known are {', '.join(KEYS)}"
        elif entry.key in seen and entry.key not in _MANY:
            yield entry.line, f"{entry.key}: is there twice; keep one"
        seen.add(entry.key)


def _of_statement(header: Header, job: Job) -> Iterator[tuple[int, str]]:
    """What can be told of a statement without a server."""
    code = _UNCODED.sub(lambda found: "\n" * found[0].count("\n"), header.body)
    if not code.strip():
        yield header.body_line, "has no statement after its header"
        return
    if ";" in code:
        yield header.body_line + code[: code.index(";")].count("\n"), "has two statements; a job has one"
    if "ORDER BY" not in code.upper().rpartition("RETURN")[2]:
        yield header.body_line, "does not end in ORDER BY; two exports of the same rows must be the same bytes"
    yield from _of_parameters(header, job, code)


def _of_parameters(header: Header, job: Job, code: str) -> Iterator[tuple[int, str]]:
    known = {parameter.name for parameter in job.parameters} | set(GIVEN)
    for used in _USED.finditer(code):
        if used[1] not in known:
            line = header.body_line + code[: used.start()].count("\n")
            yield line, f"${used[1]} has no line `// parameter: {used[1]} TYPE = DEFAULT: meaning`"
    uses = set(_USED.findall(code))
    for entry in header.all("parameter"):
        if (name := entry.value.partition(" ")[0]) and name not in uses:
            yield entry.line, f"parameter: ${name} is not used in the statement"
    if job.watermark.kind == "time" and "since" not in uses:
        yield header.body_line, f"watermark time needs `{job.watermark.columns[0]} >= $since` in the statement"


def _name(path: Path) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not _NAME.fullmatch(text):
            raise ValueError(f"{text!r} is no name; take small letters, digits and underscores")
        if text != path.stem:
            raise ValueError(f"{text} is in a file {path.name}; call them the same")
        return text

    return read


def _one_of(allowed: tuple[Any, ...]) -> Callable[[str], Any]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is none of {', '.join(allowed)}")
        return text

    return read


def _column(text: str) -> Column:
    found = _COLUMN.fullmatch(text)
    if not found or found[2] not in TYPES:
        raise ValueError(f"write `NAME TYPE: meaning`, with a type of {', '.join(TYPES)}")
    return Column(found[1], found[2], found[3])


def _parameter(text: str) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if not found or found[2] not in TYPES:
        raise ValueError(f"write `NAME TYPE = DEFAULT: meaning`, with a type of {', '.join(TYPES)}")
    if found[1] in GIVEN:
        raise ValueError(f"${found[1]} is given to every job; take another name")
    return Parameter(found[1], found[2], value_of(found[2], found[3]), found[4])


def _schedule(text: str) -> str | None:
    if text == "by hand":
        return None
    if told := schedule.fault(text):
        raise ValueError(f"{told}; or `by hand`")
    return text


def _retention(text: str) -> timedelta | None:
    return None if text == "for ever" else _span(text)


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"([1-9]\d{0,5}) (second|minute|hour|day)s?", text)
    if not found:
        raise ValueError(f"{text!r} is no time; write a number with minutes, hours or days, such as 30 days")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])
