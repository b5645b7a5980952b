"""Accounts out of runs: rows removed, texts redacted, digests made anew, and the manifest says so.

A run stays a run: other accounts' rings keep their ids and their history. What was found is not found again without the
account, so that figures (how many members, a score's rows) are those of the day; only what names the account goes.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from graphring.errors import StorageError
from graphring.model.manifest import OutputFile, Redaction, RunManifest
from graphring.model.summary import RingSummary
from graphring.store.redactor import Redactor
from graphring.store.runs import MANIFEST, read_manifest, run_ids

_NEXT: Final = ".next"
"""The end of names of files that are about to take the place of others."""


def redact_runs(runs: Path, out: Redactor, now: datetime) -> int:
    """Take accounts out of every run that names them; how many did. What a kill leaves the next call mends."""
    try:
        for run in run_ids(runs):
            _finish(runs / run)
        return sum(_redact(runs, run, out, now) for run in run_ids(runs))
    except OSError as error:
        raise StorageError(
            f"can't write into {runs}: {error.strerror}; free some space or mend its permissions, then run the same "
            "command again."
        ) from error


def _redact(runs: Path, run_id: str, out: Redactor, now: datetime) -> bool:
    folder, manifest = runs / run_id, read_manifest(runs, run_id)
    said = f"accounts were erased on {now:%Y-%m-%d}: what named them is gone from here, figures still count them."
    changed = {
        output.path: content
        for output in manifest.outputs
        if (folder / output.path).is_file() and (content := _without(folder / output.path, out, said))
    }
    told = out.document(manifest.model_dump(mode="json"))
    if not changed and told == manifest.model_dump(mode="json"):
        return False
    altered = [path for path in changed if not _as_written(folder, manifest, path)]
    made = RunManifest.model_validate_json(json.dumps(told))
    made = made.model_copy(update={
        "outputs": tuple(_output(one, changed.get(one.path)) for one in made.outputs),
        "notices": (*made.notices, said, *(f"{path} had been changed before that." for path in altered)),
        "redactions": (*made.redactions, Redaction(at=now, files=tuple(sorted(changed)))),
    })  # fmt: skip
    _exchange(folder, changed, made)
    return True


def _without(path: Path, out: Redactor, said: str) -> bytes | None:
    """The content of a table without the accounts; None where it does not name them."""
    table = parquet.read_table(path, partitioning=None)
    made = table
    if "account_id" in table.column_names:
        made = table.filter(pc.invert(pc.is_in(table["account_id"], value_set=pa.array(sorted(out.ids), pa.string()))))
    for i, field in enumerate(made.schema):
        if pa.types.is_string(field.type):
            column = made.column(i)
            redacted = [_redacted(field.name, value, out, said) for value in column.to_pylist()]
            made = made.set_column(i, field, pa.chunked_array([pa.array(redacted, pa.string())]))
    if made.equals(table):
        return None
    sink = io.BytesIO()
    parquet.write_table(made, sink, compression="zstd")
    return sink.getvalue()


def _redacted(column: str, value: str | None, out: Redactor, said: str) -> str | None:
    if value is None or not out.names(value):
        return value
    if column != "summary":
        return out.text(value)
    summary = RingSummary.model_validate_json(json.dumps(out.document(json.loads(value))))
    return summary.model_copy(update={"missing": (*summary.missing, said)}).model_dump_json()


def _as_written(folder: Path, manifest: RunManifest, path: str) -> bool:
    told = {output.path: output.sha256 for output in manifest.outputs}
    return hashlib.sha256((folder / path).read_bytes()).hexdigest() == told[path]


def _output(before: OutputFile, content: bytes | None) -> OutputFile:
    if content is None:
        return before
    return OutputFile(path=before.path, sha256=hashlib.sha256(content).hexdigest(), n_bytes=len(content))


def _exchange(folder: Path, changed: dict[str, bytes], manifest: RunManifest) -> None:
    """Write new files beside the old; with the new manifest under its passing name the exchange is settled."""
    for name, content in changed.items():
        _write(folder / f"{name}{_NEXT}", content)
    draft = folder / f"{MANIFEST}.draft"
    _write(draft, (manifest.model_dump_json(indent=1) + "\n").encode())
    draft.replace(folder / f"{MANIFEST}{_NEXT}")
    _finish(folder)


def _finish(folder: Path) -> None:
    """Complete an exchange that was settled; undo one that was not."""
    settled = (folder / f"{MANIFEST}{_NEXT}").is_file()
    waiting = sorted(path for path in folder.glob(f"*{_NEXT}") if path.name != f"{MANIFEST}{_NEXT}")
    for path in waiting:
        if settled:
            path.replace(path.with_name(path.name.removesuffix(_NEXT)))
        else:
            path.unlink()
    if settled:
        (folder / f"{MANIFEST}{_NEXT}").replace(folder / MANIFEST)
    (folder / f"{MANIFEST}.draft").unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
