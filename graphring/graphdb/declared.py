"""Entity kinds that a user declared: label and relationship type made of the name, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphring.errors import InputError
from graphring.graphdb.schema import (
    ENTITIES,
    KIND_WORDS,
    LINKS,
    RESERVED,
    SHARES,
    USES,
    Link,
    Node,
    entity,
    shares,
    use,
)
from graphring.model.kinds import built_in


@dataclass(frozen=True)
class KindRows:
    """What one entity kind is in the graph."""

    kind: str
    node: Node
    use: Link
    shares: Link


def kind_rows(kinds: Iterable[str]) -> tuple[KindRows, ...]:
    """The schema rows of these kinds, in order; raises InputError for one that can be no label."""
    known = {row.kind: row for row in map(KindRows, KIND_WORDS, ENTITIES, USES, SHARES)}
    rows = tuple(known.get(kind) or _declared(kind) for kind in sorted(kinds))
    labels: dict[str, str] = {}
    for row in rows:
        other = labels.setdefault(row.node.label.lower(), row.kind)
        if other != row.kind:
            raise InputError(
                f"the kinds {other!r} and {row.kind!r} would both be {row.node.label} in Neo4j; rename one of them."
            )
    return rows


def words_of(kind: str) -> tuple[str, str]:
    """Label and type: `device fingerprint` is (DeviceFingerprint, USED_DEVICE_FINGERPRINT)."""
    parts = re.findall(r"[A-Za-z0-9]+", kind)
    fits = re.fullmatch(r"[A-Za-z][A-Za-z0-9 _.-]{0,60}", kind) and parts
    label = "".join(part[0].upper() + part[1:] for part in parts)
    type_ = "USED_" + "_".join(part.upper() for part in parts)
    if not fits or label.lower() in {own.lower() for own in RESERVED} or type_ in {link.type for link in LINKS}:
        raise InputError(
            f"the kind {kind!r} can be no label in Neo4j; name it with ASCII letters, digits, spaces, dots, dashes and"
            " underscores, a letter first, and not like a label that graphring has itself."
        )
    return label, type_


def _declared(kind: str) -> KindRows:
    if built_in(kind):  # stored under its own name, so this is a kind of ours without words
        raise ValueError(f"the built-in kind {kind} has no label and type in the schema")
    words = words_of(kind)
    name = words[0].lower()
    return KindRows(
        kind, entity(name, words[0], kind), use(words[1].lower(), words, kind), shares(name, words[0], kind)
    )
