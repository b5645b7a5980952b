"""A random graph of a million links in the form that publish gives it, for benchmarks of what reads it.

250,000 accounts, 300 rings of 5 to 3,000 members, hubs with up to 100,000 accounts; labels, keys and indexes of a
published graph; who shares what is drawn at random with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statements

ACCOUNTS, RINGS, BATCH = 250_000, 300, 10_000
START = datetime(2026, 3, 1, tzinfo=UTC)
KINDS = {
    "payment_instrument": ("PaymentInstrument", "PAID_WITH", "payment", 180_000),
    "ip_address": ("IPAddress", "CONNECTED_FROM", "network", 300_000),
    "prompt_template": ("PromptTemplate", "SENT", "content", 20_000),
}
HUBS = {"ip_address": (100_000, 40_000, 5_000), "prompt_template": (60_000, 20_000)}
NODE = """UNWIND $rows AS row
CREATE (n:{label})
SET n = row"""
USE = """UNWIND $rows AS row
MATCH (a:Account {{id: row[0]}})
MATCH (e:{label} {{id: row[1]}})
CREATE (a)-[:{type} {{n: row[2], n_days: 1, first_seen: row[3], last_seen: row[3]}}]->(e)"""
LINK = """UNWIND $rows AS row
MATCH (a:{start} {{{start_key}: row[0]}})
MATCH (b:{end} {{{end_key}: row[1]}})
CREATE (a)-[r:{type}]->(b)
SET r = row[2]"""


def options(about: str | None) -> argparse.Namespace:
    """The command line of a benchmark on this graph."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--keep", action="store_true", help="ask the graph that is there")
    return parser.parse_args()


def filled(graph: Connection, *, keep: bool) -> None:
    """Write the graph into an empty database, or take the one that is there."""
    if keep:
        return
    if graph.read("MATCH (n) RETURN count(n) AS n")[0]["n"]:
        raise SystemExit("the Neo4j at NEO4J_URI holds something; give an empty one, or --keep.")
    began = time.perf_counter()
    World(random.Random(7)).write(graph)
    print(f"written in {time.perf_counter() - began:.0f} s")


def size(graph: Connection) -> str:
    """What it holds, in words."""
    n = graph.read("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"]
    types = [type_ for _, type_, _, _ in KINDS.values()]
    uses = sum(graph.read(f"MATCH ()-[r:{type_}]->() RETURN count(r) AS n")[0]["n"] for type_ in types)
    return (
        f"{ACCOUNTS:,} accounts, {uses:,} links between accounts and things, {n:,} relationships in all, {RINGS} rings of"
        " 5 to 3,000 members, hubs with up to 100,000 accounts"
    )


