"""Small worlds for the measures: some accounts planted in rings, some found in groups, any way round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

CAUGHT = ("proxy_customer", "bystander", "victim")


@dataclass(frozen=True)
class Account:
    """What is true of an account, and where it was found ("" for nowhere)."""

    name: str
    ring: str
    role: str
    kind: str
    group: str


@dataclass(frozen=True)
class Small:
    """Accounts, and the verdict of each group."""

    accounts: tuple[Account, ...]
    verdicts: dict[str, str]

    @property
    def truth(self) -> pa.Table:
        return pa.table({
            "account_id": [a.name for a in self.accounts], "ring": [a.ring for a in self.accounts],
            "role": [a.role for a in self.accounts], "kind": [a.kind for a in self.accounts],
        })  # fmt: skip

    @property
    def members(self) -> pa.Table:
        found = [a for a in self.accounts if a.group]
        return members((a.name, a.group, self.verdicts[a.group]) for a in found)

    def is_own(self, account: Account) -> bool:
        return bool(account.ring) and account.role not in CAUGHT

    def is_caught(self, account: Account) -> bool:
        return bool(account.ring) and account.role in CAUGHT

    def is_found(self, account: Account, level: str) -> bool:
        wanted = ("ring",) if level == "ring" else ("ring", "review")
        return bool(account.group) and self.verdicts[account.group] in wanted


def members(rows: Any) -> pa.Table:
    """A table of members of (account, group, verdict)."""
    made = list(rows)
    names = ("account_id", "ring_id", "verdict")
    return pa.table({name: pa.array([row[i] for row in made], pa.string()) for i, name in enumerate(names)})


def truth(rings: dict[str, Any], innocents: Any = (), **more: Any) -> pa.Table:
    """A truth of rings by name, each the names of its accounts, and innocents."""
    rows = [(account, ring) for ring, accounts in rings.items() for account in accounts]
    rows += [(account, "") for account in innocents]
    return pa.table({"account_id": [r[0] for r in rows], "ring": [r[1] for r in rows], **more})


_ROLES = ("", "operated", "rotated", *CAUGHT)
_VERDICTS = ("ring", "review", "explained", "weak")


@st.composite
def small_worlds(draw: Any) -> Small:
    """Up to 40 accounts in up to five planted rings and six groups; at least one account was found."""
    cell = st.tuples(
        st.sampled_from(("", "A", "B", "C", "D", "E")), st.sampled_from(_ROLES),
        st.sampled_from(("", "office", "course")),
        st.sampled_from(("", "g1", "g2", "g3", "g4", "g5", "g6")),
    )  # fmt: skip
    drawn = draw(st.lists(cell, min_size=1, max_size=40))
    accounts = [
        Account(f"a{i:02}", ring, role if ring else "", "" if ring else kind, group)
        for i, (ring, role, kind, group) in enumerate(drawn)
    ]
    verdicts = {f"g{n}": draw(st.sampled_from(_VERDICTS)) for n in range(1, 7)}
    return Small((*accounts, Account("last", "", "", "", "g1")), verdicts)
