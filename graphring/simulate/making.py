"""A scenario to a world on disk."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from graphring.model.progress import Progress
from graphring.simulate.draft import Draft, Setting
from graphring.simulate.folder import whole_folder
from graphring.simulate.population import plant_people
from graphring.simulate.scenario import Scenario
from graphring.simulate.spool import Spool
from graphring.simulate.world import Planted, World
from graphring.simulate.writing import Writer


def world_of(scenario: Scenario, to: Path, seed: int, progress: Progress) -> World:
    """Plant everyone and write the files; the same scenario and seed give the same bytes."""
    with whole_folder(to) as part:
        setting = Setting(scenario.adversary, Spool(part / "spool"))
        draft = Draft(seed, scenario.days, scenario.release_day, setting)
        _plant(scenario, draft, progress)
        made, truths = Writer(draft, scenario.start, part, scenario.text).write(progress)
        shutil.rmtree(part / "spool", ignore_errors=True)
    kinds = Counter(kind for block in draft.accounts for kind in block.kind.tolist() if kind)
    return World(
        scenario=scenario.name,
        seed=seed,
        folder=to,
        files=tuple(to / path.name for path in made),
        truth=to / truths[0].name,
        truths=tuple(to / path.name for path in truths),
        n_accounts=draft.n_accounts,
        n_exchanges=draft.spool.n_rows,
        rings=tuple(Planted(r.name, r.style, r.sized().accounts) for r in scenario.rings),
        innocents=tuple(Planted(kind, "", n) for kind, n in sorted(kinds.items())),
    )


def _plant(scenario: Scenario, draft: Draft, progress: Progress) -> None:
    progress.step("planting accounts", 1 + len(scenario.innocents) + len(scenario.rings))
    plant_people(draft, scenario.population)
    progress.advance()
    for group in (*scenario.innocents, *scenario.rings):
        group.plant(draft)
        progress.advance()
