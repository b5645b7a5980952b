"""A world in the making: accounts, payments, exchanges, bans and known hubs as arrays of codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from graphring.simulate.addresses import AddressBook
from graphring.simulate.adversary import Adversary
from graphring.simulate.arrays import DAY_S, HOUR_S, Flags, Floats, Ints, Texts, harmonic
from graphring.simulate.spool import ROW, Spool


@dataclass(frozen=True)
class Region:
    """Where accounts live: a share of sign-ups, a country code that stands for it, hours from UTC."""

    country: str
    zone: int
    share: float


# A spread over time zones, not a census.
REGIONS: Final = (
    Region("US", -6, 0.34),
    Region("DE", 1, 0.26),
    Region("IN", 5, 0.18),
    Region("JP", 9, 0.12),
    Region("BR", -3, 0.10),
)
_RELEASE_HOUR: Final = 17  # UTC: morning where many models come from
N_PUBLIC: Final = 80  # quick-starts, tutorials and frameworks' prompts that anyone may use
CLIENTS: Final = (
    "python-sdk/2.4.1", "web", "node-sdk/3.1.0", "python-sdk/2.3.0", "ide-plugin/1.9.2", "curl/8.5.0",
    "mobile-app/5.2", "agent-framework/0.12", "java-sdk/1.7.4", "go-sdk/0.9.3",
)  # fmt: skip
NO_CLIENT: Final = len(CLIENTS)  # code of an agent that the log left empty
NO_CARD: Final = "null"  # issuer of what a faulty export writes in place of a card


@dataclass(frozen=True)
class Accounts:
    """A block of accounts; times in seconds since the world's start."""

    created: Floats
    region: Ints
    domain: Texts
    organisation: Texts
    verified: Flags
    pathway: Texts
    adopts: Floats
    """When the account turns to the newly released model."""
    kind: Texts
    """Kind of innocent; empty in a ring."""
    ring: Texts
    role: Texts

    def __len__(self) -> int:
        return len(self.created)


