"""A rule on one entity: so many accounts, and they are a ring."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from peers.groups import rings
from peers.links import links


def over(folder: Path, kind: str, accounts: int) -> pa.Table:
    """Accounts of entities with that many or more; who uses several such belongs to the one with most accounts."""
    used = links(folder, (kind,))
    degree = np.bincount(used.columns, minlength=len(used.entity))
    label = np.full(len(used.account_id), -1)
    kept = degree[used.columns] >= accounts
    order = np.argsort(degree[used.columns[kept]], kind="stable")
    label[used.rows[kept][order]] = used.columns[kept][order]  # the last one written is the largest
    return rings(used, label, least=1)
