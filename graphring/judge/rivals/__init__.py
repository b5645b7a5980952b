"""The rival explanations that every group is tested against: one file each, measures in, support with reasons out."""

from __future__ import annotations

from typing import Final

from graphring.judge.measures import Measures
from graphring.judge.rivals import (
    benchmark_team,
    data_artefact,
    one_organisation,
    public_artefact,
    reseller,
    shared_network,
)
from graphring.judge.rivals.rival import Rival, Standing

RIVALS: Final[tuple[Rival, ...]] = (
    one_organisation.RIVAL,
    reseller.RIVAL,
    benchmark_team.RIVAL,
    public_artefact.RIVAL,
    shared_network.RIVAL,
    data_artefact.RIVAL,
)


def ranked(measures: Measures, rivals: tuple[Rival, ...] = RIVALS) -> tuple[Standing, ...]:
    """All rivals against one candidate, best supported first."""
    return tuple(sorted((rival.standing(measures) for rival in rivals), key=lambda r: (-r.support, r.id)))


__all__ = ["RIVALS", "Rival", "Standing", "ranked"]
