"""A world whose every answer can be told by hand: who uses what is in `LINKS`, what happened to whom in the tables.

200 people alone. Ring A is 12 accounts (and, on the second day, a13) on 3 devices and 4 cards; four of them come
through a carrier's NAT that 116 people use, too; o01 has borrowed one of its devices. Ring B is 8 accounts on 2 devices
and 3 cards, and uses a client that two of ring A and 40 people use, too. Ring C is 6 accounts on 2 devices and 3 cards,
which turn out on the second day to be a lender's. An office of 30 shares an address, an organisation and a domain.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from installed import TEST_KEY
from local_neo4j import Neo4j

import graphring as gr
from graphring.ingest.clean.instrument import keyed
from graphring.lineage.ids import birth_id

PEOPLE = [f"p{i:03}" for i in range(200)]
A = [f"a{i:02}" for i in range(1, 13)]
B = [f"b{i:02}" for i in range(1, 9)]
C = [f"c{i:02}" for i in range(1, 7)]
OFFICE = [f"o{i:02}" for i in range(30)]
NEWCOMER = "a13"
NAT = "198.51.100.1"

RINGS = {birth_id(members): name for members, name in ((A, "ring A"), (B, "ring B"), (C, "ring C"))}
SEEN = "2026-03-10T12:00:00Z"


def _pool(members: list[str], name: str, devices: int, cards: int) -> list[tuple[str, str, str, str]]:
    """Each member on one device and one card, in turn."""
    day = {"a": "05", "b": "06", "c": "07"}[name]
    return [
        (account, kind, f"{word}-{name}{i % n + 1}", f"2026-03-{day}T00:00:00Z")
        for i, account in enumerate(members)
        for kind, word, n in (("device", "phone", devices), ("payment_instrument", "card", cards))
    ]


LINKS: list[tuple[str, str, str, str]] = [
    *((p, "device", f"phone-{p}", SEEN) for p in PEOPLE),
    *((p, "payment_instrument", f"card-{p}", SEEN) for p in PEOPLE),
    *((p, "ip_address", f"192.0.2.{i + 1}", SEEN) for i, p in enumerate(PEOPLE)),
    *((p, "ip_address", NAT, SEEN) for p in (*PEOPLE[20:136], *A[:4])),
    *_pool(A, "a", 3, 4),
    *_pool(B, "b", 2, 3),
    *_pool(C, "c", 2, 3),
    *((account, "client", "shell/1", SEEN) for account in (*A[4:6], *B[:2], *PEOPLE[140:180])),
    ("o01", "device", "phone-a1", "2026-03-09T00:00:00Z"),
    *((o, "device", f"laptop-{o}", SEEN) for o in OFFICE),
    *((o, "ip_address", "203.0.113.9", SEEN) for o in OFFICE),
]
EXCHANGES: list[tuple[str, str, str]] = [
    *((f"2026-03-{day}T{i:02}:30:00Z", a, "tpl-a") for day in (12, 13) for i, a in enumerate(A[:6])),
    ("2026-03-14T23:00:00Z", "p001", "tpl-p"),
]
"""Time, account and template."""
SECOND_DAY: list[tuple[str, str, str, str]] = [
    (NEWCOMER, "device", "phone-a1", "2026-03-21T00:00:00Z"),
    (NEWCOMER, "payment_instrument", "card-a1", "2026-03-21T00:00:00Z"),
]
LENT = ("device phone-c1", "device phone-c2", *(f"payment_instrument card-c{i}" for i in (1, 2, 3)))


def card(name: str) -> str:
    """What a payment instrument is called in the graph."""
    told = keyed(TEST_KEY.encode())(name).value
    assert told
    return told


CARDS = {card(name): name for _, kind, name, _ in LINKS if kind == "payment_instrument"}


def table(columns: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(columns.split(), row, strict=True)) for row in rows])


def _accounts() -> list[tuple[Any, ...]]:
    """account_id, created_at, closed_at, close_reason, organisation, email_domain, country, pathway, verified."""
    rest = (None,) * 5
    rows: list[tuple[Any, ...]] = [
        (p, "2025-01-01T00:00:00Z", None, None, None, None, "DE", "api", True) for p in PEOPLE
    ]
    rows += [(o, "2025-06-01T00:00:00Z", None, None, "Example Ltd", "example.com", None, None, True) for o in OFFICE]
    rows += [(a, "2026-03-01T00:00:00Z", None, None, None, "post.example", *rest[:3]) for a in A]
    rows += [(b, "2026-03-02T00:00:00Z", None, None, *rest) for b in B[1:]]
    return [*rows, (B[0], "2026-03-02T00:00:00Z", "2026-03-19T00:00:00Z", "fraud", *rest)]


ACCOUNTS = "account_id created_at closed_at close_reason organisation email_domain country pathway verified"


def first_day(folder: Path) -> gr.Case:
    """The case and its first run."""
    case = gr.Case.create(folder, key=TEST_KEY)
    _add(case, "links", "account_id kind entity_id time", LINKS)
    _add(case, "exchanges", "time account_id template_id", EXCHANGES)
    _add(case, "accounts", ACCOUNTS, _accounts())
    _add(case, "entities", "kind entity_id class reason", [("ip_address", NAT, "nat", "a carrier says so")])
    _add(case, "relations", "account_id other_account_id kind time", [
        ("a01", "a02", "transfer", SEEN), ("a01", "p005", "referral", SEEN), ("p006", "a01", "referral", SEEN),
    ])  # fmt: skip
    _add(case, "enforcement", "time account_id action reason", [("2026-03-18T00:00:00Z", "b01", "ban", "fraud")])
    _add(case, "decisions", "what id decision reason by at until", [
        ("account", "a01", "confirmed", "the same person", "one", "2026-03-15T00:00:00Z", None),
        ("account", "a02", "cleared", "a known customer", "two", "2026-03-16T00:00:00Z", "2099-01-01T00:00:00Z"),
        ("account", "b02", "confirmed", "long over", "one", "2026-03-16T00:00:00Z", "2026-03-17T00:00:00Z"),
        ("device", "phone-a1", "hold", "looked at", "two", "2026-03-17T00:00:00Z", None),
        ("ring", birth_id(B), "hold", "asked the bank", "two", "2026-03-17T12:00:00Z", None),
    ])  # fmt: skip
    case.find_rings()
    return case


def second_day(case: gr.Case) -> None:
    """A newcomer in ring A; ring C stands on what a lender lends."""
    _add(case, "links", "account_id kind entity_id time", SECOND_DAY)
    _add(case, "accounts", "account_id created_at", [(NEWCOMER, "2026-03-20T00:00:00Z")])
    _add(case, "entities", "kind entity_id class reason", [
        (*thing.split(), "reseller", "a lender of phones and cards") for thing in LENT
    ])  # fmt: skip
    case.find_rings()


def _add(case: gr.Case, kind: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    result = case.ingest(table(columns, rows), kind=kind)
    assert result.ok, result


def with_first_day(server: Neo4j, folder: Path) -> Neo4j:
    """The server with the first day published on it, for tests of a file that only read."""
    server.clean()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.env.items():
            patch.setenv(name, value)
        first_day(folder / "case").publish()
    return server
