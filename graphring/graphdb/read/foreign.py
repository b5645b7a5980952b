"""A mapping as statements: each part with the pattern it is read from, so that what is not there can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from graphring.graphdb.read.mapping import Accounts, GraphMapping, Links, Relations
from graphring.graphdb.read.part import Part, quoted
from graphring.model.inputs import file_kind

_KEYS: Final = ("account_id", "other_account_id", "entity_id")


@dataclass(frozen=True)
class Pattern:
    """An account `a`, and what it has (`r`) with something (`b`); only an account where there is no type."""

    account: str
    type: str | None = None
    other: str | None = None
    direction: str = "out"

    @property
    def match(self) -> str:
        """As Cypher takes it."""
        return f"MATCH {self._drawn(('a', 'r', 'b'), quoted)}"

    def __str__(self) -> str:
        """As a person reads it."""
        return self._drawn(("", "", ""), str)

    def _drawn(self, variables: tuple[str, str, str], name: Callable[[str], str]) -> str:
        a, r, b = variables
        account = f"({a}:{name(self.account)})"
        if self.type is None or self.other is None:
            return account
        left, right = ("-", "->") if self.direction == "out" else ("<-", "-")
        return f"{account}{left}[{r}:{name(self.type)}]{right}({b}:{name(self.other)})"


@dataclass(frozen=True)
class Wanted:
    """A part, and where each of its columns is said to be: variable of the pattern and property."""

    part: Part
    pattern: Pattern
    used: Mapping[str, tuple[str, str]]


def wanted(mapping: GraphMapping) -> tuple[Wanted, ...]:
    """Everything that the mapping asks for, in its order."""
    account = mapping.account
    accounts = (_accounts(account),) if account.columns else ()
    return (
        *accounts, *(_links(account, one) for one in mapping.links),
        *(_relations(account, one) for one in mapping.relations),
    )  # fmt: skip


def _accounts(account: Accounts) -> Wanted:
    used = {"account_id": ("a", account.key), **{ours: ("a", theirs) for ours, theirs in account.columns.items()}}
    return _wanted("accounts", Pattern(account.label), used, {})


def _links(account: Accounts, links: Links) -> Wanted:
    told = {name: getattr(links, name) for name in ("first_seen", "last_seen", "time", "n")}
    used = {"account_id": ("a", account.key), "entity_id": ("b", links.key), **_of_relationship(told)}
    pattern = Pattern(account.label, links.type, links.label, links.direction)
    constants = {"kind": links.kind, **({"family": links.family} if links.family else {})}
    return _wanted("links", pattern, used, constants)


def _relations(account: Accounts, relations: Relations) -> Wanted:
    told = {name: getattr(relations, name) for name in ("time", "weight")}
    used = {"account_id": ("a", account.key), "other_account_id": ("b", account.key), **_of_relationship(told)}
    pattern = Pattern(account.label, relations.type, account.label, relations.direction)
    return _wanted("relations", pattern, used, {"kind": relations.kind})


def _of_relationship(told: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    return {ours: ("r", theirs) for ours, theirs in told.items() if theirs is not None}


def _wanted(file: str, pattern: Pattern, used: Mapping[str, tuple[str, str]], constants: Mapping[str, str]) -> Wanted:
    where = {ours: f"{variable}.{quoted(theirs)}" for ours, (variable, theirs) in used.items()}
    told = ", ".join(f"{_cell(file, ours, x)} AS {quoted(ours)}" for ours, x in where.items())
    name = f"{file} {pattern}" + (f" as {constants['kind']}" if constants else "")
    part = Part(name, file, f"{pattern.match}\nRETURN {told}", tuple(used), constants)
    return Wanted(part, pattern, used)


def _cell(file: str, ours: str, x: str) -> str:
    """A key as it is, so that its type can be told; the rest as text, which the driver reads much faster than times."""
    if ours in _KEYS:
        return x
    text = f"toStringOrNull({x})"
    if file_kind(file).column(ours).holds == "time":
        text = f"split({text}, '[')[0]"  # of 2026-03-01T10:00+01:00[Europe/Berlin] the offset is enough
    return f"coalesce({text}, {x})"
