"""Which worker of pytest-xdist runs what: a file stays whole, and all files that use Neo4j are in one worker.

Two workers can't use the one server at a time; the lock in local_neo4j holds them apart, and this spares the wait.
(Groups of `--dist loadgroup` would do, but with pytest 9.2 and xdist 3.8 they were seen to be ignored.)
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from xdist.scheduler import LoadFileScheduling

ROOT: Final = Path(__file__).parents[1]
_USES_NEO4J: Final = re.compile(r"^from (local_neo4j|graphring\.graphdb\.connect) import", re.MULTILINE)
"""Whoever takes one of the fixtures imports its type."""


class OneWorkerForNeo4j(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "neo4j" if uses_neo4j(ROOT / file) else file


@cache
def uses_neo4j(file: Path) -> bool:
    return bool(_USES_NEO4J.search(file.read_text(encoding="utf-8")))
