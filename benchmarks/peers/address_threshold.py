"""Every address with so many accounts is a ring: the rule that most services begin with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from peers.links import ADDRESS
from peers.threshold import over

TITLE = "accounts per address"


@dataclass(frozen=True)
class Choice:
    accounts: int


TRIED = tuple(Choice(n) for n in (3, 5, 8, 10, 15, 20, 50, 100))
CHOSEN = Choice(20)


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    return over(folder, ADDRESS, choice.accounts)
