"""A scenario to a world on disk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graphring.errors import StorageError
from graphring.simulate.draft import Draft
from graphring.simulate.population import plant_people
from graphring.simulate.scenario import Scenario
from graphring.simulate.world import Planted, World
from graphring.simulate.writing import Writer


def world_of(scenario: Scenario, to: Path, seed: int) -> World:
    """Plant everyone and write the files; the same scenario and seed give the same bytes."""
    draft = Draft(seed, scenario.days, scenario.release_day, scenario.adversary)
    plant_people(draft, scenario.population)
    for innocent in scenario.innocents:
        innocent.plant(draft)
    for ring in scenario.rings:
        ring.plant(draft)
    try:
        to.mkdir(parents=True, exist_ok=True)
        made, truth, n_exchanges = Writer(draft, scenario.start, to).write()
    except OSError as error:
        raise StorageError(f"can't write the world to {to}: {error.strerror}; choose another folder.") from error
    kinds = Counter(kind for block in draft.accounts for kind in block.kind.tolist() if kind)
    return World(
        scenario=scenario.name,
        seed=seed,
        folder=to,
        files=made,
        truth=truth,
        n_accounts=draft.n_accounts,
        n_exchanges=n_exchanges,
        rings=tuple(Planted(r.name, r.style, r.accounts) for r in scenario.rings),
        innocents=tuple(Planted(kind, "", n) for kind, n in sorted(kinds.items())),
    )
