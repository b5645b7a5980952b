"""Whether roles were judged right, and whether the list to act on keeps clear of the innocent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from graphring.evaluate.found import places
from graphring.evaluate.held import Held
from graphring.evaluate.intervals import share, wilson
from graphring.evaluate.labels import Codes, Flags
from graphring.evaluate.roles import CAUGHT, ROLES
from graphring.model.measures import RoleRow, ToActOn


def role_rows(of: Held, to_act_on: Sequence[str] | None) -> tuple[RoleRow, ...]:
    """One row for each true role: how many were found, judged, judged right, listed to act on."""
    judged = of.found.roles.taken(of.place)
    listed = None if to_act_on is None else _listed(of, to_act_on)[1]
    return tuple(_row(of, role, judged.among(frozenset({role})), judged.codes >= 0, listed)
                 for role in ROLES if role in of.truth.roles.names)  # fmt: skip


def _row(of: Held, role: str, right: Flags, judged: Flags, listed: Flags | None) -> RoleRow:
    true = of.truth.roles.among(frozenset({role}))
    found = true & of.groups.among(_flagged(of))
    return RoleRow(
        role=role, n_accounts=int(true.sum()), n_found=int(found.sum()), n_judged=int((found & judged).sum()),
        n_judged_right=int((found & right).sum()), n_to_act_on=None if listed is None else int((true & listed).sum()),
    )  # fmt: skip


def _flagged(of: Held) -> frozenset[str]:
    """Groups with verdict ring or review."""
    names = of.found.groups.names
    return frozenset(name for name, yes in zip(names, of.found.of_level("ring+review").tolist(), strict=True) if yes)


def to_act_on_figures(of: Held, to_act_on: Sequence[str]) -> ToActOn:
    """The list to act on held against the truth; precision = right / accounts of it that the truth knows."""
    n_listed, listed = _listed(of, to_act_on)
    truth = of.truth
    caught = listed & truth.roles.among(CAUGHT)
    n_right = int((listed & truth.own).sum())
    n_known = int(listed.sum())
    return ToActOn(
        n_listed=n_listed, n_right=n_right, n_caught=int(caught.sum()),
        n_innocent=int((listed & truth.innocent & ~caught).sum()), n_unknown=n_listed - n_known,
        precision=share(n_right, n_known), precision_interval=wilson(n_right, n_known),
    )  # fmt: skip


def _listed(of: Held, to_act_on: Sequence[str]) -> tuple[int, Flags]:
    """How many accounts are on the list, and which of the truth are: confirmed ones less those the run calls caught."""
    confirmed = pa.array(sorted(set(to_act_on)), pa.large_string())
    in_members: Codes = places(of.found.accounts, confirmed)
    kept = ~of.found.roles.taken(in_members).among(CAUGHT)
    listed = np.zeros(len(of.place), np.bool_)
    in_truth = places(of.truth.accounts, confirmed)[kept]
    listed[in_truth[in_truth >= 0]] = True
    return int(kept.sum()), listed
