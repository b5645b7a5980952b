"""Writes a big log: N million exchanges of N x 12,500 accounts over 60 days (or others), row group by row group.

    python benchmarks/scale_world.py --millions 16 --to /tmp/scale/exchanges.parquet [--accounts 1000000] [--days 91]

Beside the exchanges lie accounts.csv, instruments.csv and truth.csv. Homes, carriers, offices, clouds, public prompts
and 20 planted rings are shared as in the scenarios of graphring.simulate, only coarser: this measures speed, not
quality. Memory stays flat: what is kept is one row an account, and one slice of the log.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from graphring.simulate.naming import opaque

ACCOUNTS_A_MILLION = 12_500
DAYS = 60
START_S = 1_772_409_600  # 2026-03-02T00:00:00Z, a Monday
SLICE = 1_000_000  # exchanges made at a time
ROW_GROUP = 250_000
N_RINGS = 20
LARGEST_RING = 100  # one account in so many: 2,000 of 200,000
OWN_PROMPTS = 3
CARRIERS, CARRIER_ADDRESSES = 40, 20
ELSEWHERE = 4  # pool of places (cafés, hotels) an account: so many accounts share one
CLIENTS = ("python-sdk/2.4.1", "web", "node-sdk/3.1.0", "curl/8.5.0", "ide-plugin/1.9.2", "go-sdk/0.9.3")
# Relative activity by hour UTC of people in all regions together.
HOURS = np.array([5, 4, 4, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 9, 9, 8, 7, 6]) / 10


@dataclass(frozen=True)
class Size:
    """How many exchanges, of how many accounts, over how many days."""

    exchanges: int
    accounts: int
    days: int = DAYS

    @classmethod
    def of(cls, millions: float, accounts: int | None = None, days: int = DAYS) -> Size:
        """So many million exchanges; without `accounts`, 12,500 a million."""
        return cls(round(millions * 1_000_000), max(2_500, accounts or round(millions * ACCOUNTS_A_MILLION)), days)

    @property
    def seconds(self) -> int:
        return self.days * 86_400


@dataclass(frozen=True)
class People:
    """One row an account: codes of what it uses, -1 for nothing of that kind."""

    upto: np.ndarray  # cumulated activity: who sends the next exchange
    begins: np.ndarray  # seconds since START_S; old accounts below zero
    moves: np.ndarray
    home: np.ndarray
    carrier: np.ndarray
    office: np.ndarray
    card: np.ndarray
    ring: np.ndarray
    client: np.ndarray
    firm: np.ndarray

    @property
    def n(self) -> int:
        return len(self.home)


@dataclass(frozen=True)
class Rings:
    """One row a ring: how many addresses, prompts and cards it has, and the code of its first."""

    size: np.ndarray
    addresses: np.ndarray
    first_address: np.ndarray
    templates: np.ndarray
    first_template: np.ndarray


@dataclass(frozen=True)
class Names:
    """Texts by code, as Arrow arrays."""

    account: pa.Array
    address: pa.Array
    template: pa.Array


def ring_sizes(n: int) -> np.ndarray:
    """From ten accounts to a hundredth of all, evenly spaced in ratio."""
    return np.geomspace(10, max(20, n // LARGEST_RING), N_RINGS).astype(np.int64)


def grouped(rng: np.random.Generator, n: int, low: int, high: int) -> np.ndarray:
    """Numbers of groups for n accounts in a row; sizes between low and high, small ones more often."""
    sizes = np.floor(low * (high / low) ** (rng.random(n) ** 2)).astype(np.int64)
    return np.repeat(np.arange(n), sizes)[:n]


def people_and_rings(rng: np.random.Generator, size: Size) -> tuple[People, Rings, int, int]:
    """Everybody, the rings, and how many addresses and templates there are."""
    n = size.accounts
    sizes = ring_sizes(n)
    ring = np.full(n, -1)
    ring[: sizes.sum()] = np.repeat(np.arange(N_RINGS), sizes)
    ring = ring[rng.permutation(n)]
    addresses, templates = np.maximum(4, sizes // 8), np.clip(sizes // 40, 1, 20)
    household = grouped(rng, n, 1, 4)[rng.permutation(n)]
    firm = np.where((rng.random(n) < 0.15) & (ring < 0), grouped(rng, n, 3, 2_000)[rng.permutation(n)], -1)
    n_firms = int(firm.max()) + 1
    office = np.where(firm >= 0, 2 * n + firm, -1)
    n_shared = CARRIERS * CARRIER_ADDRESSES
    first_address = 2 * n + n_firms + n_shared + n // ELSEWHERE
    first = first_address + np.cumsum(addresses) - addresses
    first_template = n + n * OWN_PROMPTS + np.cumsum(templates) - templates
    card = np.where(rng.random(n) < 0.1, household, n + np.arange(n))
    card = np.where((firm >= 0) & (firm % 3 > 0), 2 * n + firm, card)
    card = np.where(ring >= 0, 3 * n + ring * n + rng.integers(0, 1 << 40, n) % np.maximum(2, sizes[ring] // 15), card)
    late = rng.random(n) < np.where(ring >= 0, 0.5, 0.15)
    people = People(
        upto=np.cumsum(rng.lognormal(0.0, 1.1, n)),
        begins=np.where(late, rng.random(n) * size.seconds * 0.9, -rng.random(n) * 900 * 86_400),
        moves=rng.random(n) * size.seconds * 1.6,
        home=2 * household,
        carrier=np.where(rng.random(n) < 0.5, rng.integers(0, CARRIERS, n), -1),
        office=office,
        card=card,
        ring=ring,
        client=(rng.random(n) ** 2 * len(CLIENTS)).astype(np.int64),
        firm=firm,
    )
    rings = Rings(sizes, addresses, first, templates, first_template)
    return people, rings, int(first[-1] + addresses[-1]), int(first_template[-1] + templates[-1])


def address_texts(rng: np.random.Generator, n: int) -> pa.Array:
    """N distinct public IPv4 addresses in 96 providers' ranges, every eighth an IPv6 address instead."""
    octets = np.array([o for o in range(11, 223) if o not in (100, 127, 169, 172, 192, 198, 203)])
    base = rng.choice(octets, 96, replace=False).astype(np.int64) << 24
    values = np.zeros(0, dtype=np.int64)
    while len(values) < n:
        more = base[rng.integers(0, 96, n)] + rng.integers(0, 1 << 20, n)
        values = np.unique(np.concatenate([values, more[(more & 255) % 255 > 0]]))
    values = rng.permutation(values)[:n]
    six = rng.random(n) < 1 / 8
    texts = [
        f"2a0{v >> 28:x}:{v >> 12 & 65535:x}:{v & 4095:x}:1::{v & 65535 or 1:x}"
        if s
        else f"{v >> 24}.{v >> 16 & 255}.{v >> 8 & 255}.{v & 255}"
        for v, s in zip(values.tolist(), six.tolist(), strict=True)
    ]
    return pa.array(texts)


