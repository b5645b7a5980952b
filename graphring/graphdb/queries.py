"""Questions as files: found in the folder that comes with graphring and in one of one's own, read, and told apart.

A file is a header and one statement, so that Browser shows its rows when it is pasted; of several it shows none.
The values that a reader may change stand in the line `WITH {…} AS given`; a run sends them as a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graphring.errors import InputError, NotFoundError
from graphring.graphdb.files import cypher_folder
from graphring.graphdb.given import GIVEN, Parameter, literal, parameters_of
from graphring.graphdb.question import Header, MistakeError, header_of

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Query:
    """One question."""

    name: str
    text: str
    """The file as it stands."""
    header: Header
    parameters: tuple[Parameter, ...]

    @property
    def shape(self) -> str:
        """`table`, `graph` or `count`."""
        return self.header.one("shape")

    @property
    def columns(self) -> tuple[str, ...]:
        """What is returned; of a graph only `path`."""
        return self.header.list("returns")

    @property
    def statement(self) -> str:
        """What is sent, with the values as `$given`."""
        bare = "\n".join(line for line in self.text.splitlines() if not line.startswith("//"))
        return GIVEN.sub("WITH $given AS given", bare).strip().removesuffix(";")

    def values(self, told: Mapping[str, str]) -> dict[str, Any]:
        """The value of each parameter: as told in words, else its default."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(set(told) - set(known)):
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise InputError(f"{self.name} has no parameter {unknown[0]!r}; {has}.")
        return {name: one.value(told[name]) if name in told else one.default for name, one in known.items()}

    def pasted(self, told: Mapping[str, str]) -> str:
        """The text with these values in it."""
        values = ", ".join(f"{name}: {literal(value)}" for name, value in self.values(told).items())
        return GIVEN.sub(lambda _: f"WITH {{{values}}} AS given", self.text)


@dataclass(frozen=True)
class Library:
    """Questions by name, and what is wrong with files that are none."""

    queries: tuple[Query, ...]
    faults: Mapping[Path, str]

    def named(self, name: str) -> Query:
        """The question of that name."""
        for query in self.queries:
            if query.name == name:
                return query
        for path, fault in self.faults.items():
            if path.stem == name:
                raise InputError(fault)
        raise NotFoundError(f"there is no query {name!r}; `graphring queries list` names them all.")


def library(folder: Path | None = None) -> Library:
    """The questions that come with graphring, and those of a folder of one's own."""
    if folder and not folder.is_dir():
        raise NotFoundError(f"there is no folder {folder}; name one that holds .cypher files.")
    queries: dict[str, Query] = {}
    faults: dict[Path, str] = {}
    for path in (*_files(cypher_folder() / "browse"), *(_files(folder) if folder else ())):
        try:
            query = read_query(path)
            if query.name in queries:
                raise InputError(f"{path}:1: there is a query of that name already; rename the file.")
            queries[query.name] = query
        except InputError as fault:
            faults[path] = str(fault)
    return Library(tuple(sorted(queries.values(), key=lambda query: query.name)), faults)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.cypher"))


def read_query(path: Path) -> Query:
    """One file; raises InputError with file, line and reason."""
    try:
        text = path.read_text(encoding="utf-8")
        if not _NAME.fullmatch(path.stem):
            raise MistakeError(1, "the name may hold small letters, digits and underscores; rename the file.")
        header = header_of(text)
        return Query(path.stem, text, header, parameters_of(header.words.get("parameter", ()), _statement(text)))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}:1: it can't be read ({error}); mend the file.") from error
    except MistakeError as mistake:
        raise InputError(f"{path}:{mistake.line}: {mistake}") from mistake
    except ValueError as error:
        raise InputError(f"{path}:{_place(text)}: {error}") from error


def _statement(text: str) -> str:
    """The statement: one, since Browser shows no rows of several, and without parameters from elsewhere."""
    lines = {at: line for at, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("//")}
    if not lines:
        raise MistakeError(1, "there is no statement under the header; write one.")
    for at, line in lines.items():
        if ";" in line and at != max(lines):
            raise MistakeError(at, "a file is one statement, and here a second one follows; make it a file of its own.")
        if found := re.search(r"\$(\w+)", line):
            raise MistakeError(at, f"{found[0]} comes from nowhere; write given.{found[1]} and give it a default.")
    return "\n".join(lines.values())


def _place(text: str) -> int:
    """The line with the defaults, else the first."""
    return next((at for at, line in enumerate(text.splitlines(), 1) if GIVEN.fullmatch(line)), 1)
