"""Connected components of accounts and what they share; hubs above a cap are left out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from peers.choice import Choice, tried
from peers.groups import rings
from peers.links import ADDRESS, CARD, TEMPLATE, links

TITLE = "connected components"

TRIED = tried(((CARD,), (CARD, ADDRESS), (CARD, ADDRESS, TEMPLATE)), (10, 20, 50, None))
CHOSEN = Choice((CARD,), 20, 5, 0)


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    used = links(folder, choice.kinds, choice.cap)
    joined = sp.bmat([[None, used.matrix()], [used.matrix().T, None]])
    _, label = connected_components(joined, directed=False)
    return rings(used, label[: len(used.account_id)], choice.least, choice.banned)
