"""Rows: what one method did on one world with one seed; lines of JSON, one file a scenario or curve."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from graphring.model.evaluation import LEVELS, Evaluation

OURS = "graphring"
BOTH, RING = "ring+review", "ring"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(_Frozen):
    """Figures at one level of verdicts; None where a figure can't be told."""

    n_true: int
    n_found: int
    n_right: int
    precision: float | None
    recall: float | None
    f1: float | None
    n_planted: int
    n_matched: int
    n_false: int
    ring_f1: float | None
    b_cubed: float | None
    v_measure: float | None
    adjusted_rand: float | None


class Kind(_Frozen):
    """Innocents of one kind; the dictionaries have a key for each level."""

    kind: str
    n_accounts: int
    n_flagged: dict[str, int]
    false_rings: dict[str, int]


class Ring(_Frozen):
    """A planted ring, and how many of its accounts are in groups with verdict ring or review."""

    ring: str
    n_accounts: int
    n_found: int


class Row(_Frozen):
    """One measurement."""

    world: str
    """A scenario, or a curve."""
    value: float | None
    """Where on the curve."""
    seed: int
    method: str
    of: str
    """Digest of everything that the figures depend on: code, settings, the world, versions."""
    commit: str
    measured_on: str
    settings: dict[str, object]
    versions: dict[str, str]
    n_accounts: int
    n_exchanges: int
    seconds: float
    peak_gb: float
    failed: str = ""
    """Why there are no figures."""
    levels: dict[str, Figures] = {}
    kinds: tuple[Kind, ...] = ()
    rings: tuple[Ring, ...] = ()

    @property
    def key(self) -> tuple[str, float, int, str]:
        """What there is one row of."""
        return self.world, -1.0 if self.value is None else self.value, self.seed, self.method


def figures(found: Evaluation) -> dict[str, object]:
    """The fields of a row that come from an evaluation."""
    return {
        "levels": {level: _figures(found, level) for level in LEVELS},
        "kinds": tuple(
            Kind(
                kind=row.kind,
                n_accounts=row.n_accounts,
                n_flagged={RING: row.ring.n_flagged, BOTH: row.n_flagged},
                false_rings={RING: row.ring.false_rings, BOTH: row.false_rings},
            )
            for row in sorted(found.innocents, key=lambda row: row.kind)
        ),
        "rings": tuple(Ring(ring=r.ring, n_accounts=r.n_accounts, n_found=r.n_found) for r in found.ring_by_ring),
    }


def _figures(found: Evaluation, level: str) -> Figures:
    one, rings, partition = found.accounts[level], found.rings[level], found.partitions[level]
    return Figures(
        n_true=one.n_true, n_found=one.n_found, n_right=one.n_right,
        precision=_short(one.precision), recall=_short(one.recall), f1=_short(one.f1),
        n_planted=rings.n_planted, n_matched=rings.n_matched, n_false=rings.n_false, ring_f1=_short(rings.f1),
        b_cubed=_short(found.b_cubed[level].f1), v_measure=_short(partition.v_measure),
        adjusted_rand=_short(partition.adjusted_rand),
    )  # fmt: skip


def _short(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, 5)


def read_rows(folder: Path) -> list[Row]:
    """Every row of a folder, in the order of their keys."""
    lines = (line for path in folder.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines())
    return sorted((Row.model_validate_json(line) for line in lines), key=lambda row: row.key)


def write_rows(folder: Path, world: str, rows: Iterable[Row]) -> None:
    """The rows of one scenario or curve, in the place of those before; a reader sees all or the old ones."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row.model_dump(mode="json"), ensure_ascii=True) for row in sorted(rows, key=lambda r: r.key)]
    new = folder / f"{world}.jsonl.new"
    new.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    new.replace(folder / f"{world}.jsonl")
