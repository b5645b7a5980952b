"""The kinds of input file: their columns, what each column holds, and other people's names for them.

A new kind of file is one row here and one statement that stores its clean rows. `holds` names a cleaner in
`graphring.ingest.clean`, or one of the values that SQL reads by itself: time, count, number, flag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Holds = Literal[
    "account", "ip_address", "payment_instrument", "prompt_template", "client", "email_domain", "organisation",
    "label", "text", "kind", "family", "hub_class", "decision_word", "decided", "entity", "cidr", "asn",
    "time", "past_time", "count", "number", "flag", "keyed", "reference",
]  # fmt: skip
READ_BY_SQL: Final = frozenset({"time", "past_time", "count", "number", "flag", "keyed", "reference"})
"""Values that need no list of distinct ones: typed columns, and ids that hardly ever come twice."""
PAIRED: Final = {"entity": "kind", "decided": "what"}
"""Values that can only be cleaned knowing the kind, which is in this other column."""


@dataclass(frozen=True)
class Column:
    """A column of ours."""

    name: str
    holds: Holds
    required: bool = False


@dataclass(frozen=True)
class FileKind:
    """A kind of file."""

    name: str
    columns: tuple[Column, ...]
    any_of: tuple[str, ...] = ()
    """At least one of these must be there."""
    telling: tuple[str, ...] = ()
    """Without one of these a file is not taken for this kind unless a person says so: its other columns are common."""

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]


def _needs(name: str, holds: Holds) -> Column:
    return Column(name, holds, required=True)


_SEEN: Final = (Column("first_seen", "time"), Column("last_seen", "time"))

FILE_KINDS: Final[tuple[FileKind, ...]] = (
    FileKind(
        "exchanges",
        (
            _needs("time", "past_time"), _needs("account_id", "account"), Column("ip", "ip_address"),
            Column("instrument", "payment_instrument"), Column("template_id", "prompt_template"),
            Column("client", "client"), Column("model", "label"), Column("pathway", "label"),
            Column("capability", "label"), Column("status", "label"), Column("item", "keyed"),
            Column("credential", "keyed"), Column("session", "keyed"), Column("end_user", "keyed"),
            Column("exchange_id", "reference"),
        ),
        any_of=("ip", "instrument", "prompt", "template_id", "client"),
    ),
    FileKind(
        "accounts",
        (
            _needs("account_id", "account"), Column("created_at", "time"), Column("closed_at", "time"),
            Column("close_reason", "text"), Column("pathway", "label"), Column("email_domain", "email_domain"),
            Column("organisation", "organisation"), Column("country", "label"), Column("verified", "flag"),
        ),
        telling=(
            "created_at", "closed_at", "close_reason", "pathway", "email_domain", "organisation", "country", "verified",
        ),
    ),
    FileKind(
        "instruments",
        (_needs("account_id", "account"), _needs("instrument", "payment_instrument"), Column("kind", "label"), *_SEEN),
    ),
    FileKind(
        "links",
        (
            _needs("account_id", "account"), _needs("kind", "kind"), _needs("entity_id", "entity"),
            Column("family", "family"), *_SEEN, Column("time", "time"), Column("n", "count"),
        ),
    ),
    FileKind(
        "relations",
        (
            _needs("account_id", "account"), _needs("other_account_id", "account"), _needs("kind", "label"),
            Column("time", "time"), Column("weight", "number"),
        ),
    ),
    FileKind(
        "entities",
        (
            _needs("kind", "kind"), _needs("entity_id", "entity"), _needs("class", "hub_class"),
            Column("reason", "text"), Column("source", "text"), Column("until", "time"),
        ),
    ),
    FileKind(
        "frequencies",
        (
            _needs("kind", "kind"), _needs("entity_id", "entity"), _needs("n_accounts", "count"),
            Column("n_trusted", "count"),
        ),
    ),
    FileKind(
        "decisions",
        (
            _needs("what", "kind"), _needs("id", "decided"), _needs("decision", "decision_word"),
            _needs("reason", "text"), _needs("by", "text"), Column("at", "time"), Column("until", "time"),
        ),
    ),
    FileKind(
        "ip_ranges",
        (
            _needs("cidr", "cidr"), Column("class", "hub_class"), Column("country", "label"), Column("asn", "asn"),
            Column("source", "text"),
        ),
    ),
    FileKind(
        "enforcement",
        (
            _needs("time", "past_time"), _needs("account_id", "account"), Column("action", "label"),
            Column("reason", "text"),
        ),
        telling=("action",),
    ),
    FileKind("releases", (_needs("time", "time"), _needs("model", "label"))),
)  # fmt: skip

KIND_NAMES: Final = tuple(kind.name for kind in FILE_KINDS)
UNMINED: Final = "prompt"
"""Read by nothing yet: templates are not mined from text, and text is never stored."""

# Only names that mean nothing else: `user`, `id` or `name` alone would be guessing in most files.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "account_id": (
        "account",
        "user_id",
        "userid",
        "user",
        "customer_id",
        "accountid",
        "acct_id",
        "member_id",
        "wallet",
        "from_account",
        "from_account_id",
        "source_account",
    ),
    "other_account_id": (
        "other_account",
        "to_account",
        "to_account_id",
        "target_account",
        "counterparty_account",
        "other_user_id",
        "to_user_id",
    ),
    "time": ("timestamp", "ts", "datetime", "event_time", "occurred_at", "request_time", "requested_at", "date"),
    "ip": ("ip_address", "ip_addr", "ipaddress", "client_ip", "remote_addr", "remote_ip", "source_ip", "src_ip"),
    "instrument": (
        "card_fingerprint",
        "payment_instrument",
        "instrument_id",
        "payment_method",
        "payment_method_id",
        "card",
        "card_id",
        "card_number",
        "pan",
        "payment_fingerprint",
    ),
    "template_id": ("template", "template_ids", "prompt_template", "prompt_template_id", "prompt_hash"),
    "client": ("user_agent", "useragent", "client_string", "sdk", "client_name"),
    "model": ("model_name", "model_id", "engine"),
    "prompt": ("prompt_text", "input_text", "messages"),
    "pathway": ("access_pathway", "channel", "access_path"),
    "status": ("status_code", "http_status", "response_status"),
    "item": ("item_id", "task_id", "request_item"),
    "credential": ("api_key", "api_key_id", "key_id", "credential_id", "token_id"),
    "session": ("session_id", "conversation_id"),
    "end_user": ("end_user_id", "enduser", "end_user_hash"),
    "exchange_id": ("request_id", "exchange", "event_id", "message_id", "call_id"),
    "created_at": ("created", "created_on", "signup_time", "signup_at", "registered_at", "creation_date"),
    "closed_at": ("closed", "deleted_at", "banned_at", "terminated_at"),
    "close_reason": ("closed_reason", "closure_reason", "ban_reason"),
    "email_domain": ("e_mail_domain", "mail_domain", "domain"),
    "organisation": ("organization", "org", "org_id", "organisation_id", "organization_id", "company"),
    "country": ("country_code", "billing_country"),
    "verified": ("is_verified", "kyc_verified", "verification"),
    "kind": ("entity_kind", "entity_type", "type", "relation"),
    "entity_id": ("entity", "entity_value", "value"),
    "first_seen": ("first_seen_at", "first_used", "first_time"),
    "last_seen": ("last_seen_at", "last_used", "last_time"),
    "n": ("n_uses", "n_transfers", "uses"),
    "weight": ("amount",),
    "class": ("hub_class", "entity_class", "range_class"),
    "cidr": ("range", "ip_range", "prefix", "subnet"),
    "asn": ("as_number", "autonomous_system"),
    "n_accounts": ("accounts", "account_count"),
    "n_trusted": ("trusted_accounts", "trusted_count"),
    "by": ("decided_by", "investigator", "analyst"),
    "at": ("decided_at",),
    "until": ("expires", "expires_at", "valid_until"),
    "action": ("enforcement_action",),
    "reason": ("note", "comment"),
    "source": ("origin",),
}


def file_kind(name: str) -> FileKind:
    """The kind of file of that name; KeyError when there is none."""
    return {kind.name: kind for kind in FILE_KINDS}[name]
