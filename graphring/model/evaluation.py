"""Evaluation: what was found held against what is true; tables, pages and JSON show nothing that is not in here."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import Field

from graphring.model.judged import Frozen
from graphring.model.measures import (
    LEVELS,
    AccountFigures,
    Agreement,
    BCubed,
    Calibration,
    Coverage,
    Detection,
    FalseRing,
    InnocentRow,
    Level,
    Partition,
    RingFigures,
    RingRow,
    RoleRow,
    ToActOn,
    share,
)

EVALUATION_SCHEMA: Final = "graphring.evaluation/1"


class Evaluation(Frozen):
    """What was found held against what is true."""

    schema_name: str = EVALUATION_SCHEMA
    coverage: Coverage
    accounts: dict[Level, AccountFigures]
    rings: dict[Level, RingFigures]
    b_cubed: dict[Level, BCubed]
    partitions: dict[Level, Partition]
    ring_by_ring: tuple[RingRow, ...] = Field(description="largest first")
    false_rings: tuple[FalseRing, ...] = Field(description="verdict ring before review, then largest first")
    innocents: tuple[InnocentRow, ...] = Field(description="most falsely flagged per 100,000 first")
    roles: tuple[RoleRow, ...]
    to_act_on: ToActOn | None = None
    detection: Detection | None = None
    calibration: Calibration | None = None
    agreement: Agreement | None = None
    pools: BCubed | None = Field(default=None, description="found rings against pools; None without such a column")
    campaigns: BCubed | None = Field(default=None, description="found rings against campaigns, which may overlap")
    notices: tuple[str, ...] = Field(default=(), description="what a reader must know, and why a figure is missing")

    @property
    def v_measure(self) -> float | None:
        """V-measure at ring and review together."""
        return self.partitions["ring+review"].v_measure

    @property
    def adjusted_rand(self) -> float | None:
        """Adjusted Rand index at ring and review together."""
        return self.partitions["ring+review"].adjusted_rand

    def to_json(self) -> str:
        """The evaluation as JSON, in ASCII; its schema is docs/evaluation.schema.json."""
        return json.dumps(self.model_dump(mode="json"), indent=1, ensure_ascii=True) + "\n"

    def __repr__(self) -> str:
        told = [f"{level}: {_told(self.accounts[level])}; {_rings(self.rings[level])}" for level in LEVELS]
        return "\n  ".join(["<Evaluation", *told]) + ">"

    __str__ = __repr__


def _told(figures: AccountFigures) -> str:
    shown = (f"{name} {share(getattr(figures, name))}" for name in ("precision", "recall", "f1"))
    return f"accounts {' '.join(shown)}"


def _rings(figures: RingFigures) -> str:
    return f"{figures.n_matched} of {figures.n_planted} rings found, {figures.n_false} false"


def schema() -> dict[str, Any]:
    """The JSON schema of an evaluation."""
    made = Evaluation.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "graphring evaluation", **made}