@dataclass(frozen=True)
class Exchanges:
    """A block of exchanges: codes and seconds since the world's start; a template or client below zero is none."""

    account: Ints
    second: Floats
    address: Ints
    template: Ints
    item: Ints
    client: Ints
    credential: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Codes of accounts whose key each exchange used; empty: every account used its own."""
    status: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """HTTP status; zero or left out: drawn when written, a few errors among many."""


@dataclass(frozen=True)
class Belonging:
    """What accounts belong to besides a ring: a pool, and the campaigns that use it."""

    account: Ints
    pool: str
    campaigns: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """Direct ties between accounts, such as referrals."""

    account: Ints
    other: Ints
    kind: str


@dataclass(frozen=True)
class Decision:
    """What an investigator settled; `what` is account or organisation, `name` of an organisation or empty."""

    what: str
    account: int
    name: str
    reason: str
    until: float


@dataclass(frozen=True)
class Ban:
    """An enforcement action."""

    second: float
    account: int
    reason: str


@dataclass(frozen=True)
class KnownHub:
    """A hub that the platform knows: kind is ip_address or prompt_template."""

    kind: str
    code: int
    hub_class: str
    reason: str


@dataclass(frozen=True)
class Setting:
    """What a world is made in: what its rings do so as not to be found, and where its exchanges go."""

    adversary: Adversary = field(default_factory=Adversary)
    spool: Spool = field(default_factory=Spool)


class Draft:
    """Collects what generators plant; everything random comes from `rng`."""

    def __init__(self, seed: int, days: int, release_day: int, setting: Setting | None = None) -> None:
        setting = setting or Setting()
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.adversary, self.spool = setting.adversary, setting.spool
        self.end = float(days * DAY_S)
        self.release = float(release_day * DAY_S + _RELEASE_HOUR * HOUR_S)
        self.addresses = AddressBook(self.rng, len(REGIONS))
        self.carriers = np.stack([self.addresses.site(6) for _ in REGIONS])
        self.n_accounts = self.n_templates = self.n_items = self.n_cards = 0
        self.public = self.templates(N_PUBLIC)
        self.public_share = harmonic(N_PUBLIC)
        self.accounts: list[Accounts] = []
        self.lends_keys = False
        self.payments: list[tuple[Ints, Ints]] = []
        self.card_issuers: list[tuple[int, str]] = []
        self.bans: list[Ban] = []
        self.hubs: list[KnownHub] = []
        self.homes: list[tuple[Ints, Ints]] = []
        self.own_prompts: list[tuple[Ints, Ints]] = []
        self.campaigns: dict[str, Ints] = {}
        self.bystanders: set[int] = set()
        self.replaces: dict[int, int] = {}
        self.mixed: dict[int, float] = {}
        self.belongings: list[Belonging] = []
        self.families: dict[int, str] = {}
        self.relations: list[Relation] = []
        self.decisions: list[Decision] = []
        self.logged_twice: list[Ints] = []

    def enrol(self, accounts: Accounts) -> Ints:
        """Add accounts; their codes."""
        self.accounts.append(accounts)
        self.n_accounts += len(accounts)
        return np.arange(self.n_accounts - len(accounts), self.n_accounts, dtype=np.int64)

    def templates(self, n: int) -> Ints:
        """Codes of n new prompt templates."""
        self.n_templates += n
        return np.arange(self.n_templates - n, self.n_templates, dtype=np.int64)

    def items(self, n: int) -> Ints:
        """Codes of n new items (what a request is about)."""
        self.n_items += n
        return np.arange(self.n_items - n, self.n_items, dtype=np.int64)

    def cards(self, n: int, issuer: str = "") -> Ints:
        """Codes of n new payment instruments; an issuer gives them its common prefix."""
        self.card_issuers.append((n, issuer))
        self.n_cards += n
        return np.arange(self.n_cards - n, self.n_cards, dtype=np.int64)

    def pay(self, account: Ints, card: Ints) -> None:
        """Each account pays with the card beside it."""
        self.payments.append((account, card))

    def act(self, exchanges: Exchanges) -> None:
        """Add exchanges; those outside the world's days are not seen."""
        seen = np.flatnonzero((exchanges.second >= 0) & (exchanges.second < self.end))
        rows = np.empty(len(seen), dtype=ROW)
        rows["micros"] = np.minimum(np.rint(exchanges.second[seen] * 1e6), self.end * 1e6 - 1)
        for name in ("item", "account", "address", "template", "client"):
            rows[name] = getattr(exchanges, name)[seen]
        rows["status"] = exchanges.status[seen] if len(exchanges.status) else 0
        rows["credential"] = exchanges.credential[seen] if len(exchanges.credential) else rows["account"]
        self.lends_keys |= bool((rows["credential"] != rows["account"]).any())
        self.spool.add(rows)

    def ban(self, account: Ints, second: Floats, reason: str) -> None:
        """Enforcement against accounts."""
        self.bans += [Ban(s, a, reason) for a, s in zip(account.tolist(), second.tolist(), strict=True)]

    def know(self, kind: str, codes: Ints, hub_class: str, reason: str) -> None:
        """The platform knows these hubs."""
        self.hubs += [KnownHub(kind, code, hub_class, reason) for code in codes.tolist()]

    def succeed(self, old: Ints, new: Ints) -> None:
        """Each new account replaces the banned one beside it."""
        self.replaces.update(zip(new.tolist(), old.tolist(), strict=True))

    def mix(self, account: Ints, share: Floats) -> None:
        """Planted share, 0 to 1, of an account's exchanges that is not its ring's own job."""
        self.mixed.update(zip(account.tolist(), share.tolist(), strict=True))

    def belongs(self, account: Ints, pool: str, campaigns: tuple[str, ...]) -> None:
        """These accounts are in a pool that these campaigns use."""
        self.belongings.append(Belonging(account, pool, campaigns))

    def family(self, template: Ints, name: str) -> None:
        """These templates are variants of one text."""
        self.families.update(dict.fromkeys(template.tolist(), name))

    def relate(self, account: Ints, other: Ints, kind: str) -> None:
        """Each account has this direct tie to the one beside it."""
        self.relations.append(Relation(account, other, kind))

    def allow(self, account: Ints, reason: str, until: float) -> None:
        """Accounts on the allow-list, as an investigator settled it, until a second."""
        self.decisions += [Decision("account", code, "", reason, until) for code in account.tolist()]

    def allow_organisation(self, name: str, reason: str, until: float) -> None:
        """An organisation on the allow-list until a second."""
        self.decisions.append(Decision("organisation", -1, name, reason, until))
