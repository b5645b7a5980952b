"""What is true: who belongs to which planted ring, in which role, and of which kind the innocent are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graphring.errors import InputError
from graphring.evaluate.labels import Flags, Labels
from graphring.evaluate.roles import CAUGHT, ROLES
from graphring.evaluate.tables import columns, refuse_empty, refuse_twice

_OPTIONAL: Final = ("role", "kind", "pool", "campaigns")
UNNAMED: Final = "innocent"
"""The kind of an innocent account of which the truth names none."""


@dataclass(frozen=True)
class Truth:
    """One row for each account; absent columns are labels without names."""

    accounts: pa.Array
    rings: Labels
    roles: Labels
    kinds: Labels
    pools: Labels
    campaigns: Labels
    """Each distinct list of campaigns, joined by `;`, is one label here."""

    @property
    def caught(self) -> Flags:
        """Customers, bystanders and victims inside a planted ring: neither right nor wrong to find."""
        return (self.rings.codes >= 0) & self.roles.among(CAUGHT)

    @property
    def own(self) -> Flags:
        """Planted ring accounts: what there is to find."""
        return (self.rings.codes >= 0) & ~self.caught

    @property
    def innocent(self) -> Flags:
        """Accounts outside every ring; it is wrong to find them, whatever their role."""
        return self.rings.codes < 0


def truth_of(source: Any) -> Truth:
    """The table of truth: account_id, ring, [role], [kind], [pool], [campaigns]; InputError where it does not fit."""
    what = "the truth"
    table = columns(source, what, ("account_id", "ring"), _OPTIONAL)
    refuse_empty(table, "account_id", what)
    refuse_twice(table, what)
    if not len(table):
        raise InputError("the truth names no account; give the file that was written with the data.")
    labels = {name: _labels(table, name) for name in ("ring", *_OPTIONAL)}
    if unknown := sorted(set(labels["role"].names) - set(ROLES)):
        raise InputError(f"the truth has the role {unknown[0]!r}; take one of {', '.join(ROLES)}, or leave it empty.")
    return Truth(table["account_id"].combine_chunks(), *labels.values())


def _labels(table: pa.Table, name: str) -> Labels:
    if name not in table.column_names:
        return Labels(np.full(len(table), -1, np.int64), ())
    return Labels.of(table[name])


def kinds_of(truth: Truth) -> Labels:
    """The kind of each innocent account, as the truth calls it; nobody of a ring has one."""
    names = tuple(sorted({*truth.kinds.names, UNNAMED}))
    place = np.array([*(names.index(name) for name in truth.kinds.names), names.index(UNNAMED)], np.int64)
    return Labels(np.where(truth.innocent, place[truth.kinds.codes], -1), names)
