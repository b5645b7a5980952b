"""Which column of a file is which of ours, and what kind of file that makes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphring.errors import InputError
from graphring.ingest.columnmap import ColumnMap
from graphring.ingest.shown import safe_name
from graphring.model.inputs import ALIASES, FILE_KINDS, KIND_NAMES, UNMINED, FileKind, file_kind

_MEND: Final = "say what it holds with --as, or which column is which with --columns"


@dataclass(frozen=True)
class Recognised:
    """A file's kind and its columns, ours to theirs."""

    kind: FileKind
    columns: Mapping[str, str]
    values: Mapping[str, str]
    unused: tuple[str, ...]
    has_prompt: bool
    rivals: Mapping[str, tuple[str, ...]]
    """Of columns of ours that nobody assigned, those of theirs that could have been it as well."""

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """(theirs, ours) where the names differ."""
        return tuple((theirs, ours) for ours, theirs in self.columns.items() if ours != theirs)


def recognise(names: Sequence[str], kind: str | None, told: ColumnMap) -> Recognised:
    """What a file with these column names is; raises InputError, one sentence without the file's name."""
    if kind is not None and kind not in KIND_NAMES:
        raise InputError(f"{kind!r} is no kind of file; it is one of {', '.join(KIND_NAMES)}.")
    missing = [f"{theirs} (for {ours})" for ours, theirs in told.columns.items() if theirs not in names]
    if missing:
        raise InputError(
            f"the map of columns names {', '.join(missing)}, which the file does not have; it has {_listed(names)}."
        )
    asked = [file_kind(kind)] if kind else list(FILE_KINDS)
    found = {one.name: _columns(one, names, told) for one in asked}
    fitting = [one for one in asked if not _lacking(one, found[one.name], by_name=kind is not None)]
    chosen = _chosen(fitting, found, names) if fitting else None
    if chosen is None:
        raise InputError(_nearest(asked, found, names, kind))
    return _recognised(chosen, found[chosen.name], names, told)


def _recognised(chosen: FileKind, columns: dict[str, str], names: Sequence[str], told: ColumnMap) -> Recognised:
    values = {ours: told.values[ours] for ours in told.values if ours in {c.name for c in chosen.columns}}
    stray = [ours for ours in (*told.columns, *told.time_formats) if ours not in columns]
    if stray or len(values) != len(told.values):
        strays = [*stray, *(ours for ours in told.values if ours not in values)]
        raise InputError(f"a file of {chosen.name} has no {', '.join(strays)}; take that out of the map of columns.")
    prompt = UNMINED if chosen.name == "exchanges" else ""
    has_prompt = prompt in columns
    read = {ours: theirs for ours, theirs in columns.items() if ours != prompt and ours not in values}
    twice = [theirs for theirs in read.values() if names.count(theirs) > 1]
    if twice:
        raise InputError(f"it has {len(twice)} column(s) twice: {_listed(twice)}; rename or remove one of each.")
    unused = tuple(name for name in names if name not in read.values())
    rivals = {ours: _rivals(ours, unused) for ours in read if ours not in told.columns}
    return Recognised(chosen, read, values, unused, has_prompt, {ours: r for ours, r in rivals.items() if r})


def _rivals(ours: str, unused: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in unused if plain_name(name) in (ours, *ALIASES.get(ours, ())))


def _columns(kind: FileKind, names: Sequence[str], told: ColumnMap) -> dict[str, str]:
    """Ours to theirs: what the map says, else the same name, else a known foreign name, in the file's order."""
    ours_all = [column.name for column in kind.columns] + ([UNMINED] if kind.name == "exchanges" else [])
    found = {ours: told.columns[ours] for ours in ours_all if ours in told.columns}
    free = [name for name in names if name not in told.columns.values()]
    plain = {name: plain_name(name) for name in free}
    for ours in ours_all:
        same = ours if ours in free else next((name for name in free if plain[name] == ours), None)
        if same is not None and ours not in found:
            found[ours] = same
    taken = set(found.values())
    for ours in ours_all:
        if ours in found or ours in told.values:
            continue
        for alias in ALIASES.get(ours, ()):
            match = next((name for name in free if plain[name] == alias and name not in taken), None)
            if match is not None:
                found[ours] = match
                taken.add(match)
                break
    return {ours: found[ours] for ours in ours_all if ours in found} | {o: "" for o in ours_all if o in told.values}


def plain_name(name: str) -> str:
    """A column name without the accidents of case, spaces and dashes: `User ID`, `userId`, `user-id` are `user_id`."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip().lstrip("\ufeff"))
    return re.sub(r"[\s.\-_]+", "_", text).lower().strip("_")


def _lacking(kind: FileKind, columns: Mapping[str, str], *, by_name: bool) -> list[str]:
    lacking = [name for name in kind.required if name not in columns]
    if kind.any_of and not any(name in columns for name in kind.any_of):
        lacking.append("one of " + ", ".join(kind.any_of))
    if not by_name and kind.telling and not any(name in columns for name in kind.telling):
        lacking.append("one of " + ", ".join(kind.telling))
    return lacking


def _chosen(fitting: list[FileKind], found: Mapping[str, dict[str, str]], names: Sequence[str]) -> FileKind:
    """The kind that makes use of most columns; two with equally many are a question for a person."""
    most = max(len(found[kind.name]) for kind in fitting)
    best = [kind for kind in fitting if len(found[kind.name]) == most]
    if len(best) > 1:
        raise InputError(f"its columns {_listed(names)} fit {' and '.join(kind.name for kind in best)}; {_MEND}.")
    return best[0]


def _nearest(asked: list[FileKind], found: Mapping[str, dict[str, str]], names: Sequence[str], kind: str | None) -> str:
    def nearness(one: FileKind) -> tuple[int, int]:
        return -len(found[one.name]), len(_lacking(one, found[one.name], by_name=kind is not None))

    near = min(asked, key=nearness)
    lacking = ", ".join(_lacking(near, found[near.name], by_name=kind is not None))
    if kind:
        return f"to be {near.name} it lacks {lacking}; it has {_listed(names)}; say which is which with --columns."
    if not found[near.name]:
        return f"none of its columns ({_listed(names)}) is known; {_MEND}."
    fits = f"its columns {_listed(names)} fit no kind of file"
    return f"{fits}: it is nearest to {near.name}, which lacks {lacking}; {_MEND}."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(safe_name(name if len(name) <= 40 else name[:37] + "…") for name in names[:12])
    return shown + (f" and {len(names) - 12} more" if len(names) > 12 else "")
