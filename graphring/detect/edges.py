"""The table of edges that a person hands to the single step, cleaned: one edge for each two nodes, nodes sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from graphring.detect.graph import Floats
from graphring.evidence.frames import Int64s, columns, ids, numbered, texts


@dataclass(frozen=True)
class Edges:
    """Nodes as sorted text; ends as places among these, source < target, sorted; weights above zero."""

    nodes: pa.Array
    source: Int64s
    target: Int64s
    weight: Floats


def edges_of(frame: Any) -> Edges:
    """Sum up repeated edges whichever way they run, leave self loops and weights of zero out (their nodes stay).

    Raises ValueError for missing columns, empty cells, ids that are no text or whole numbers, and weights that are
    not finite numbers of zero or more.
    """
    table = columns(frame, ("source", "target"), ("weight",))
    source, target = texts(ids(table, "source")), texts(ids(table, "target"))
    place, nodes = numbered(pa.chunked_array([*source.chunks, *target.chunks], pa.large_string()))
    one, other, weight = place[: table.num_rows], place[table.num_rows :], _weights(table)
    kept = (one != other) & (weight > 0)
    key = (np.minimum(one, other) * len(nodes) + np.maximum(one, other))[kept]
    weight = weight[kept]
    # By weight, too: sums of floats must not depend on the order of rows.
    order = np.lexsort((weight, key))
    key, weight = key[order], weight[order]
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])[: len(key)])
    low, high = np.divmod(key[starts], max(1, len(nodes)))
    summed = np.add.reduceat(weight, starts) if len(starts) else weight
    return Edges(nodes.cast(pa.string()), low, high, summed)


def _weights(table: pa.Table) -> Floats:
    if "weight" not in table.column_names:
        return np.ones(table.num_rows)
    column = table["weight"]
    kind = column.type
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind) or not len(column)):
        raise ValueError(f"the column weight holds {kind}; weights must be numbers.")
    weight: Floats = column.cast(pa.float64(), safe=False).to_numpy()
    if not np.isfinite(weight).all():
        raise ValueError("the column weight has a number that is not finite; weights must be finite.")
    if (weight < 0).any():
        raise ValueError("the column weight has a negative number; weights must be zero or more.")
    return weight
