"""A graph that lives in Neo4j into a case."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphring.graphdb.address import Address
from graphring.graphdb.read.mapping import GraphMapping
from graphring.graphdb.read.reading import Desk, read
from graphring.ingest import Options, ingest
from graphring.model.ingested import IngestResult
from graphring.model.progress import Progress
from graphring.store.case import CaseFolder, storage_errors


def ingest_graph(
    case: CaseFolder, address: Address, mapping: GraphMapping | None, options: Options, progress: Progress
) -> IngestResult:
    """Read the whole graph first, then take it in: where reading fails nothing has changed."""
    with _folder(case) as folder:
        reading = read(address, mapping, _published_as(case), Desk(folder, options.settings.machine, progress))
        result = ingest(case, reading.sources, options, progress)
    return result.model_copy(update={"notices": (*result.notices, *reading.notices)})


@contextmanager
def _folder(case: CaseFolder) -> Iterator[Path]:
    """A folder of this process in the case; what a killed one leaves is swept away by the next writer."""
    folder = case.spill / f"reading-{os.getpid()}-{secrets.token_hex(4)}"
    with storage_errors(case.path):
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _published_as(case: CaseFolder) -> str | None:
    """The name under which graphs know the case; None where it was never published."""
    path = case.path / "published" / "case"
    return path.read_text(encoding="utf-8") if path.is_file() else None
