"""Rings over runs: which group of today is which of yesterday.

In: members and specific entities of earlier runs and of this one. Out: an id for every group of this one.
"""

from graphring.lineage.ids import birth_id
from graphring.lineage.successors import Trace, carried

__all__ = ["Trace", "birth_id", "carried"]
