"""Every payment instrument with so many accounts is a ring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from peers.links import CARD
from peers.threshold import over

TITLE = "accounts per card"


@dataclass(frozen=True)
class Choice:
    accounts: int


TRIED = tuple(Choice(n) for n in (2, 3, 4, 5, 8, 10, 15, 20))
CHOSEN = Choice(5)


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    return over(folder, CARD, choice.accounts)
