"""All jobs: those that come with graphring, and those in a folder of the user's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphring.errors import JobError, NotFoundError
from graphring.graphdb.files import cypher_folder
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.reading import Mistake, read_job

FOLDER: Final = "GRAPHRING_JOBS"


@dataclass(frozen=True)
class Catalog:
    """Jobs by name, and what is wrong with files that are none."""

    jobs: tuple[Job, ...]
    mistakes: tuple[Mistake, ...] = ()

    def job(self, name: str) -> Job:
        """The job of that name; NotFoundError, or JobError with the mistakes of its file."""
        for job in self.jobs:
            if job.name == name:
                return job
        if own := [str(mistake) for mistake in self.mistakes if mistake.file.stem == name]:
            raise JobError(f"the job {name} can't be run: {'; '.join(own)}.")
        raise NotFoundError(f"there is no job {name}; `graphring jobs list` names them all.")


def catalog(folder: Path | None = None) -> Catalog:
    """The built-in jobs and those of the folder, of GRAPHRING_JOBS without one; a broken file stops no other."""
    folder = folder or (Path(told) if (told := os.environ.get(FOLDER)) else None)
    built_in = _read(sorted((cypher_folder() / "export").glob("*.cypher")), ())
    if folder is None:
        return built_in
    if not folder.is_dir():
        raise JobError(f"{folder} is no folder of jobs; mend --jobs or {FOLDER}.")
    own = _read(sorted(folder.glob("*.cypher")), [job.name for job in built_in.jobs])
    return Catalog((*built_in.jobs, *own.jobs), (*built_in.mistakes, *own.mistakes))


def _read(paths: Iterable[Path], taken: Iterable[str]) -> Catalog:
    read = [read_job(path, tuple(taken)) for path in paths]
    jobs = [job for job in read if isinstance(job, Job)]
    return Catalog(tuple(jobs), tuple(mistake for broken in read if isinstance(broken, tuple) for mistake in broken))
