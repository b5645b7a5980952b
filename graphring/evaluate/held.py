"""The accounts of the truth, each with what was found of it: what every figure is counted from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphring.errors import InputError
from graphring.evaluate.found import Found, places
from graphring.evaluate.labels import Codes, Flags, Labels
from graphring.evaluate.truth import Truth
from graphring.model.measures import Coverage, Level


@dataclass(frozen=True)
class Held:
    """Truth and found, account by account in the order of the truth."""

    truth: Truth
    found: Found
    place: Codes
    """Where the account stands in the members; -1: in no group."""

    @property
    def groups(self) -> Labels:
        """The group of each account, whatever its verdict."""
        return self.found.groups.taken(self.place)

    def at(self, level: Level) -> Flags:
        """Accounts that were found."""
        there = self.place >= 0
        made = np.zeros(len(there), np.bool_)
        made[there] = self.found.at(level)[self.place[there]]
        return made

    def rings_at(self, level: Level) -> Codes:
        """The found ring of each account; -1: none."""
        return np.where(self.at(level), self.groups.codes, -1)


def held(truth: Truth, found: Found) -> Held:
    """Join the two; InputError where they have no account in common."""
    place = places(found.accounts, truth.accounts)
    if len(found.accounts) and not np.any(place >= 0):
        example = found.accounts[0].as_py()
        raise InputError(
            f"the truth and the members have no account in common ({example} is not in the truth);"
            " give the truth of this data."
        )
    return Held(truth, found, place)


def coverage(of: Held) -> Coverage:
    """How the two tables fit together."""
    only_members = places(of.truth.accounts, of.found.accounts) < 0
    n_both = int(np.count_nonzero(of.place >= 0))
    return Coverage(
        n_truth=len(of.place), n_members=len(of.found.accounts), n_both=n_both, n_only_truth=len(of.place) - n_both,
        n_only_members=int(only_members.sum()),
        n_only_members_found=int(np.count_nonzero(only_members & of.found.at("ring+review"))),
        n_ring_accounts=int(of.truth.own.sum()), n_caught=int(of.truth.caught.sum()),
        n_innocent=int(of.truth.innocent.sum()),
    )  # fmt: skip
