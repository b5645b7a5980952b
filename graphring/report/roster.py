"""All members as CSV, in a file beside a page that lists only the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graphring.model.cells import csv_line
from graphring.model.judged import TIERS, Tier
from graphring.model.summary import Member, RingSummary
from graphring.report.escaping import file_name, shown

LISTED: Final = 500
"""Members of one tier in the page: with 20,000 in it, it has 9 MB, and nobody reads a table of 500 rows."""
COLUMNS: Final = (
    "account_id", "tier", "role", "families", "n_specific", "n_exchanges", "created_at", "first_seen", "last_seen",
    "organisation", "email_domain", "enforced", "trusted",
)  # fmt: skip


def is_whole(summary: RingSummary) -> bool:
    """Whether the page lists every member."""
    return all(len(own) <= LISTED for own in by_tier(summary).values())


def by_tier(summary: RingSummary) -> dict[Tier, list[Member]]:
    """Members by tier, in the tiers' order, those that there are."""
    parts = {tier: [m for m in summary.members if m.tier == tier] for tier in TIERS}
    return {tier: own for tier, own in parts.items() if own}


def roster_name(summary: RingSummary) -> str:
    """Name of the file, which lies beside the page."""
    return f"{file_name(summary.ring_id)}-members.csv"


def roster_text(summary: RingSummary) -> str:
    """Every member with all that the page's table says; what a spreadsheet would run has a leading apostrophe."""
    return ",".join(COLUMNS) + "\n" + "".join(csv_line(_cells(m), exact=False) for m in summary.members)


def _cells(member: Member) -> Iterator[Any]:
    """Values in the order of the columns, texts with hidden characters written out."""
    for name in COLUMNS:
        value = getattr(member, name)
        yield shown(value) if isinstance(value, str) else value
