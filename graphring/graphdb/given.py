"""Parameters of a question: the line `WITH {name: default, …} AS given`, and what the header says of each name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphring.errors import InputError
from graphring.graphdb.values import Type, value_of

GIVEN: Final = re.compile(r"^WITH \{(.*)\} AS given$", re.MULTILINE)
TYPES: Final[dict[str, tuple[Type, str]]] = {
    "text": ("string", "a text"),
    "integer": ("integer", "a whole number"),
    "number": ("float", "a number"),
    "time": ("string", "a time such as 2026-03-31T12:00:00Z"),
}
"""What a parameter can be, how its words are read (Cypher reads a time itself), and how it is called to a person."""
_PAIR: Final = re.compile(r"\s*(\w+): ('(?:[^'\\]|\\.)*'|null|-?\d+\.\d+|-?\d+)\s*(?:,|$)")
_TOLD: Final = re.compile(r"(\w+) (\w+), (.+)")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True)
class Parameter:
    """What can be given."""

    name: str
    type: str
    about: str
    default: Any

    def value(self, told: str) -> Any:
        """The value that was told in words; raises InputError where they are not of its type."""
        if self.type == "time" and not _TIME.fullmatch(told):
            raise self._wrong(told)
        try:
            return value_of(TYPES[self.type][0], told)
        except ValueError as error:
            raise self._wrong(told) from error

    def _wrong(self, told: str) -> InputError:
        return InputError(f"{told!r} is no {self.name}; give {TYPES[self.type][1]}.")


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "null" if value is None else str(value)


def parameters_of(told: Sequence[str], statement: str) -> tuple[Parameter, ...]:
    """The parameters of a statement; raises ValueError where header and statement differ."""
    defaults = _defaults(statement)
    parameters = []
    for words in told:
        found = _TOLD.fullmatch(words)
        if not found or found[2] not in TYPES:
            raise ValueError(f"a parameter is `name type, what it is`, of type {', '.join(TYPES)}, and not {words!r}.")
        if found[1] not in defaults:
            raise ValueError(f"{found[1]} has no default; write `WITH {{{found[1]}: null}} AS given` first.")
        parameters.append(Parameter(found[1], found[2], found[3], defaults[found[1]]))
    if untold := sorted(set(defaults) - {parameter.name for parameter in parameters}):
        raise ValueError(f"the header does not say what {untold[0]} is; add `// parameter: {untold[0]} text, …`.")
    return tuple(parameters)


def _defaults(statement: str) -> dict[str, Any]:
    found = GIVEN.search(statement)
    defaults: dict[str, Any] = {}
    rest = found[1].strip() if found else ""
    while rest:
        if not (pair := _PAIR.match(rest)):
            raise ValueError(f"the default at {rest!r} is no text in '…', number or null.")
        defaults[pair[1]] = _read(pair[2])
        rest = rest[pair.end() :].strip()
    return defaults


def _read(word: str) -> Any:
    if word.startswith("'"):
        return re.sub(r"\\(.)", r"\1", word[1:-1])
    if word == "null":
        return None
    return float(word) if "." in word else int(word)
