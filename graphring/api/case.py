"""A case: a folder with everything that was taken in and every run over it.

What only an ingest or a run needs is imported there: reading a result takes a second less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa

from graphring.api.run import Run
from graphring.errors import InputError
from graphring.evaluate import MIN_JACCARD
from graphring.graphdb.outcome import Published
from graphring.model.evaluation import Evaluation
from graphring.model.inert import inert
from graphring.model.ingested import IngestResult
from graphring.model.progress import Progress, Silent
from graphring.model.status import CaseStatus
from graphring.model.upkeep import AccountsForgotten, FilesForgotten, Pruned
from graphring.settings import Settings
from graphring.store.case import CaseFolder
from graphring.store.runs import problems, read_manifest, run_ids


class Case:
    """A handle on a case folder; it keeps nothing open between calls."""

    def __init__(self, folder: CaseFolder, *, wait: bool = False) -> None:
        self._folder, self._wait = replace(folder, wait=wait), wait

    @classmethod
    def create(cls, path: str | Path, *, key: str | None = None, wait: bool = False) -> Case:
        """The case in that folder, made if it is not there. `key` or GRAPHRING_KEY keys its hashes, else one is made.

        Raises CaseDamagedError for a key that is not the case's, StorageError where the folder can't be written.
        """
        return cls(CaseFolder.create(Path(path), key), wait=wait)

    @classmethod
    def open(cls, path: str | Path, *, key: str | None = None, wait: bool = False) -> Case:
        """The case in that folder; raises CaseNotFoundError where there is none."""
        return cls(CaseFolder.open(Path(path), key), wait=wait)

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    def ingest(
        self, source: Any, *, kind: str | None = None, columns: Mapping[str, str] | str | Path | None = None,
        tz: str | None = None, time_format: str | None = None, settings: Settings | None = None,
        replace: bool = False, progress: Progress | None = None,
    ) -> IngestResult:  # fmt: skip
        """Take in a file, a frame (Arrow, pandas, Polars) or a list of them; says what became of every row.

        `kind` is told by the columns where it is None; `columns` maps our names to theirs, or is a TOML file that
        does; `tz` is the IANA zone of naive times; `time_format` says how times are written that are neither ISO 8601
        nor Unix time, in the words of strptime. A file that can't be used is told in the result and harms no other.
        With `replace` what came in under the name of a file, or of the same bytes, gives way to it.
        """
        from graphring.ingest import Options, Source, ingest

        given = source if isinstance(source, list | tuple) else [source]
        options = Options(kind, columns, tz, time_format, settings or Settings(), self._wait, replace)
        return ingest(self._folder, [Source.of(one) for one in given], options, progress or Silent())

    @classmethod
    def from_neo4j(
        cls, path: str | Path, neo4j: str | None = None, *, mapping: Mapping[str, Any] | str | Path | None = None,
        key: str | None = None, tz: str | None = None, settings: Settings | None = None,
        progress: Progress | None = None, wait: bool = False,
    ) -> Case:  # fmt: skip
        """The case in that folder, made if it is not there, with what `ingest_neo4j` reads.

        Raises as that does, and InputError where a part of the graph could not be used. No empty case is left behind.
        """
        new = not (Path(path) / "case.duckdb").exists()
        case = cls.create(path, key=key, wait=wait)
        try:
            result = case.ingest_neo4j(neo4j, mapping=mapping, tz=tz, settings=settings, progress=progress)
            if failed := [file.error for file in result.files if file.error]:
                raise InputError(" ".join(failed))
        except BaseException:
            if new:
                case.discard_if_bare()
            raise
        return case

    def ingest_neo4j(
        self, neo4j: str | None = None, *, mapping: Mapping[str, Any] | str | Path | None = None,
        tz: str | None = None, time_format: str | None = None, settings: Settings | None = None,
        progress: Progress | None = None,
    ) -> IngestResult:  # fmt: skip
        """Take in a graph that lives in a Neo4j; says what became of every row, as for files.

        `neo4j` is its URI, as for `publish`. Without a `mapping` the graph is one that graphring published; a mapping,
        as nested dictionaries or a TOML file, says what is what in any other. The same graph again changes nothing; a
        changed one takes the place of what was read from there before. Raises GraphDatabaseError, and InputError where
        the graph is not as the mapping says: then nothing is taken in.
        """
        from graphring.api.reading import ingest_graph
        from graphring.graphdb.address import Address
        from graphring.graphdb.read.mapping import graph_mapping
        from graphring.ingest import Options

        told = None if mapping is None else graph_mapping(mapping)
        if told is None and time_format is not None:
            raise InputError(
                "a graph that graphring published has its own way of writing times; leave out time_format."
            )
        options = Options(tz=tz, time_format=time_format, settings=settings or Settings(), wait=self._wait)
        return ingest_graph(self._folder, Address.of(neo4j), told, options, progress or Silent())

    def discard_if_bare(self) -> bool:
        """Remove the folder where no file was ever taken in; says whether that was so."""
        return self._folder.discard_if_bare()

    def find_rings(
        self, *, settings: Settings | None = None, until: datetime | None = None, detector: str | None = None,
        neo4j: str | None = None, progress: Progress | None = None,
    ) -> Run:  # fmt: skip
        """Find rings in all that was taken in, or in what was known at `until` (aware); returns the new run.

        `detector` stands for the setting `detect.detector`: "graphring", or "gds" for the GDS of the Neo4j at `neo4j`
        (NEO4J_URI where it is None), which raises GraphDatabaseError where that can't be used.
        """
        from graphring.api.finding import find

        chosen = settings or Settings()
        chosen = chosen.detecting_with(detector) if detector else chosen
        manifest = find(self._folder, chosen, until, progress or Silent(), neo4j)
        return Run(self.path, self._folder.runs, manifest)

    @property
    def run_ids(self) -> tuple[str, ...]:
        """Ids of all runs, oldest first."""
        return run_ids(self._folder.runs)

    def run(self, run_id: str | None = None) -> Run:
        """That run, the latest one without an id; raises NotFoundError."""
        return Run(self.path, self._folder.runs, read_manifest(self._folder.runs, run_id))

    def evaluate(self, truth: Any, *, run_id: str | None = None, min_jaccard: float = MIN_JACCARD) -> Evaluation:
        """Hold that run, the latest without an id, against a truth: `gr.evaluate` with what the case knows besides.

        The list to act on comes from its decisions, days to detection from runs with the same settings that looked up
        to earlier times, agreement from runs that differ by their seed only. Raises NotFoundError, InputError.
        """
        from graphring.api.evaluating import evaluated

        return evaluated(self._folder, run_id, truth, min_jaccard)

    def publish(
        self, neo4j: str | None = None, *, run_id: str | None = None, progress: Progress | None = None
    ) -> Published:
        """Bring a Neo4j up to date with this case and that run (the latest without an id); sends what changed only.

        `neo4j` is its URI, NEO4J_URI where it is None; NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE come from the
        environment. Raises GraphDatabaseError; what was sent before a fault stays, and the next publish goes on.
        """
        from graphring.api.publishing import material
        from graphring.graphdb.address import Address
        from graphring.graphdb.publish import publish

        address = Address.of(neo4j)
        with material(self._folder, run_id) as made:
            return publish(made, address, progress or Silent(), wait=self._wait)

    def write_import(
        self, folder: str | Path, *, run_id: str | None = None, progress: Progress | None = None
    ) -> Published:
        """Write this case and that run as files for `neo4j-admin database import`, with the command beside them.

        The quickest first load of a big graph; the next `publish` sends only what changed since then.
        """
        from graphring.api.publishing import material
        from graphring.graphdb.bulk import write_import

        with material(self._folder, run_id) as made:
            return write_import(made, Path(folder), progress or Silent())

    def forget_file(
        self, name: str | Path, *, kind: str | None = None, progress: Progress | None = None
    ) -> FilesForgotten:
        """Take the rows of a file out, as if it had never come; `name` as it was given then, or its last part.

        Raises NotFoundError, and InputError where files of several folders have that name.
        """
        from graphring.api.upkeep import forget_file

        return forget_file(self._folder, str(name), kind, progress or Silent(), wait=self._wait)

    def forget(self, accounts: str | Sequence[str], *, progress: Progress | None = None) -> AccountsForgotten:
        """Erase accounts from ledger, tables, runs and reports; rows of theirs that come later are refused.

        The same call again completes one that was killed. Raises InputError where no account is named.
        """
        from graphring.api.upkeep import forget

        ids = [accounts] if isinstance(accounts, str) else list(accounts)
        return forget(self._folder, ids, progress or Silent(), wait=self._wait)

    def prune(self, before: datetime, *, progress: Progress | None = None) -> Pruned:
        """Take out exchanges and other dated rows from before that time (aware); runs, accounts, decisions stay.

        Raises InputError for a time without a zone or in the future.
        """
        from graphring.api.upkeep import prune

        return prune(self._folder, before, progress or Silent(), wait=self._wait)

    def status(self) -> CaseStatus:
        """Files, days, gaps, late files, the last run, what was taken out, and the room that all of it takes."""
        from graphring.api.status import status

        return status(self._folder, wait=self._wait)

    def rejects(self) -> pa.Table:
        """file, line, column, value, reason of every row that was not used, in the order of files and lines."""
        with self._folder.reading(Settings().machine) as db:
            return db.table(
                'SELECT file, line, "column", value, reason FROM reject ORDER BY file, line, "column", value, reason'
            )

    def verify(self, run_id: str | None = None) -> tuple[str, ...]:
        """What does not fit a run's manifest, one sentence each; empty when all is as it was written.

        A file that was taken out of the case on purpose is no fault of a run that was made with it.
        """
        manifest = read_manifest(self._folder.runs, run_id)
        with self._folder.reading(Settings().machine) as db:
            known = "SELECT sha256 FROM source_file UNION SELECT sha256 FROM upkeep WHERE sha256 IS NOT NULL"
            kept = {row["sha256"] for row in db.rows(known)}
        gone = [
            f"{i.path} ({i.sha256[:12]}…) is not in the case any more." for i in manifest.inputs if i.sha256 not in kept
        ]
        return (*problems(self._folder.runs, manifest), *gone)

    def __repr__(self) -> str:
        n = len(self.run_ids)
        return f"<Case {self.path}: {n} run{'s' * (n != 1)}>"

    def _repr_html_(self) -> str:
        runs = "".join(f"<li>{escape(inert(repr(self.run(name))[1:-1]))}</li>" for name in self.run_ids[-20:])
        return f"<p>{escape(inert(repr(self)[1:-1]))}</p>" + (f"<ul>{runs}</ul>" if runs else "")
