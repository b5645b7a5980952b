"""The graph as data: labels with keys and properties, relationship types with ends and properties.

The statement files in cypher/, the constraints and docs/neo4j-model.md are made of these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from graphring.model.kinds import KINDS

Type = Literal["string", "integer", "float", "boolean", "datetime", "strings", "integers", "dates"]


@dataclass(frozen=True)
class Property:
    """A property: absent where nothing is known, never empty."""

    name: str
    type: Type
    about: str


@dataclass(frozen=True)
class Node:
    """Nodes of one label; the first property is the key."""

    name: str
    """Of its table of rows and of its statement file."""
    label: str
    about: str
    properties: tuple[Property, ...]
    also: str | None = None
    """A second label, shared with other rows."""
    staged: str | None = None
    """The label under which a run's nodes wait for the switch; None for what is updated in place."""

    later: tuple[Property, ...] = ()
    """Properties that other statements set."""

    @property
    def key(self) -> str:
        """The unique property."""
        return self.properties[0].name


@dataclass(frozen=True)
class End:
    """One end of a relationship: a label and the property that its nodes are found by."""

    label: str
    key: str = "id"


@dataclass(frozen=True)
class Link:
    """Relationships of one type between two labels."""

    name: str
    type: str
    start: End
    end: End
    about: str
    properties: tuple[Property, ...] = ()
    keyed: int = 0
    """How many of the properties tell two relationships of the same nodes apart."""


def _texts(*named: tuple[str, str]) -> tuple[Property, ...]:
    return tuple(Property(name, "string", about) for name, about in named)


_DECISION: Final = (
    *_texts(
        ("decision", "what a person settled: confirmed, cleared, hold, allow; the newest that is still valid"),
        ("decision_reason", "why"),
        ("decided_by", "who"),
    ),
    Property("decided_at", "datetime", "when"),
    Property("decision_until", "datetime", "until when it holds; absent: until another one"),
)
_SEEN: Final = (
    Property("first_seen", "datetime", "first time in the data"),
    Property("last_seen", "datetime", "last time in the data"),
)

ACCOUNT: Final = Node(
    "account", "Account", "An account of the service.",
    (
        *_texts(("id", "account id")),
        Property("created_at", "datetime", "when it was made, as the accounts file says"),
        Property("closed_at", "datetime", "when it was closed"),
        *_texts(
            ("close_reason", "why it was closed"), ("pathway", "access pathway"), ("email_domain", "e-mail domain"),
            ("organisation", "declared organisation"), ("country", "country code"),
        ),
        Property("verified", "boolean", "identity verified; absent where no file says"),
        *_SEEN,
        Property("n_exchanges", "integer", "exchanges in all"),
        Property("enforced_at", "datetime", "last enforcement action against it"),
        *_texts(("enforcement", "what that action was"), ("enforcement_reason", "and why")),
        *_DECISION,
    ),
)  # fmt: skip

_ENTITY: Final = (
    *_texts(
        ("id", "as the case stores it; a keyed hash for payment instruments"), ("name", "what a reader sees"),
        ("kind", "entity kind"), ("family", "family of evidence"),
        ("class", "class of a hub: nat, cloud, office, …; absent for an ordinary entity"),
        ("class_reason", "why it has this class"),
    ),
    Property("n_accounts", "integer", "accounts that have it"),
    *_SEEN,
    *_DECISION,
)  # fmt: skip
_USED: Final = (
    Property("first_seen", "datetime", "first use"),
    Property("last_seen", "datetime", "last use"),
    Property("n", "integer", "uses"),
    Property("n_days", "integer", "days with a use, where exchanges tell"),
)

KIND_WORDS: Final[dict[str, tuple[str, str]]] = {
    "payment_instrument": ("PaymentInstrument", "PAID_WITH"),
    "ip_address": ("IPAddress", "CONNECTED_FROM"),
    "network": ("Network", "SEEN_IN"),
    "prompt_template": ("PromptTemplate", "SENT"),
    "device": ("Device", "USED_DEVICE"),
    "client": ("Client", "USED_CLIENT"),
    "email_domain": ("EmailDomain", "HAS_EMAIL_AT"),
    "organisation": ("Organisation", "DECLARED"),
}
"""Label and relationship type of every built-in kind."""


def entity(name: str, label: str, title: str) -> Node:
    """The nodes of an entity kind."""
    return Node(name, label, f"{title[0].upper()}{title[1:]}: something that accounts share.", _ENTITY, also="Entity")


