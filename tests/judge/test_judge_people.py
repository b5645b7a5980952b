"""Who the members are: of organisations with equally many the one that speaks for innocence is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from installed import TEST_KEY

import graphring as gr

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MOVED = [f"staff{i:02}" for i in range(20)]


def renamed(old: str, new: str) -> tuple[pa.Table, pa.Table]:
    """Links and accounts: a firm of ten took a new name, and everybody a new account; 100 strangers beside it."""
    links, accounts = [], []
    for i in range(100):
        links += [(f"p{i}", kind, f"{kind}-{i}") for kind in ("device", "payment_instrument")]
        accounts.append((f"p{i}", NOW - timedelta(days=200), None))
    for i, staff in enumerate(MOVED):
        links += [(staff, "device", f"desk-{i % 4}"), (staff, "payment_instrument", f"card-{i % 3}")]
        accounts.append((staff, NOW - timedelta(days=400 if i < 10 else 20), old if i < 10 else new))
    names = ("account_id", "kind", "entity_id"), ("account_id", "created_at", "organisation")
    columns = (
        [dict(zip(n, row, strict=True)) for row in rows] for n, rows in zip(names, (links, accounts), strict=True)
    )
    seen, known = columns
    return pa.Table.from_pylist([{**row, "time": NOW} for row in seen]), pa.Table.from_pylist(known)


@pytest.mark.parametrize(("old", "new"), [("Alder Works", "Birch Works"), ("Birch Works", "Alder Works")])
def test_a_firm_with_a_new_name_is_the_old_firm(old: str, new: str, tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    links, accounts = renamed(old, new)
    case.ingest(links)
    case.ingest(accounts, kind="accounts")
    (ring,) = (g for g in case.find_rings().groups if set(MOVED) <= {m.account_id for m in g.summary.members})
    told = next(h for h in ring.summary.hypotheses if h.id == "H2")
    assert any(
        row.detail == "10 of 20 members declare one organisation, which established accounts declare, too"
        for row in told.rows
    )
    assert ring.verdict != "ring"
