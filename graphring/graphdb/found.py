"""What a run found, as rows of the graph: rings and groups with members, shared entities, evidence and rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graphring.model.judged import RING_VERDICTS
from graphring.model.manifest import RunManifest
from graphring.model.summary import Member, RingSummary, SharedEntity

Row = list[Any]


@dataclass(frozen=True)
class Found:
    """Rows by table, cells in the order of the schema; times as text."""

    run_id: str
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    shared: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Rows of SHARES by kind."""
    classes: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)
    """Class and reason of hubs, by kind and id."""


def found(manifest: RunManifest, summaries: Iterable[RingSummary], first_found: Mapping[str, datetime]) -> Found:
    """The rows of a run; `first_found` says by ring id when it was a ring for the first time."""
    told = Found(manifest.run_id)
    told.rows["run"].append(_run(manifest))
    for summary in summaries:
        _add(told, summary, first_found.get(summary.ring_id))
    return told


def _add(told: Found, s: RingSummary, first_found: datetime | None) -> None:
    is_ring = s.verdict in RING_VERDICTS
    uid = f"{told.run_id} {s.ring_id}"
    told.rows["ring" if is_ring else "group"].append(_ring(s, uid, told.run_id, first_found))
    told.rows["member_of" if is_ring else "grouped_in"] += [_member(m, uid) for m in s.members]
    told.rows["found_in"].append([uid, told.run_id])
    for entity, hub in (*((e, False) for e in s.entities), *((e, True) for e in s.hubs)):
        told.shared[entity.kind].append(_share(entity, uid, hub=hub))
        if entity.entity_class:
            told.classes.setdefault((entity.kind, entity.entity_id), (entity.entity_class, entity.class_reason))
    for rank, signal in enumerate(s.signals, 1):
        own = f"{uid} {signal.name}"
        told.rows["because"].append([uid, own])
        told.rows["evidence"].append([
            own, signal.name, told.run_id, signal.title, signal.family, signal.detail, float(signal.points),
            signal.value, signal.n_members, rank, list(signal.innocent_reasons) or None,
        ])  # fmt: skip
    _rivals(told, s, uid)
    if is_ring:
        told.rows["tied_to"] += [[t.account_a, t.account_b, t.weight, list(t.families), s.ring_id] for t in s.ties]


def _ring(s: RingSummary, uid: str, run_id: str, first_found: datetime | None) -> Row:
    rival = s.best_rival
    return [
        uid, s.ring_id, run_id, s.verdict, s.verdict_reason, s.title, " ".join(s.bottom_line), float(s.score),
        float(s.prior), s.probability, s.confidence, list(s.confidence_reasons) or None,
        [f.family for f in s.families if f.counts] or None, rival.id, s.settles, float(rival.support),
        s.n_members, s.n_exchanges, s.n_entities, s.n_ties, s.n_bystanders, as_text(s.first_seen), as_text(s.last_seen),
        as_text(first_found), [d.day.isoformat() for d in s.days] or None, [d.n_exchanges for d in s.days] or None,
        list(s.hours) or None, list(s.missing) or None, list(s.would_change) or None,
    ]  # fmt: skip


def _member(m: Member, uid: str) -> Row:
    return [m.account_id, uid, m.tier, m.role or None, m.n_specific, list(m.families) or None]


def _share(e: SharedEntity, uid: str, *, hub: bool) -> Row:
    return [uid, e.entity_id, e.n_members, e.n_outside, e.n_trusted_outside, e.weight, e.specific, hub]


def _rivals(told: Found, s: RingSummary, uid: str) -> None:
    for rank, rival in enumerate(s.hypotheses, 1):
        if len(told.rows["hypothesis"]) < rank:
            told.rows["hypothesis"].append([rival.id, rival.name, rival.claim])
        told.rows["rivalled_by"].append([
            uid, rival.id, rank, float(rival.support), float(rival.prior),
            [f"{r.points:+.2f} {r.detail}" for r in rival.rows_for] or None,
            [f"{r.points:+.2f} {r.detail}" for r in rival.rows_against] or None, rival.settles,
        ])  # fmt: skip


def _run(manifest: RunManifest) -> Row:
    counts = manifest.counts
    return [
        manifest.run_id, as_text(manifest.created_at), as_text(manifest.until), counts.get("accounts"),
        counts.get("trusted_accounts"), counts.get("ties"), counts.get("ring"), counts.get("review"),
        counts.get("explained"), counts.get("weak"), list(manifest.notices) or None,
        manifest.versions.get("graphring"), manifest.settings_sha256,
    ]  # fmt: skip


def as_text(time: datetime | None) -> str | None:
    """A time as statements read it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if time else None