def use(name: str, kind: tuple[str, str], title: str) -> Link:
    """Accounts that used entities of a kind, given its label and type."""
    label, type_ = kind
    return Link(name, type_, End("Account"), End(label), f"An account used this {title}.", _USED)


def shares(name: str, label: str, title: str) -> Link:
    """Entities of a kind that members of a ring share."""
    return Link(
        f"shares_{name}", "SHARES", End("StagedRing", "uid"), End(label), f"Members share this {title}.",
        (
            Property("n_members", "integer", "members that have it"),
            Property("n_outside", "integer", "accounts outside that have it"),
            Property("n_trusted_outside", "integer", "of these in the run's trusted cohort; absent without a cohort"),
            Property("weight", "float", "what sharing it weighs, nats; 0 when it tells nothing"),
            Property("specific", "boolean", "rare enough outside, above chance inside: it counts as evidence"),
            Property("hub", "boolean", "a hub that was counted low or not at all"),
        ),
    )  # fmt: skip


HYPOTHESIS: Final = Node(
    "hypothesis", "Hypothesis", "A rival explanation that every group is tested against.",
    _texts(("id", "H2 … H8"), ("name", "its name"), ("claim", "what it says")),
)  # fmt: skip
RUN: Final = Node(
    "run", "Run", "One execution of `graphring find`.",
    (
        *_texts(("id", "run id")),
        Property("created_at", "datetime", "when it was made"),
        Property("until", "datetime", "the time it looked back to, if any"),
        *(Property(name, "integer", about) for name, about in (
            ("n_accounts", "accounts looked at"), ("n_trusted", "of these in the trusted cohort"),
            ("n_ties", "ties between them"), ("n_rings", "groups with verdict ring"),
            ("n_review", "groups with verdict review"), ("n_explained", "groups that an innocent hypothesis explains"),
            ("n_weak", "groups that are weak; not in the graph"),
        )),
        Property("notices", "strings", "what a reader must know of this run"),
        *_texts(("graphring_version", "version that made it"), ("settings_sha256", "digest of its settings")),
    ),
    later=(
        *_texts(("state", "current, previous, past or staged")),
        Property("published_at", "datetime", "when its rings became current here"),
    ),
)  # fmt: skip

_RING: Final = (
    *_texts(("uid", "run id and ring id"), ("id", "ring id, carried from run to run"), ("run_id", "its run")),
    *_texts(
        ("verdict", "ring, review (or explained, for a Group)"), ("verdict_reason", "the rule that led to it"),
        ("title", "a short name made of the evidence"), ("bottom_line", "what it is, and what else it could be"),
    ),
    Property("score", "float", "log10 odds: prior plus the points of its evidence, exactly"),
    Property("prior", "float", "where the score starts"),
    Property("probability", "float", "absent until something has calibrated it"),
    *_texts(("confidence", "low, moderate, high")),
    Property("confidence_reasons", "strings", "why"),
    Property("families", "strings", "families of evidence that count"),
    *_texts(("best_rival", "the best supported innocent hypothesis: its id"), ("settles", "what would settle it")),
    Property("best_rival_support", "float", "its support, log10 odds"),
    *(Property(name, "integer", about) for name, about in (
        ("n_members", "members"), ("n_exchanges", "their exchanges"), ("n_entities", "things they share"),
        ("n_ties", "ties between them"), ("n_bystanders", "outsiders that use something of it"),
    )),
    *_SEEN,
    Property("first_found_at", "datetime", "when the first run found a ring of this id"),
    Property("days", "dates", "days (UTC) with exchanges"),
    Property("exchanges_by_day", "integers", "exchanges on each of them"),
    Property("exchanges_by_hour", "integers", "exchanges by hour of day (UTC), 24 numbers"),
    Property("missing", "strings", "what the data does not tell"),
    Property("would_change", "strings", "findings that would change the verdict"),
)  # fmt: skip
RING: Final = Node(
    "ring", "Ring", "A group with verdict ring or review, of the current run.", _RING, None, "StagedRing", _DECISION
)
GROUP: Final = Node(
    "group", "Group", "A group that an innocent hypothesis explains; no ring.", _RING, None, "StagedRing"
)
EVIDENCE: Final = Node(
    "evidence", "Evidence", "One row of a score: a named reason, what was measured, what it weighs.",
    (
        *_texts(("uid", "uid of the ring and name"), ("name", "name of the signal"), ("run_id", "its run")),
        *_texts(("title", "what was looked at"), ("family", "family of evidence"), ("detail", "measurement in words")),
        Property("points", "float", "log10 odds that it adds"),
        Property("value", "float", "measured value, usually a share"),
        Property("n_members", "integer", "members it rests on"),
        Property("rank", "integer", "its place in the list, from 1"),
        Property("innocent_reasons", "strings", "ordinary causes of the same thing"),
    ),
    staged="StagedEvidence",
)  # fmt: skip

