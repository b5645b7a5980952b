"""Rows of members, shared entities, ties, bystanders and days for all groups, fetched in one statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from graphring.judge.measuring import Context
from graphring.model.judged import Verdict
from graphring.store.database import statement

Rows = dict[int, list[dict[str, Any]]]
_TIES_OF_WEAK = 5
"""Ties kept of a weak group: most groups are weak, and nobody draws them."""


@dataclass(frozen=True)
class Details:
    """Rows by group number; `items` by pair of account numbers, `shares` by group and account number."""

    members: Rows
    entities: Rows
    shares: dict[tuple[int, int], list[int]]
    ties: Rows
    items: dict[tuple[int, int], list[dict[str, Any]]]
    bystanders: Rows
    days: Rows

    def let_go(self, c: int) -> None:
        """Forget the rows of a group that was told: of a million accounts they take gigabytes."""
        for rows in (self.members, self.entities, self.ties, self.bystanders, self.days):
            rows.pop(c, None)


def details(context: Context, verdicts: Sequence[Verdict], max_degree: int) -> Details:
    """The details of the sets of the last call of `shared`, which got these verdicts."""
    report = context.settings.report
    most = [min(_TIES_OF_WEAK, report.max_ties) if v == "weak" else report.max_ties for v in verdicts]
    given = pa.table({"c": pa.array(range(len(most)), pa.int32()), "most": pa.array(most, pa.int64())})
    with context.db.lent(given_most=given):
        ties = _rows(context, "detail_ties")
    entities = _rows(context, "detail_entities", most=report.max_entities, max_degree=max_degree)
    return Details(
        members=_rows(context, "detail_members"),
        entities=entities, shares=_shares(context, entities), ties=ties, items=_items(context, ties, max_degree),
        bystanders=_bystanders(context, verdicts), days=_rows(context, "days"),
    )  # fmt: skip


def _bystanders(context: Context, verdicts: Sequence[Verdict]) -> Rows:
    strong = pa.table({"c": pa.array([c for c, v in enumerate(verdicts) if v != "weak"], pa.int32())})
    with context.db.lent(given_strong=strong):
        return _rows(context, "detail_bystanders", most=context.settings.report.max_bystanders)


def _rows(context: Context, name: str, **parameters: Any) -> Rows:
    found: Rows = defaultdict(list)
    for row in context.db.rows(statement("judge", name), **parameters):
        found[row["c"]].append(row)
    return found


def _shares(context: Context, entities: Rows) -> dict[tuple[int, int], list[int]]:
    """Places of the listed entities that each member has; places count as the summary does, hubs left out."""
    listed = [(c, row["e"], i) for c, rows in entities.items() for i, row in enumerate(r for r in rows if not r["hub"])]
    table = pa.table({
        name: pa.array([row[column] for row in listed], pa.int32()) for column, name in enumerate(("c", "e", "place"))
    })  # fmt: skip
    with context.db.lent(given_listed=table):
        return {(row["c"], row["a"]): row["places"] for row in context.db.rows(statement("judge", "detail_shares"))}


def _items(context: Context, ties: Rows, max_degree: int) -> dict[tuple[int, int], list[dict[str, Any]]]:
    pairs = [(row["a"], row["b"]) for rows in ties.values() for row in rows]
    table = pa.table({
        "a": pa.array([a for a, _ in pairs], pa.int32()), "b": pa.array([b for _, b in pairs], pa.int32()),
    })  # fmt: skip
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    with context.db.lent(given_pair=table):
        for row in context.db.rows(statement("judge", "detail_items"), max_degree=max_degree):
            found[row["a"], row["b"]].append(row)
    return found