class World:
    """The random graph, kept as lists until it is written."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.accounts = [f"acct_{i:06}" for i in range(ACCOUNTS)]
        self.uses: dict[str, set[tuple[str, str]]] = {kind: set() for kind in KINDS}
        self.rings = self._rings()
        self._people()

    def _rings(self) -> list[list[str]]:
        sizes = [3_000, 1_000, *(int(5 * 60 ** self.chance.random()) for _ in range(RINGS - 2))]
        free = iter(self.chance.sample(self.accounts, sum(sizes)))
        return [[next(free) for _ in range(size)] for size in sizes]

    def _people(self) -> None:
        for kind, (_, _, _, n) in KINDS.items():
            for account in self.accounts:
                for _ in range(1 if kind == "payment_instrument" else 2 - (kind == "prompt_template")):
                    self.uses[kind].add((account, f"{kind}-{self.chance.randrange(n)}"))
            for i, size in enumerate(HUBS.get(kind, ())):
                self.uses[kind].update(
                    (account, f"{kind}-hub{i}") for account in self.chance.sample(self.accounts, size)
                )
            for ring, members in enumerate(self.rings):
                pool = max(2, len(members) // 12)
                for i, account in enumerate(members):
                    self.uses[kind].update({(account, f"{kind}-r{ring}-{at % pool}") for at in (i, i // 2)})
                bystander = self.chance.choice(self.accounts)
                self.uses[kind].add((bystander, f"{kind}-r{ring}-0"))

    def write(self, graph: Connection) -> None:
        for constraint in statements("schema/constraints"):
            graph.write(constraint)
        graph.write_batches(NODE.format(label="Account"), batches([self._account(a) for a in self.accounts]))
        for kind, (label, type_, family, _) in KINDS.items():
            counts: dict[str, int] = {}
            for _, entity in self.uses[kind]:
                counts[entity] = counts.get(entity, 0) + 1
            rows = [entity_row(kind, family, entity, n) for entity, n in sorted(counts.items())]
            graph.write_batches(NODE.format(label=f"{label}:Entity"), batches(rows))
            uses = [[a, e, self.chance.randrange(1, 9), self._time()] for a, e in sorted(self.uses[kind])]
            graph.write_batches(USE.format(label=label, type=type_), batches(uses))
        self._networks(graph)
        self._write_rings(graph)
        graph.write("CALL db.awaitIndexes(300)")

    def _account(self, account: str) -> dict[str, Any]:
        odd = self.chance.random()
        told = {"id": account, "created_at": self._time(), "first_seen": self._time(), "n_exchanges": 10}
        told |= {"decision": "confirmed", "decided_at": self._time(), "decided_by": "one"} if odd < 0.002 else {}
        return told | ({"enforced_at": self._time(), "enforcement": "ban"} if odd > 0.998 else {})

    def _time(self) -> datetime:
        return START + timedelta(minutes=self.chance.randrange(60 * 24 * 60))

    def _networks(self, graph: Connection) -> None:
        used = sorted({entity for _, entity in self.uses["ip_address"]})
        networks = sorted({network(ip) for ip in used})
        graph.write_batches(
            NODE.format(label="Network:Entity"), batches([entity_row("network", "network", n, 60) for n in networks])
        )
        rows = [[ip, network(ip), {}] for ip in used]
        graph.write_batches(link("IPAddress", "IN_NETWORK", "Network"), batches(rows))

    def _write_rings(self, graph: Connection) -> None:
        graph.write("CREATE (:Run {id: '0001', state: 'previous'}), (:Run {id: '0002', state: 'current'})")
        graph.write("CREATE (:Publication {id: 'graph', published_at: datetime()})")
        graph.write("UNWIND range(2, 8) AS i CREATE (:Hypothesis {id: 'H' + i, name: 'rival ' + i, claim: '…'})")
        for label, run, skip in (("PreviousRing", "0001", 20), ("Ring", "0002", 0)):
            rows = [self._ring(i, members, run) for i, members in enumerate(self.rings) if not skip or i % skip]
            graph.write_batches(NODE.format(label=label), batches(rows))
            kept = {row["uid"]: self.rings[int(row["id"].removeprefix("ring-"))] for row in rows}
            told = {"tier": "core", "n_specific": 3, "families": ["payment", "network"]}
            member = [[a, uid, told] for uid, members in kept.items() for a in members]
            graph.write_batches(link("Account", "MEMBER_OF", label, end_key="uid"), batches(member))
        graph.write("MATCH (a:Ring) MATCH (b:PreviousRing {id: a.id}) CREATE (a)-[:SUCCEEDS]->(b)")
        self._evidence(graph)

    def _ring(self, i: int, members: Sequence[str], run: str) -> dict[str, Any]:
        days = [(START + timedelta(days=d)).date() for d in range(60)]
        return {
            "uid": f"{run} ring-{i}", "id": f"ring-{i}", "run_id": run, "verdict": "review" if i % 3 else "ring",
            "score": round(len(members) ** 0.5 / 9, 2), "prior": -3.0, "n_members": len(members), "title": "a ring",
            "families": ["payment", "network"], "best_rival": "H2", "days": days, "exchanges_by_day": [9] * 60,
            "exchanges_by_hour": [9] * 24, "first_seen": START, "last_seen": START + timedelta(days=60),
            "first_found_at": START,
        }  # fmt: skip

    def _evidence(self, graph: Connection) -> None:
        rivals, ties, shared = [], [], {kind: [] for kind in KINDS}
        for i, members in enumerate(self.rings):
            uid = f"0002 ring-{i}"
            rivals += [[uid, f"H{h}", {"rank": h - 1, "support": -float(h), "prior": -1.0}] for h in range(2, 9)]
            pool = max(2, len(members) // 12)
            ties += [
                [a, b, {"weight": self.chance.random() * 20, "ring_id": f"ring-{i}", "families": ["payment"]}]
                for a, b in zip(members, members[pool:], strict=False)
            ]
            for kind in KINDS:
                told = {"n_members": 12, "n_outside": 0, "weight": 6.0, "specific": True, "hub": False}
                shared[kind] += [[uid, f"{kind}-r{i}-{j}", told] for j in range(pool)]
                hub = {"n_members": 5, "n_outside": 90_000, "weight": 0.0, "specific": False, "hub": True}
                shared[kind] += [[uid, f"{kind}-hub{j}", hub] for j in range(len(HUBS.get(kind, ())))]
        graph.write_batches(link("Ring", "RIVALLED_BY", "Hypothesis", start_key="uid"), batches(rivals))
        graph.write_batches(link("Account", "TIED_TO", "Account"), batches(ties))
        for kind, (label, *_) in KINDS.items():
            graph.write_batches(link("Ring", "SHARES", label, start_key="uid"), batches(shared[kind]))
        rows = [
            [f"0002 ring-{i}", {"uid": f"{i}-{j}", "rank": j, "title": "a signal", "points": 0.5, "detail": "…"}]
            for i in range(RINGS) for j in range(1, 14)
        ]  # fmt: skip
        made = "UNWIND $rows AS row MATCH (r:Ring {uid: row[0]}) CREATE (e:Evidence) SET e = row[1] CREATE (r)-[:BECAUSE]->(e)"
        graph.write_batches(made, batches(rows))


def network(ip: str) -> str:
    return f"net-{sum(map(ord, ip)) % 97}-{ip[-2:]}"


def entity_row(kind: str, family: str, entity: str, n: int) -> dict[str, Any]:
    told = {"id": entity, "name": entity, "kind": kind, "family": family, "n_accounts": n}
    return told | ({"class": "nat", "class_reason": "a list"} if "hub" in entity else {})


def link(start: str, type_: str, end: str, *, start_key: str = "id", end_key: str = "id") -> str:
    return LINK.format(start=start, type=type_, end=end, start_key=start_key, end_key=end_key)


def batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(rows), BATCH):
        yield rows[at : at + BATCH]
