# ruff: noqa: E501 - long sentences are what a report has to bear
"""Ring summaries made up for tests: a plain ring, a huge group under review, a hostile one, others on the way."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from made_words import HOSTILE

from graphring.model.judged import HypothesisResult, HypothesisRow, SignalRow, Tier
from graphring.model.kinds import FAMILIES, Family
from graphring.model.points import points
from graphring.model.summary import (
    Bystander,
    Day,
    FamilyEvidence,
    Member,
    Method,
    RingSummary,
    SharedEntity,
    Tie,
    TieRow,
)
from graphring.settings import Settings

START = datetime(2026, 3, 2, 8, 14, 3, tzinfo=UTC)
KINDS: dict[str, tuple[str, Family]] = {
    "payment_instrument": ("payment instrument", "payment"),
    "ip_address": ("IP address", "network"),
    "prompt_template": ("prompt template", "content"),
    "device": ("device", "device"),
}


@cache
def plain(n_members: int = 40, seed: int = 1) -> RingSummary:
    """A ring of `n_members` on a few cards, addresses and templates."""
    counts = {8: (2, 3, 1), 40: (6, 12, 4)}.get(n_members, (max(2, n_members // 7), max(3, n_members // 4), 4))
    return _made(f"r-4f2a{n_members:04x}", n_members, counts, seed)


@cache
def huge(seed: int = 2) -> RingSummary:
    """5,000 accounts under review, most of them tied by addresses."""
    return _made("r-b07d55e1", 5000, (24, 28, 8), seed, verdict="review", score="0.62", confidence="low")


@cache
def enormous(seed: int = 5) -> RingSummary:
    """20,000 accounts under review with 200,000 exchanges: more than a page can list."""
    made = _made("r-e0e0e0e0", 20_000, (24, 28, 8), seed, verdict="review", score="0.62", confidence="low")
    few = tuple(m.model_copy(update={"n_exchanges": 10}) for m in made.members)
    return made.model_copy(update={"members": few, "n_exchanges": 200_000})


@cache
def explained() -> RingSummary:
    """A course at a university that an innocent hypothesis explains."""
    return _made("r-11aa22bb", 64, (1, 2, 3), 3, verdict="explained", score="-1.20", confidence="moderate")


@cache
def weak() -> RingSummary:
    """A community that has nothing to show."""
    made = _made("r-99ff00cc", 9, (0, 2, 0), 4, verdict="weak", score="-2.40", confidence="low")
    return made.model_copy(update={"days": (), "hours": (0,) * 24, "bystanders": (), "n_bystanders": 0, "ties": ()})


@cache
def hostile() -> RingSummary:
    """The plain ring with every text of it replaced by something that attacks its reader."""
    return RingSummary.model_validate(_poisoned(plain().model_dump(), random.Random(7), ""))


def _poisoned(value: Any, rng: random.Random, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _poisoned(item, rng, key) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_poisoned(item, rng, name) for item in value)
    fixed = {"verdict", "confidence", "family", "families", "tier", "schema_name", "settings_sha256"}
    return f"{rng.choice(HOSTILE)} {rng.choice(HOSTILE)}" if isinstance(value, str) and name not in fixed else value


def _made(
    ring_id: str, n: int, counts: tuple[int, int, int], seed: int, *, verdict: str = "ring", score: str = "3.27",
    confidence: str = "high",
) -> RingSummary:  # fmt: skip
    rng = random.Random(seed)
    entities = _entities(n, counts, rng)
    members = _members(n, entities, rng)
    entities = tuple(
        e.model_copy(update={"n_members": sum(i in m.shares for m in members)}) for i, e in enumerate(entities)
    )
    days = _days(n, rng)
    signals = _signals(n, Decimal(score))
    n_cards, n_ips, n_templates = counts
    told = f"{n_cards} payment instruments, {n_ips} addresses and {n_templates} prompt templates"
    return RingSummary(
        ring_id=ring_id, title=f"{n:,} accounts on {told}", verdict=verdict, score=points(score), prior=points(-3),
        verdict_reason="payment, network and content cover the same members, and no rival explanation comes near.",
        confidence=confidence, confidence_reasons=(
            "3 independent families of evidence", "stability 0.94, 0.60 is asked for high confidence",
            "payment, network and content are all on file", "rarity rests on a trusted cohort",
        ),
        bottom_line=(
            f"{n:,} accounts act as one: they share {told}, which hardly anybody else uses.",
            f"The best innocent explanation is reseller, gateway or multi-tenant product (H3, supported -1.31 against "
            f"the ring's {points(score):+.2f}); most against it: {n - 3:,} of {n:,} members ({n}) send templates special to the group.",
        ),
        n_members=n, n_exchanges=sum(m.n_exchanges for m in members), first_seen=START,
        last_seen=START + timedelta(days=28, hours=9), gaps=_gaps(days), signals=signals, families=_families(n, entities),
        entities=entities, n_entities=len(entities) + (140 if n > 1000 else 0), hubs=_hubs(n), hypotheses=_rivals(Decimal(score), verdict),
        settles="Look for a reseller contract with the payer, and ask for end-user ids behind the shared addresses.",
        members=members, n_ties=n * (n - 1) // 2, ties=_ties(members), bystanders=_bystanders(n), n_bystanders=n,
        days=days, hours=tuple(int(900 + 700 * ((h * 7) % 5) / 4 + 20 * h) for h in range(24)),
        missing=(
            "nothing is on file of the members' devices or clients",
            "no request items: an evaluation team can't be told from a split job",
            "prompts are not read yet, only template ids that came with the data",
        ),
        would_change=(
            "reseller, gateway or multi-tenant product (H3): Look for a reseller contract with the payer.",
            "one legitimate organisation (H2): Ask the payer who its people are.",
            f"a contract or invoice that covers {n // 2:,} members or more",
        ),
        method=_method(),
    )  # fmt: skip


def _entities(n: int, counts: tuple[int, int, int], rng: random.Random) -> tuple[SharedEntity, ...]:
    made = []
    for (kind, (title, family)), count in zip(KINDS.items(), counts, strict=False):
        for i in range(count):
            named = {"payment": f"{rng.getrandbits(256):064x}", "network": f"203.0.113.{10 + i}"}
            outside = rng.choice((0, 0, 0, 1, 3)) if family != "content" else 2 + i * 5
            made.append(SharedEntity(
                kind=kind, title=title, entity_id=named.get(family, f"tpl-{rng.getrandbits(40):010x}"), family=family,
                entity_class="residential_proxy" if family == "network" and i == 1 else None,
                class_reason="on the list of ranges" if family == "network" and i == 1 else None,
                n_members=2, n_outside=outside, n_trusted_outside=outside // 2, share_outside=(outside + 0.5) / 60_000,
                weight=round(10.2 - 0.31 * i - (2.4 if family == "network" else 0), 6), specific=True,
                first_seen=START + timedelta(days=i % 5), last_seen=START + timedelta(days=20 + i % 9),
            ))  # fmt: skip
    return tuple(made)


def _members(n: int, entities: tuple[SharedEntity, ...], rng: random.Random) -> tuple[Member, ...]:
    by_family: dict[Family, list[int]] = {}
    for i, entity in enumerate(entities):
        by_family.setdefault(entity.family, []).append(i)
    wanted = {"payment": 1, "network": 3, "content": 2}
    made = []
    for number in range(n):
        tier: Tier = "core" if number < n * 0.8 else "likely" if number < n * 0.95 else "peripheral"
        families = [f for f in by_family if not (tier == "likely" and f == "payment") and tier != "peripheral"]
        shares = sorted(i for f in families for i in _near(by_family[f], wanted.get(f, 1), number * 97 % n / n, rng))
        first = START + timedelta(hours=number % 600)
        made.append(Member(
            account_id=f"acct-{rng.getrandbits(32):08x}", tier=tier, first_seen=first, last_seen=first + timedelta(days=9),
            created_at=first - timedelta(days=2, hours=3), n_exchanges=rng.randint(200, 4800), n_specific=len(shares),
            families=tuple(f for f in FAMILIES if f in families), enforced=number % 11 == 0, trusted=number % 37 == 36,
            organisation="Example Ltd" if number % 5 == 0 else None, email_domain="example.com" if number % 2 else None,
            shares=tuple(shares),
        ))  # fmt: skip
    tiers = ("core", "likely", "peripheral")
    return tuple(sorted(made, key=lambda m: (tiers.index(m.tier), m.account_id)))


def _near(places: list[int], wanted: int, where: float, rng: random.Random) -> list[int]:
    """Some of these places, mostly around one spot: operators work in pools."""
    width = min(len(places), wanted + 1 + len(places) // 8)
    start = round(where * (len(places) - width))
    return rng.sample(places[start : start + width], min(wanted, width))


def _signals(n: int, score: Decimal) -> tuple[SignalRow, ...]:
    rows: list[tuple[str, str, Family | None, str]] = [
        ("payment", "Members pay with the same instruments, which hardly anybody else uses.", "payment", "2.31"),
        ("network", "Members come from the same addresses, which hardly anybody else uses.", "network", "1.42"),
        ("content", "Members send the same prompt templates, which hardly anybody else sends.", "content", "1.18"),
        ("corroboration", "Two families of evidence cover the same members.", None, "0.88"),
        ("established", "Members are old accounts with a clean record.", None, "-0.12"),
    ]
    rest = score + 3 - sum(Decimal(row[3]) for row in rows)
    rows.append(("born_together", "Members were created within the same two weeks, unlike others.", None, str(rest)))
    return tuple(
        SignalRow(
            name=name, title=title, family=family, points=points(value), value=0.93,
            detail=f"{n - 3:,} of {n:,} members ({(n - 3) / n:.0%}) share 6 specific things, mean weight 9.4 nats",
            n_members=n - 3,
            innocent_reasons=("one company card for a team", "a reseller that pays for its customers"),
        )
        for name, title, family, value in rows
    )  # fmt: skip


def _families(n: int, entities: tuple[SharedEntity, ...]) -> tuple[FamilyEvidence, ...]:
    made = []
    for family in FAMILIES:
        count = sum(e.family == family for e in entities)
        reason = (
            ""
            if count > 1
            else "covers 4% of members, 50% are asked"
            if family == "identity"
            else "the data says nothing of it"
        )
        made.append(FamilyEvidence(
            family=family, coverage=0.93 if count > 1 else 0.04 if family == "identity" else 0.0,
            n_members=n - 3 if count > 1 else 0, n_entities=count, weight=9.4 if count > 1 else 0.0,
            observed=count > 0 or family == "identity", counts=count > 1, why_not=reason,
        ))  # fmt: skip
    return tuple(made)


def _rivals(score: Decimal, verdict: str) -> tuple[HypothesisResult, ...]:
    named = (
        ("H3", "reseller, gateway or multi-tenant product", "The members are unrelated customers of one business that pays and connects for them.", "0.60"),
        ("H2", "one legitimate organisation", "The members are people of one organisation that pays for them.", "-0.30"),
        ("H5", "shared public artefact", "The members follow the same public text.", "-0.70"),
        ("H4", "benchmark or evaluation team", "The members run one evaluation.", "-1.10"),
        ("H6", "shared network only", "The members are strangers behind one gateway.", "-1.80"),
        ("H8", "artefact of our data", "The group is made by the way the data came about.", "-2.40"),
    )  # fmt: skip
    made = []
    for id_, name, claim, lift in named:
        rows = (
            HypothesisRow(name="one_gate", points=points(lift) + 1, detail="what most members share is listed as a reseller's"),
            HypothesisRow(name="same_work", points=points("-1.31"), detail="templates special to the group are 61% of a member's use on average"),
        )  # fmt: skip
        extra = points(score + 1) if verdict == "explained" and id_ == "H3" else points("0")
        if extra:
            rows = (
                *rows,
                HypothesisRow(name="different_work", points=extra + 3, detail="members work on different things"),
            )
        prior = points("-1.00")
        made.append(HypothesisResult(
            id=id_, name=name, claim=claim, prior=prior, rows=rows, support=prior + sum(r.points for r in rows),
            settles="Look for a contract with the payer, and ask for end-user ids behind the shared addresses.",
        ))  # fmt: skip
    return tuple(sorted(made, key=lambda h: (-h.support, h.id)))


def _hubs(n: int) -> tuple[SharedEntity, ...]:
    return (
        SharedEntity(
            kind="ip_address", title="IP address", entity_id="198.51.100.7", family="network", entity_class="nat",
            class_reason="4,812 accounts with 3,900 payment instruments meet there", n_members=max(2, n // 3), n_outside=4812,
            n_trusted_outside=3101, share_outside=0.08, weight=1.31, specific=False, first_seen=START, last_seen=START + timedelta(days=28),
        ),
        SharedEntity(
            kind="prompt_template", title="prompt template", entity_id="tpl-quickstart", family="content",
            entity_class="public_template", class_reason="half of all accounts send it", n_members=n - 1, n_outside=31_204,
            n_trusted_outside=18_001, share_outside=0.52, weight=0.0, specific=False, first_seen=START, last_seen=START + timedelta(days=28),
        ),
    )  # fmt: skip


def _ties(members: tuple[Member, ...]) -> tuple[Tie, ...]:
    pairs = list(pairwise(members))[:30]
    rows = (
        TieRow(what="payment instrument 3fa4", weight=10.2), TieRow(what="IP address 203.0.113.12", weight=5.5),
        TieRow(what="cap of the family payment", weight=-0.7),
    )  # fmt: skip
    return tuple(
        Tie(account_a=a.account_id, account_b=b.account_id, weight=15.0, families=("payment", "network"), rows=rows)
        for a, b in pairs
    )


def _bystanders(n: int) -> tuple[Bystander, ...]:
    return tuple(
        Bystander(account_id=f"person-{i:04d}", n_shared=1 + (i < 3), shared="1 × IP address")
        for i in range(min(n, 12))
    )


def _days(n: int, rng: random.Random) -> tuple[Day, ...]:
    first = date(2026, 3, 2)
    return tuple(
        Day(day=first + timedelta(days=i), n_exchanges=rng.randint(40, 90) * n, n_accounts=max(1, n * (60 + i) // 100))
        for i in range(29) if i not in (11, 12)
    )  # fmt: skip


def _gaps(days: tuple[Day, ...]) -> tuple[tuple[date, date], ...]:
    return ((date(2026, 3, 13), date(2026, 3, 14)),) if days else ()


def _method() -> Method:
    settings = Settings()
    return Method(
        run_id="0003-5be09a7c", graphring_version="0.1.0", settings=settings.told(), settings_sha256=settings.sha256(),
        inputs=("exchanges.parquet " + "ab12" * 16, "accounts.csv " + "cd34" * 16, "instruments.csv " + "ef56" * 16),
        resolution=0.1, stability=0.94, n_accounts=60_214, n_trusted=21_903, data_first=START - timedelta(days=60),
        data_last=START + timedelta(days=28, hours=15),
    )  # fmt: skip
