"""The recipe that is told most for Neo4j: accounts joined by shared identifiers, weakly connected components, Louvain.

As in the published fraud examples: accounts are joined by the number of identifiers that they share, very common ones
left out; components come first, then Louvain divides them. Runs in the GDS of the Neo4j at NEO4J_URI, on a projection
that is dropped again; nothing is written to its database.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphring.errors import GraphDatabaseError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from peers.choice import BY_PAIRS, Choice
from peers.groups import rings
from peers.links import ADDRESS, CARD, TEMPLATE, Links, links

TITLE = "WCC and Louvain in Neo4j GDS"
_PROJECT = """
UNWIND range(0, size($one) - 1) AS pair
WITH gds.graph.project($name, $one[pair], $other[pair], {relationshipProperties: {shared: $shared[pair]}},
    {undirectedRelationshipTypes: ['*'], readConcurrency: 1}) AS made
RETURN made.nodeCount AS n_accounts
"""
_COMPONENTS = "CALL gds.wcc.stream($name, {concurrency: 1}) YIELD nodeId, componentId"
_LOUVAIN = """
CALL gds.louvain.stream($name, {relationshipWeightProperty: 'shared', concurrency: 1}) YIELD nodeId, communityId
"""
_LISTS = " WITH * ORDER BY nodeId RETURN collect(nodeId) AS accounts, collect({number}) AS numbers"

TRIED = BY_PAIRS
CHOSEN = Choice((CARD, ADDRESS, TEMPLATE), 10, 5, 0)


def absent() -> str:
    """Why it can't run here; empty where it can."""
    if not os.environ.get("NEO4J_URI"):
        return "no server"
    try:
        with Connection(Address.of(), patience_s=0) as graph:
            return "" if graph.gds_version else "a server without GDS"
    except GraphDatabaseError:
        return "no server"


def servers() -> dict[str, str]:
    """Versions of what it runs in."""
    with Connection(Address.of(), patience_s=0) as graph:
        return {"neo4j": graph.version, "gds": graph.gds_version or ""}


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    used = links(folder, choice.kinds, choice.cap)
    return rings(used, communities(used), choice.least, choice.banned)


def communities(used: Links) -> np.ndarray:
    """The number of each account's community within its component; -1 for one that shares nothing."""
    pairs, name = used.pairs(), f"peer-{secrets.token_hex(6)}"
    label = np.full(len(used.account_id), -1)
    if not pairs.nnz:
        return label
    given = {"one": pairs.row.tolist(), "other": pairs.col.tolist(), "shared": pairs.data.astype(float).tolist()}
    with Connection(Address.of(), patience_s=0) as graph:
        try:
            graph.read(_PROJECT, name=name, **given)
            component = _numbers(graph, _COMPONENTS, "componentId", name, label)
            community = _numbers(graph, _LOUVAIN, "communityId", name, label)
        finally:
            graph.read("CALL gds.graph.drop($name, false) YIELD graphName RETURN graphName", name=name)
    shares = community >= 0
    _, label[shares] = np.unique(np.stack([component[shares], community[shares]], axis=1), axis=0, return_inverse=True)
    return label


def _numbers(graph: Connection, call: str, number: str, name: str, like: np.ndarray) -> np.ndarray:
    (row,) = graph.read(call + _LISTS.replace("{number}", number), name=name)
    made = like.copy()
    made[row["accounts"]] = row["numbers"]
    return made
