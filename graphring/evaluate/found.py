"""What a run, or any other program, found: accounts in groups, each group with a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphring.errors import InputError
from graphring.evaluate.labels import Codes, Flags, Labels
from graphring.evaluate.roles import CAUGHT, ROLES
from graphring.evaluate.tables import columns, refuse_empty, refuse_twice
from graphring.model.cells import csv_cell
from graphring.model.judged import VERDICTS, Verdict
from graphring.model.measures import Level

_AS_FOUND: Final[dict[Level, tuple[str, ...]]] = {"ring": ("ring",), "ring+review": ("ring", "review")}


@dataclass(frozen=True)
class Found:
    """Accounts in groups; `verdicts` and `probabilities` (NaN: none) are by group."""

    accounts: pa.Array
    groups: Labels
    roles: Labels
    verdicts: tuple[Verdict, ...]
    probabilities: npt.NDArray[np.float64]

    def of_level(self, level: Level) -> Flags:
        """Groups whose verdict counts as found."""
        return np.array([verdict in _AS_FOUND[level] for verdict in self.verdicts], np.bool_)

    def at(self, level: Level) -> Flags:
        """Accounts found: in such a group, and not called a customer, bystander or victim by the run itself."""
        return self.of_level(level)[self.groups.codes] & ~self.roles.among(CAUGHT)


def found_of(members: Any) -> Found:
    """The table of members: account_id, ring_id, verdict, [role], [probability]; InputError where it does not fit."""
    what = "the table of members"
    table = columns(members, what, ("account_id", "ring_id", "verdict"), ("role", "probability"))
    for name in table.column_names[:3]:
        refuse_empty(table, name, what)
    if isinstance(members, str | Path):
        table = table.set_column(0, "account_id", _without_apostrophe(table["account_id"]))
    refuse_twice(table, what)
    groups = Labels.of(table["ring_id"])
    _refuse_unknown(pc.unique(table["verdict"]).to_pylist(), VERDICTS, "verdict")
    known: dict[str, Verdict] = {verdict: verdict for verdict in VERDICTS}
    verdicts = tuple(known[name] for name in _of_groups(groups, table["verdict"], "verdict"))
    roles = Labels.of(table["role"] if "role" in table.column_names else _empty(table))
    _refuse_unknown(roles.names, ROLES, "role")
    probabilities = table["probability"] if "probability" in table.column_names else _empty(table)
    rated = _numbers(_of_groups(groups, probabilities, "probability"))
    return Found(table["account_id"].combine_chunks(), groups, roles, verdicts, rated)


def _empty(table: pa.Table) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([""] * len(table), pa.large_string())])


def _without_apostrophe(accounts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Ids as they were before a listing put an apostrophe before what a spreadsheet would run."""
    if not pc.any(pc.starts_with(accounts, "'")).as_py():
        return accounts
    ids = (a[1:] if a.startswith("'") and _guarded(a[1:]) else a for a in accounts.to_pylist())
    return pa.chunked_array([pa.array(ids, pa.large_string())])


def _guarded(account: str) -> bool:
    """Whether a listing puts an apostrophe before that id."""
    return csv_cell(account) != csv_cell(account, exact=True)


def _of_groups(groups: Labels, column: pa.ChunkedArray, name: str) -> list[str]:
    """The one value that each group has; InputError where a group has several."""
    first = np.full(len(groups.names), -1, np.int64)
    values = Labels.of(column)
    first[groups.codes] = values.codes
    differs = first[groups.codes] != values.codes
    if differs.any():
        ring = groups.names[groups.codes[int(np.argmax(differs))]]
        raise InputError(f"the group {ring} has several values of {name}; a group has one.")
    return [values.names[code] if code >= 0 else "" for code in first.tolist()]


def _refuse_unknown(values: Sequence[str], known: Sequence[str], name: str) -> None:
    if unknown := sorted(set(values) - set(known)):
        raise InputError(f"{unknown[0]!r} is no {name}; take one of {', '.join(known)}.")


def _numbers(texts: list[str]) -> npt.NDArray[np.float64]:
    """Probabilities; NaN where there is none."""
    try:
        made = np.array([float(text) if text else np.nan for text in texts])
    except ValueError as error:
        raise InputError(
            f"a probability is no number ({error}); give numbers from 0 to 1, or leave them empty."
        ) from error
    if np.any((made < 0) | (made > 1)):
        raise InputError("a probability lies outside 0 to 1; give numbers from 0 to 1, or leave them empty.")
    return made


def places(accounts: pa.Array, wanted: pa.Array) -> Codes:
    """Where each wanted account stands among the accounts; -1 where it does not."""
    made: Codes = pc.fill_null(pc.index_in(wanted, value_set=accounts), -1).to_numpy().astype(np.int64)
    return made
