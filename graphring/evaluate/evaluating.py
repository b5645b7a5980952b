"""All figures of one result, and what a reader must know of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphring.evaluate.accounts import account_figures
from graphring.evaluate.acting import role_rows, to_act_on_figures
from graphring.evaluate.agreeing import agreement_of
from graphring.evaluate.b_cubed import of_labels, of_rings
from graphring.evaluate.calibration import calibration_of
from graphring.evaluate.detection import detection_of
from graphring.evaluate.found import found_of
from graphring.evaluate.held import Held, coverage, held
from graphring.evaluate.innocents import innocent_rows
from graphring.evaluate.partitions import partition_figures
from graphring.evaluate.rings import false_rings, ring_by_ring, ring_figures
from graphring.evaluate.truth import truth_of
from graphring.model.evaluation import Evaluation
from graphring.model.measures import LEVELS, Agreement, Coverage, Detection


@dataclass(frozen=True)
class Given:
    """What may be given besides members and truth; each part that is left out leaves figures empty, with the reason."""

    min_jaccard: float
    to_act_on: tuple[str, ...] | None = None
    first_seen: Any = None
    history: tuple[tuple[datetime, Any], ...] = ()
    other_seeds: tuple[Any, ...] = ()


def evaluation(members: Any, truth: Any, given: Given) -> Evaluation:
    """Everything that can be told; raises InputError for a table that does not fit."""
    if not 0 < given.min_jaccard <= 1:
        raise ValueError(f"min_jaccard is above 0 and up to 1, not {given.min_jaccard}.")
    of = held(truth_of(truth), found_of(members))
    made = Evaluation(
        coverage=coverage(of),
        accounts={level: account_figures(of, level) for level in LEVELS},
        rings={level: ring_figures(of, level, given.min_jaccard) for level in LEVELS},
        b_cubed={level: of_rings(of, level) for level in LEVELS},
        partitions={level: partition_figures(of, level) for level in LEVELS},
        ring_by_ring=ring_by_ring(of, given.min_jaccard),
        false_rings=false_rings(of, "ring+review"),
        innocents=innocent_rows(of),
        roles=role_rows(of, given.to_act_on),
        to_act_on=None if given.to_act_on is None else to_act_on_figures(of, given.to_act_on),
        detection=_detection(of, given),
        calibration=calibration_of(of),
        agreement=_agreement(of, given),
        pools=of_labels(of, "ring+review", of.truth.pools),
        campaigns=of_labels(of, "ring+review", of.truth.campaigns),
    )
    return made.model_copy(update={"notices": (*_of_coverage(made.coverage), *_of_figures(made, given))})


def _detection(of: Held, given: Given) -> Detection | None:
    if given.first_seen is None or len(given.history) < 2:
        return None
    if any(at.tzinfo is None for at, _ in given.history):
        raise ValueError("the times of the history need a zone, such as datetime(2026, 3, 1, tzinfo=UTC).")
    looks = [(at, found_of(members)) for at, members in given.history]
    return detection_of(of.truth, looks, given.first_seen)


def _agreement(of: Held, given: Given) -> Agreement | None:
    if not given.other_seeds:
        return None
    return agreement_of([of.found, *(found_of(members) for members in given.other_seeds)])


def _of_figures(made: Evaluation, given: Given) -> Iterator[str]:
    """Why a figure is missing."""
    if not made.accounts["ring+review"].n_found:
        yield "Nothing was found, so there is no precision."
    if made.to_act_on is None:
        yield "No list to act on was given; verdicts alone put nobody on it."
    elif not made.to_act_on.n_listed:
        yield "The list to act on is empty: no person has confirmed an account."
    if made.roles and not any(row.n_judged for row in made.roles):
        yield "The run gives no roles, so that none can be right or wrong."
    if made.detection is None:
        seen = "" if given.first_seen is not None else "the first activity of the accounts, and "
        yield f"Days to detection need {seen}several runs, each with another --until; here is one."
    if made.calibration is None:
        yield "No group has a probability, so there is nothing to calibrate."
    if made.agreement is None:
        yield "Agreement over seeds needs runs over the same data that differ by their seed only; here is one."


def _of_coverage(told: Coverage) -> Iterator[str]:
    """What the tables have that the figures have not."""
    if told.n_only_members:
        yield (
            f"Accounts in groups of which the truth says nothing: {told.n_only_members:,}, of these in rings and"
            f" reviews {told.n_only_members_found:,}; they count neither as right nor as wrong."
        )
    if not told.n_ring_accounts:
        yield "The truth plants no ring, so there is no recall; whatever was found is false."
    if not told.n_innocent:
        yield "The truth names no innocent account, so nothing could be found falsely: precision says little."