def hexadecimal(rng: np.random.Generator, n: int, n_bytes: int) -> pa.Array:
    """N random texts of hexadecimal digits."""
    return pa.array(np.frombuffer(rng.bytes(n * n_bytes).hex().encode(), dtype=f"S{2 * n_bytes}")).cast(pa.string())


def senders(rng: np.random.Generator, people: People, second: np.ndarray) -> np.ndarray:
    """Who sends each exchange: by activity, nobody before the account is there."""
    who = np.searchsorted(people.upto, rng.random(len(second)) * people.upto[-1], side="right")
    old = np.flatnonzero(people.begins < 0)
    early = people.begins[who] > second
    who[early] = old[rng.integers(0, len(old), int(early.sum()))]
    return who


def moments(rng: np.random.Generator, n: int, first: float, last: float) -> np.ndarray:
    """Seconds within a slice of the log, with a rhythm of the day."""
    second = first + rng.random(n) * (last - first)
    for _ in range(2):
        quiet = rng.random(n) > HOURS[(second // 3600).astype(np.int64) % 24]
        second = np.where(quiet, first + rng.random(n) * (last - first), second)
    return second


def places(rng: np.random.Generator, people: People, rings: Rings, who: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Address of each exchange: the ring's pool; else office, carrier, somewhere else, or home."""
    n, draw = people.n, rng.random(len(who))
    n_firms = int(people.firm.max()) + 1
    home = people.home[who] + (second > people.moves[who])
    shared = 2 * n + n_firms + people.carrier[who] * CARRIER_ADDRESSES + rng.integers(0, CARRIER_ADDRESSES, len(who))
    elsewhere = 2 * n + n_firms + CARRIERS * CARRIER_ADDRESSES + rng.integers(0, n // ELSEWHERE, len(who))
    address = np.where((people.carrier[who] >= 0) & (draw < 0.2), shared, home)
    address = np.where(draw > 0.985, elsewhere, address)
    address = np.where((people.office[who] >= 0) & (draw > 0.3) & (draw < 0.95), people.office[who], address)
    ring = people.ring[who]
    pool = rings.first_address[ring] + rng.integers(0, 1 << 40, len(who)) % rings.addresses[ring]
    return np.where(ring >= 0, pool, address)


def prompts(rng: np.random.Generator, people: People, rings: Rings, who: np.ndarray) -> np.ndarray:
    """Template of each exchange: none, a public one, one's own, or the ring's."""
    draw = rng.random(len(who))
    # As many public prompts as accounts; popularity falls as 1/rank, so that most of them have a handful of users.
    public = np.floor(float(people.n) ** rng.random(len(who))).astype(np.int64) - 1
    own = people.n + who * OWN_PROMPTS + (rng.random(len(who)) ** 2 * OWN_PROMPTS).astype(np.int64)
    template = np.where(draw < 0.25, -1, np.where(draw < 0.5, public, own))
    ring = people.ring[who]
    job = rings.first_template[ring] + rng.integers(0, 1 << 40, len(who)) % rings.templates[ring]
    return np.where((ring >= 0) & (draw < 0.7), job, template)


def slices(rng: np.random.Generator, people: People, rings: Rings, names: Names, size: Size) -> Iterator[pa.Table]:
    """The log in slices, oldest first; within a slice in no order."""
    n = size.exchanges
    clients, models, status = pa.array(CLIENTS), pa.array(["model-4", "model-5"]), np.array([200, 200, 200, 429, 500])
    for first in range(0, n, SLICE):
        rows = min(SLICE, n - first)
        second = moments(rng, rows, size.seconds * first / n, size.seconds * (first + rows) / n)
        who = senders(rng, people, second)
        template = prompts(rng, people, rings, who)
        newer = (second > size.seconds / 2) & (rng.random(rows) < 0.7)
        odd = np.where(rng.random(rows) < 0.03, rng.integers(3, 5, rows), 0)
        micros = (START_S * 1_000_000 + second * 1e6).astype(np.int64)
        yield pa.table(
            {
                "time": pa.array(micros, pa.timestamp("us", tz="UTC")),
                "account_id": names.account.take(pa.array(who)),
                "ip": names.address.take(pa.array(places(rng, people, rings, who, second))),
                "template_id": names.template.take(pa.array(template, mask=template < 0)),
                "model": models.take(pa.array(newer.astype(np.int8))),
                "client": clients.take(pa.array(people.client[who])),
                "status": pa.array(status[odd].astype(np.int16)),
                "item": hexadecimal(rng, rows, 6),
                "exchange_id": hexadecimal(rng, rows, 8),
            }
        )


def write_accounts(rng: np.random.Generator, people: People, names: Names, folder: Path) -> None:
    """accounts.csv, instruments.csv and truth.csv."""
    n, order = people.n, pa.array(rng.permutation(people.n))
    free = np.array([f"mail-{i}.example" for i in range(60)], dtype=object)
    firms = np.append(opaque(rng, "", int(people.firm.max()) + 1, 7), "")
    named = firms[people.firm]
    domain = np.where(people.firm >= 0, named + ".example", free[(60 ** rng.random(n)).astype(np.int64)])
    created = np.floor(people.begins - 120 - rng.random(n) * 3600).astype(np.int64) + START_S
    told = pc.strftime(pa.array(created, pa.timestamp("s", tz="UTC")), format="%Y-%m-%dT%H:%M:%SZ")
    card_code = np.unique(people.card, return_inverse=True)[1]
    cards = pa.array(opaque(rng, "pm_", int(card_code.max()) + 1, 16))
    accounts = {
        "account_id": names.account,
        "created_at": told,
        "email_domain": pa.array(domain),
        "organisation": pa.array(named),
        "verified": pa.array(np.where(rng.random(n) < np.where(people.ring >= 0, 0.4, 0.75), "true", "false")),
    }
    files = {
        "accounts": accounts,
        "instruments": {"account_id": names.account, "instrument": cards.take(pa.array(card_code))},
        "truth": {
            "account_id": names.account,
            "ring": pa.array([f"ring-{r:02d}" if r >= 0 else "" for r in people.ring.tolist()]),
        },
    }
    for name, columns in files.items():
        pyarrow.csv.write_csv(pa.table(columns).take(order), folder / f"{name}.csv")


def write_world(size: Size, to: Path, seed: int = 0, without: tuple[str, ...] = ()) -> None:
    """Write the exchanges to a Parquet file and the other files beside it."""
    rng = np.random.Generator(np.random.PCG64(seed))
    people, rings, n_addresses, n_templates = people_and_rings(rng, size)
    names = Names(
        pa.array(opaque(rng, "acct_", size.accounts)),
        address_texts(rng, n_addresses),
        pa.array(opaque(rng, "tpl_", n_templates)),
    )
    to.parent.mkdir(parents=True, exist_ok=True)
    write_accounts(rng, people, names, to.parent)
    writer: pq.ParquetWriter | None = None
    for table in slices(rng, people, rings, names, size):
        kept = table.drop_columns([c for c in without if c in table.column_names])
        writer = writer or pq.ParquetWriter(to, kept.schema, compression="zstd", version="2.6")
        writer.write_table(kept, row_group_size=ROW_GROUP)
    if writer:
        writer.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, default=16.0, help="millions of exchanges")
    parser.add_argument("--accounts", type=int, help="how many accounts (default: 12,500 a million exchanges)")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--to", type=Path, required=True, help="Parquet file; the others are written beside it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", nargs="*", default=[], help="columns to leave out, e.g. item exchange_id")
    given = parser.parse_args()
    begun = time.monotonic()
    size = Size.of(given.millions, given.accounts, given.days)
    write_world(size, given.to, given.seed, tuple(given.without))
    print(
        f"{given.millions:g} million exchanges, {given.to.stat().st_size / 1e6:.0f} MB, {time.monotonic() - begun:.0f} s: {given.to}"
    )


if __name__ == "__main__":
    main()
