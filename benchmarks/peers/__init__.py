"""What others would do with the same files: one file a method, `found(folder)` gives account_id, ring_id, verdict.

Each has CHOSEN, the values it runs with, and TRIED, those that `python benchmarks/tune_peers.py` ran on one world, the
scenario `base`, to choose them: the best account F1 there. That is a favour to the peers; graphring gets none of the kind.
Two more: what the platform says is an innocent hub (entities.csv) is never used, and no group of more than a fifth of
all accounts is called a ring.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

PEERS = ("components", "capped_leiden", "gds_louvain", "fraudar", "address_threshold", "card_threshold")


def peer(name: str) -> ModuleType:
    """The module of a peer; raises ValueError for a name that there is not."""
    if name not in PEERS:
        raise ValueError(f"there is no peer {name!r}; there are {', '.join(PEERS)}")
    return import_module(f"peers.{name}")
