"""A case in a temporary folder, and files put into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphring.ingest import Options, Source, ingest
from graphring.model.ingested import FileResult
from graphring.model.progress import Silent
from graphring.settings import Machine
from graphring.store.case import CaseFolder
from graphring.store.ledger import lend_ledger

KEY = "a-key-for-tests-only-0001"


class Taken:
    """A case with shortcuts."""

    def __init__(self, path: Path) -> None:
        self.folder = CaseFolder.create(path, KEY)

    def all(self, *sources: Any, **options: Any) -> Sequence[FileResult]:
        given = [Source.of(source) for source in sources]
        return ingest(self.folder, given, Options(**options), Silent()).files

    def __call__(self, source: Any, **options: Any) -> FileResult:
        return self.all(source, **options)[0]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.folder.reading(Machine(threads=1)) as db:
            lend_ledger(db, self.folder)
            return sorted((tuple(row.values()) for row in db.rows(query)), key=repr)

    def bytes_on_disk(self) -> bytes:
        return b"\n".join(p.read_bytes() for p in sorted(self.folder.path.rglob("*")) if p.is_file())


@pytest.fixture
def case(tmp_path: Path) -> Taken:
    return Taken(tmp_path / "case")


@pytest.fixture
def new_case(tmp_path: Path) -> Callable[[str], Taken]:
    return lambda name: Taken(tmp_path / name)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written
