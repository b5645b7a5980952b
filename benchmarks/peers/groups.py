"""Groups of accounts to the table that is measured."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peers.links import Links

MOST = 0.2
"""No larger share of all accounts is called a ring; whoever sees such a group knows that it melted together."""


def rings(links: Links, label: np.ndarray, least: int, banned: int = 0) -> pa.Table:
    """account_id, ring_id, verdict of the groups with `least` members or more, of which `banned` or more are banned.

    `label` numbers the group of each account; below zero it has none.
    """
    among = label >= 0
    size = np.bincount(label[among], minlength=1)
    n_banned = np.bincount(label[among & links.banned], minlength=len(size))
    called = (size >= least) & (size <= MOST * len(label)) & (n_banned >= banned)
    found = np.flatnonzero(among & called[np.maximum(label, 0)])
    names = [f"group-{number}" for number in label[found].tolist()]
    return pa.table(
        {
            "account_id": pa.array(links.account_id[found].tolist(), pa.string()),
            "ring_id": pa.array(names, pa.string()),
            "verdict": pa.array(["ring"] * len(found), pa.string()),
        }
    )
