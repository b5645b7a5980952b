"""A graph of our own schema as parts: each is a file in cypher/read/ and a kind of file that an ingest takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graphring.graphdb.files import statement
from graphring.graphdb.read.part import Part
from graphring.model.kinds import KINDS

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "links": ("account_id", "kind", "entity_id", "family", "first_seen", "last_seen", "n"),
    "relations": ("account_id", "other_account_id", "kind", "time", "weight"),
    "accounts": (
        "account_id", "created_at", "closed_at", "close_reason", "pathway", "email_domain", "organisation", "country",
        "verified",
    ),
    "entities": ("kind", "entity_id", "class", "reason"),
    "enforcement": ("time", "account_id", "action", "reason"),
    "decisions": ("what", "id", "decision", "reason", "by", "at", "until"),
}  # fmt: skip
_PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "links": {"built_in": [kind.name for kind in KINDS]},
    "entities": {
        "told_by_a_run": r"\d+ of its \d+ accounts declare one organisation|its \d+ accounts declare \d+ organisations"
        r"|its \d+ accounts pay each for themselves: .*",
    },
}
"""What statements are told; a run's own reasons are written in evidence/sql/tenancy.sql."""


def parts() -> tuple[Part, ...]:
    """All parts; some may be empty."""
    return tuple(
        Part(kind, kind, statement(f"read/{kind}"), columns, parameters=_PARAMETERS.get(kind, {}), stored=True)
        for kind, columns in _COLUMNS.items()
    )


def notices(n_exchanges: int, n_instruments: int) -> Iterator[str]:
    """What such a graph does not keep, or keeps in another form."""
    if n_exchanges:
        yield (
            f"the graph keeps no hours, days or models of the {n_exchanges:,} exchanges behind its links: evidence that"
            " rests on them is missing from a run; for that take in the files of exchanges instead."
        )
    if n_instruments:
        yield (
            "payment instruments are keyed hashes in the graph and stay as they are: they meet those of files where"
            " this case has the key of the one that published (GRAPHRING_KEY)."
        )
