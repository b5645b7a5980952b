"""Rings as JSON: the summary itself; its schema is docs/ring-summary.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from graphring.model.judged import Confidence, Frozen, Verdict
from graphring.model.points import Points
from graphring.model.summary import RingSummary
from graphring.report.about import About
from graphring.report.escaping import file_name

INDEX_SCHEMA: Final = "graphring.report-index/1"


class Listed(Frozen):
    """One ring of an index, and the file that says more."""

    ring_id: str
    file: str
    title: str
    verdict: Verdict
    score: Points
    probability: float | None
    confidence: Confidence
    n_members: int
    n_exchanges: int
    best_rival: str
    bottom_line: tuple[str, str]


class Index(Frozen):
    """What an index says."""

    schema_name: str = INDEX_SCHEMA
    about: About
    rings: tuple[Listed, ...]


def ring_text(summary: RingSummary) -> str:
    """The summary, indented."""
    return _ascii(summary.model_dump_json(indent=1))


def index_text(summaries: Sequence[RingSummary], about: About) -> str:
    """The run and its rings in short."""
    return _ascii(Index(about=about, rings=tuple(map(_listed, summaries))).model_dump_json(indent=1))


def _listed(s: RingSummary) -> Listed:
    return Listed(
        ring_id=s.ring_id, file=f"{file_name(s.ring_id)}.json", title=s.title, verdict=s.verdict, score=s.score,
        probability=s.probability, confidence=s.confidence, n_members=s.n_members, n_exchanges=s.n_exchanges,
        best_rival=s.best_rival.id, bottom_line=s.bottom_line,
    )  # fmt: skip


def _ascii(text: str) -> str:
    """The same document in ASCII, so that no character in it can act on a terminal or hide from a reader."""
    return json.dumps(json.loads(text), indent=1, ensure_ascii=True) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema of a ring's document."""
    made = RingSummary.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "graphring ring summary", **made}
