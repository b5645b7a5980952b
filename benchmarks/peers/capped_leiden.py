"""A degree cap on what is shared, then one Leiden for modularity on the pairs of accounts, weighted by how much they share."""

from __future__ import annotations

import random
from pathlib import Path

import igraph
import numpy as np
import pyarrow as pa

from peers.choice import BY_PAIRS, Choice
from peers.groups import rings
from peers.links import ADDRESS, CARD, TEMPLATE, links

TITLE = "degree cap and modularity Leiden"

TRIED = BY_PAIRS
CHOSEN = Choice((CARD, ADDRESS, TEMPLATE), 10, 5, 0)


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    used = links(folder, choice.kinds, choice.cap)
    pairs = used.pairs()
    graph = igraph.Graph(n=len(used.account_id), edges=np.stack([pairs.row, pairs.col], axis=1))
    random.seed(0)  # igraph draws from there
    communities = graph.community_leiden("modularity", weights=pairs.data.tolist(), n_iterations=-1)
    return rings(used, np.array(communities.membership), choice.least, choice.banned)
