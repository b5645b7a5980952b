"""A case of links made by hand: 200 people, and 12 accounts on 3 devices and 4 cards."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from installed import TEST_KEY

import graphring as gr

RING = frozenset(f"ring{i:02}" for i in range(12))


def links() -> pa.Table:
    """account_id, kind, entity_id: people alone with two things each, the ring with little between them."""
    rows = [(f"p{i}", kind, f"{kind}-{i}") for i in range(200) for kind in ("device", "payment_instrument")]
    rows += [(f"ring{i:02}", "device", f"shared-{i % 3}") for i in range(12)]
    rows += [(f"ring{i:02}", "payment_instrument", f"card-{i % 4}") for i in range(12)]
    return pa.Table.from_pylist([dict(zip(("account_id", "kind", "entity_id"), row, strict=True)) for row in rows])


def case_with_a_ring(folder: Path) -> gr.Case:
    case = gr.Case.create(folder, key=TEST_KEY)
    assert case.ingest(links()).ok
    return case
