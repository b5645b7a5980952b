"""Runs on disk: a folder of Parquet files and, written last, a manifest. A folder without one is no run."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from graphring.errors import CaseDamagedError, NotFoundError, StorageError
from graphring.model.manifest import OutputFile, RunManifest
from graphring.store.leftover import left_over

MANIFEST: Final = "manifest.json"
TABLES: Final = ("members", "communities", "groups", "entities", "summaries")


def run_ids(runs: Path) -> tuple[str, ...]:
    """Ids of all finished runs, oldest first."""
    if not runs.is_dir():
        return ()
    return tuple(
        sorted((p.name for p in runs.iterdir() if (p / MANIFEST).is_file()), key=lambda n: (len(n.split("-")[0]), n))
    )


def next_run_id(runs: Path, tables: Mapping[str, pa.Table]) -> str:
    """The next number and eight digits of what was found, so that the same result has the same name anywhere."""
    taken = [int(name.split("-")[0]) for name in run_ids(runs)]
    digest = hashlib.sha256()
    for name in ("members", "communities"):
        for column in tables[name].columns:
            digest.update(repr(column.to_pylist()).encode())
    return f"{max(taken, default=0) + 1:04d}-{digest.hexdigest()[:8]}"


def write_run(
    runs: Path, staging: Path, tables: Mapping[str, pa.Table], manifest: Callable[[tuple[OutputFile, ...]], RunManifest]
) -> RunManifest:
    """Write a run so that readers see all of it or nothing: staged, flushed, manifest last, then renamed."""
    try:
        folder = staging / f"run-{os.getpid()}"
        for old in (folder, *left_over(staging)):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True)
        outputs = tuple(_written(folder / f"{name}.parquet", tables[name]) for name in sorted(tables))
        made = manifest(outputs)
        _flushed(folder / MANIFEST, (made.model_dump_json(indent=1) + "\n").encode())
        runs.mkdir(exist_ok=True)
        folder.rename(runs / made.run_id)
    except OSError as error:
        raise StorageError(
            f"can't write a run into {runs}: {error.strerror}; free some space or mend its permissions."
        ) from error
    return made


def _written(path: Path, table: pa.Table) -> OutputFile:
    parquet.write_table(table, path, compression="zstd")
    content = path.read_bytes()
    _flushed(path, content)
    return OutputFile(path=path.name, sha256=hashlib.sha256(content).hexdigest(), n_bytes=len(content))


def _flushed(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def read_manifest(runs: Path, run_id: str | None) -> RunManifest:
    """The manifest of a run, of the latest one without an id."""
    known = run_ids(runs)
    if not known:
        raise NotFoundError(f"no run in {runs.parent} yet; make one with `graphring find {runs.parent}`.")
    if run_id is not None and run_id not in known:
        raise NotFoundError(f"no run {run_id} in {runs.parent}; there are: {', '.join(known[-5:])}.")
    path = runs / (run_id or known[-1]) / MANIFEST
    try:
        return RunManifest.model_validate_json(path.read_bytes())
    except ValueError as error:
        raise CaseDamagedError(f"{path} is not a manifest any more; restore the run or make another one.") from error


def read_table(runs: Path, run_id: str, name: str) -> pa.Table:
    """One table of a run."""
    path = runs / run_id / f"{name}.parquet"
    try:
        return parquet.read_table(path, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise CaseDamagedError(f"can't read {path}; restore the run or make another one.") from error


def problems(runs: Path, manifest: RunManifest) -> list[str]:
    """What of a run differs from its manifest: one sentence for each file."""
    told = []
    for output in manifest.outputs:
        path = runs / manifest.run_id / output.path
        if not path.is_file():
            told.append(f"{path} is missing.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != output.sha256:
            told.append(f"{path} was changed after the run was written.")
    return told
