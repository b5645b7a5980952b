"""One campaign over several ways of access: varied accounts make its coordination hard to see.

Published shape: hundreds of accounts over several access pathways, more than 3.4 million exchanges at agentic
reasoning, tool use, coding, data analysis, computer use and vision (February 2026).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Final, Literal

import numpy as np

from graphring.simulate.arrays import Ints, texts
from graphring.simulate.draft import CLIENTS, Draft
from graphring.simulate.naming import domains
from graphring.simulate.population import strangers
from graphring.simulate.rings.ground import Ground, ground
from graphring.simulate.rings.job import Job

_PATHWAYS: Final = ("web", "api", "cloud")
_CLIENTS: Final = (("web", "mobile-app/5.2", "ide-plugin/1.9.2"), CLIENTS[:1] + CLIENTS[2:6], CLIENTS[7:])
_PER_FIRM: Final = 8  # accounts of each made-up firm that buys through a cloud marketplace


class Pathways(Job):
    """Three kinds of accounts, each with cards and addresses of its own; what they are made for is one."""

    style: Literal["pathways"]
    without: ClassVar[tuple[str, ...]] = ("clients", "telemetry")

    def ground(self, draft: Draft, accounts: int) -> Ground:
        """As many cells for each pathway."""
        on, n = super().ground(draft, accounts), len(_PATHWAYS)
        cells = n * ground(self.efforts(draft), accounts // n, self.cards, self.addresses).cells
        return replace(on, cells=cells, cards=max(on.cards, cells), addresses=-(-on.addresses // cells) * cells)

    def changes(self, draft: Draft, cell: Ints, volume: Ints) -> dict[str, Any]:  # noqa: ARG002
        """Individuals on the web, developers at the API, firms with a domain in the cloud marketplaces."""
        n, way = len(cell), cell % len(_PATHWAYS)
        usual = strangers(draft, n, "")
        firm = np.resize(domains(draft.rng, -(-n // _PER_FIRM)), n)
        name = np.array([domain.split(".")[0] for domain in firm], dtype=object)
        return {
            "pathway": np.array(_PATHWAYS, dtype=object)[way],
            "domain": np.where(way == 2, firm, usual.domain),
            "organisation": np.where(way == 2, name, texts(n)),
            "verified": draft.rng.random(n) < np.array([0.3, 0.5, 0.9])[way],
        }

    def keeps(self, draft: Draft, cell: Ints) -> Ints:
        """Clients as they are usual on each pathway."""
        client = np.empty(len(cell), dtype=np.int64)
        for way, names in enumerate(_CLIENTS):
            here = np.flatnonzero(cell % len(_PATHWAYS) == way)
            codes = np.array([CLIENTS.index(name) for name in names])
            client[here] = codes[draft.rng.integers(0, len(codes), len(here))]
        return client