_MEMBER: Final = (
    *_texts(("tier", "core, likely, peripheral"), ("role", "absent until something has judged it")),
    Property("n_specific", "integer", "specific entities that it shares with other members"),
    Property("families", "strings", "families in which it shares something specific"),
)
_STAGED: Final = End("StagedRing", "uid")

IN_NETWORK: Final = Link("in_network", "IN_NETWORK", End("IPAddress"), End("Network"), "The /24 or /48 of an address.")
RELATED_TO: Final = Link(
    "related_to", "RELATED_TO", End("Account"), End("Account"), "A direct tie, such as a transfer or a referral.",
    (
        *_texts(("kind", "transfer, referral, …: as the relations file says")), *_USED[:2],
        Property("n", "integer", "how often"), Property("weight", "float", "sum of the file's weights"),
    ),
    keyed=1,
)  # fmt: skip
TIED_TO: Final = Link(
    "tied_to", "TIED_TO", End("Account"), End("Account"),
    "Two members of a ring of the current run joined by what they share; updated in place.",
    (
        Property("weight", "float", "nats"), Property("families", "strings", "families behind it"),
        *_texts(("ring_id", "the ring that both are in")),
    ),
)  # fmt: skip
MEMBER_OF: Final = Link("member_of", "MEMBER_OF", End("Account"), _STAGED, "A member of a ring.", _MEMBER)
GROUPED_IN: Final = Link("grouped_in", "GROUPED_IN", End("Account"), _STAGED, "In a group that is no ring.", _MEMBER)
BECAUSE: Final = Link("because", "BECAUSE", _STAGED, End("StagedEvidence", "uid"), "A row of its score.")
RIVALLED_BY: Final = Link(
    "rivalled_by", "RIVALLED_BY", _STAGED, End("Hypothesis"), "How well a rival explanation fits.",
    (
        Property("rank", "integer", "1: the best supported"), Property("support", "float", "log10 odds"),
        Property("prior", "float", "where the support starts"),
        Property("evidence_for", "strings", "evidence for it"),
        Property("evidence_against", "strings", "evidence against it"),
        *_texts(("settles", "what a person could look up")),
    ),
)  # fmt: skip
FOUND_IN: Final = Link("found_in", "FOUND_IN", _STAGED, End("Run"), "The run that a ring or group is of.")

_TITLES: Final = {kind.name: kind.title for kind in KINDS}
ENTITIES: Final = tuple(entity(name, words[0], _TITLES[name]) for name, words in KIND_WORDS.items())
USES: Final = tuple(use(words[1].lower(), words, _TITLES[name]) for name, words in KIND_WORDS.items())
SHARES: Final = tuple(shares(name, words[0], _TITLES[name]) for name, words in KIND_WORDS.items())

NODES: Final = (ACCOUNT, *ENTITIES, HYPOTHESIS, RUN, RING, GROUP, EVIDENCE)
LINKS: Final = (
    *USES, IN_NETWORK, RELATED_TO, TIED_TO, MEMBER_OF, GROUPED_IN, *SHARES, BECAUSE, RIVALLED_BY, FOUND_IN,
)  # fmt: skip

FINAL: Final = {"StagedRing": ("Ring", "Group"), "StagedEvidence": ("Evidence",)}
"""What staged labels become at the switch."""
PREVIOUS: Final = {"Ring": "PreviousRing", "Group": "PreviousGroup", "Evidence": "PreviousEvidence"}
"""Labels of the run before the current one, until the next publish."""
INDEXES: Final = (
    ("Account", "decision"), ("Account", "enforced_at"), ("Account", "closed_at"),
    ("Entity", "class"), ("Entity", "decision"),
)  # fmt: skip
"""Beside the unique keys: what jobs and questions start from, all of it on few nodes."""
RESERVED: Final = frozenset({node.label for node in NODES} | {"Entity", "Publication", *FINAL, *PREVIOUS.values()})
"""Labels that a declared kind can't have."""
