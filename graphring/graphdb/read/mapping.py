"""What in a foreign graph is what of ours, as a person says it.

    [account]
    label = "User"
    key = "guid"                    # the property that tells accounts apart

    [account.columns]               # ours = "their property"; only where there is something to take
    created_at = "signed_up"

    [[links]]                       # (:User)-[:HAS_CC]->(:Card)
    type = "HAS_CC"
    label = "Card"
    key = "number"
    kind = "payment_instrument"     # a kind of ours, or one that you declare by naming it
    first_seen = "date"             # properties of the relationship; also last_seen, time, n

    [[relations]]                   # (:User)-[:P2P]->(:User)
    type = "P2P"
    kind = "transfer"
    time = "date"
    weight = "amount"

`direction = "in"` turns a link or relation around; `family` says what evidence a declared kind is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graphring.errors import InputError
from graphring.ingest.clean import kind as kinds
from graphring.model.inputs import file_kind
from graphring.model.kinds import Family, built_in
from graphring.model.toml import read_toml

LONGEST_NAME: Final = 200
"""Characters of a label, type or property; theirs are far shorter."""
_ACCOUNT_COLUMNS: Final = tuple(c.name for c in file_kind("accounts").columns if c.name != "account_id")


def _name(text: str) -> str:
    """A label, type or property. Neo4j reads a backslash and u as a character, also one that ends a quoted name."""
    if not text or len(text) > LONGEST_NAME:
        raise ValueError(f"give a name of 1 to {LONGEST_NAME} characters")
    if "\\" in text or any(unicodedata.category(c).startswith("C") for c in text):
        raise ValueError("take the backslash or the invisible character out of it")
    return text


def _kind(text: str) -> str:
    cleaned = kinds.clean(text)
    if cleaned.value is None:
        raise ValueError(f"{cleaned.reason}; name a kind such as device, or one of your own")
    return cleaned.value


def _column(text: str) -> str:
    if text not in _ACCOUNT_COLUMNS:
        raise ValueError(f"accounts have no {text}; there are {', '.join(_ACCOUNT_COLUMNS)}")
    return text


Name = Annotated[str, AfterValidator(_name)]
Direction = Literal["out", "in"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Accounts(_Table):
    """Which nodes are accounts."""

    label: Name
    key: Name
    columns: dict[Annotated[str, AfterValidator(_column)], Name] = Field(default_factory=dict)


class Links(_Table):
    """Relationships between an account and something that accounts share."""

    type: Name
    label: Name
    key: Name
    kind: Annotated[str, AfterValidator(_kind)]
    direction: Direction = "out"
    family: Family | None = None
    first_seen: Name | None = None
    last_seen: Name | None = None
    time: Name | None = None
    n: Name | None = None

    @model_validator(mode="after")
    def _declared(self) -> Self:
        if self.family and (own := built_in(self.kind)):
            raise ValueError(f"{self.kind} is a kind of ours, of the family {own.family}; take family out")
        return self


class Relations(_Table):
    """Relationships between two accounts."""

    type: Name
    kind: Annotated[str, AfterValidator(_kind)]
    direction: Direction = "out"
    time: Name | None = None
    weight: Name | None = None


class GraphMapping(_Table):
    """A foreign graph: its accounts, and at least one way in which they hang together."""

    account: Accounts
    links: tuple[Links, ...] = Field(default=(), strict=False)
    relations: tuple[Relations, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.links and not self.relations:
            raise ValueError("it has neither [[links]] nor [[relations]]; say which relationships to read")
        said = Counter((one.type, one.label, one.kind, one.direction) for one in self.links)
        said += Counter((one.type, "", one.kind, one.direction) for one in self.relations)
        if twice := [f"{type_} as {kind}" for (type_, _, kind, _), n in said.items() if n > 1]:
            raise ValueError(f"{', '.join(twice)} is there twice; take one out, or give it another kind")
        return self


def graph_mapping(given: GraphMapping | Mapping[str, Any] | str | Path) -> GraphMapping:
    """The mapping of a TOML file or of nested mappings; raises InputError with every mistake in it."""
    if isinstance(given, GraphMapping):
        return given
    raw, source = (
        (read_toml(Path(given), "mapping"), str(given)) if isinstance(given, str | Path) else (given, "the mapping")
    )
    try:
        return GraphMapping.model_validate(raw)
    except ValidationError as error:
        told = "; ".join(_told(one) for one in error.errors())
        raise InputError(f"{source} has {error.error_count()} mistake(s): {told}.") from error


_TABLES: Final[dict[str, type[_Table]]] = {"account": Accounts, "links": Links, "relations": Relations}
_MENDS: Final[dict[str, Callable[[Any], str]]] = {
    "missing": lambda _: "it is missing",
    "string_type": lambda _: "give one text, in quotes",
    "literal_error": lambda error: f"use one of {error['ctx']['expected']}",
    "value_error": lambda error: str(error["ctx"]["error"]),
    "model_type": lambda _: "give a table",
    "tuple_type": lambda _: "give a list of tables, [[…]]",
    "dict_type": lambda _: 'give a table of ours = "theirs"',
    "extra_forbidden": lambda error: f"there is no such entry; there are {', '.join(_known(error['loc']))}",
}


def _told(error: Any) -> str:
    """The place as it stands in the file, and the mend."""
    said = _MENDS.get(error["type"], lambda one: str(one["msg"]))(error)
    place = _place(error["loc"])
    return f"{place}: {said}" if place else said


def _place(loc: Iterable[str | int]) -> str:
    """Tables of a list are counted from one: `links 2, kind`."""
    words: list[str] = []
    for part in loc:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        elif part != "[key]":
            words.append(str(part))
    return ", ".join(words)


def _known(loc: tuple[str | int, ...]) -> Iterable[str]:
    return _TABLES.get(str(loc[0]), GraphMapping).model_fields if len(loc) > 1 else GraphMapping.model_fields
