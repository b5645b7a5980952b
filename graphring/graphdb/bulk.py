"""A case as files for `neo4j-admin database import`, the quickest first load of a big graph."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv

from graphring.errors import InputError
from graphring.graphdb.change import BATCH, cleared, fill_now, keep, rows_to_send
from graphring.graphdb.found import as_text
from graphring.graphdb.load import name_of
from graphring.graphdb.material import Material
from graphring.graphdb.memory import case_id
from graphring.graphdb.outcome import Change, Published
from graphring.graphdb.rings import form, parts
from graphring.graphdb.rows import families_of, kinds_of, prepare, ring_decisions, tables
from graphring.graphdb.schema import RING, RUN, End, Link, Node, Property
from graphring.graphdb.sent import Sent
from graphring.model.progress import Progress
from graphring.store.case import storage_errors

SCRIPT: Final = "import.sh"
_BETWEEN: Final = "\x1f"
"""Between the items of a list: no text that came in can hold it."""
_TYPES: Final = {
    "string": "", "integer": ":long", "float": ":double", "boolean": ":boolean", "datetime": ":datetime",
    "strings": ":string[]", "integers": ":long[]", "dates": ":date[]",
}  # fmt: skip
_ARROW: Final = {"integer": pa.int64(), "float": pa.float64(), "boolean": pa.bool_()}
_ONE_SPACE: Final = {"StagedRing": "Ring", "Group": "Ring", "StagedEvidence": "Evidence"}
"""Ids that relationships of one file meet are in one space."""
_TOLD: Final = ("id", "publication", "case_id", "case_name", "generation", "form", "run_id")
_PUBLICATION: Final = Node(
    "publication", "Publication", "What this graph is a publication of.",
    tuple(Property(name, "string", "") for name in _TOLD),
)  # fmt: skip
_HEAD: Final = """\
#!/bin/sh
# Loads what lies beside this file into a Neo4j that is stopped; what the database held before is replaced.
# Another name: NEO4J_DATABASE. Another program: NEO4J_ADMIN. Then start Neo4j and run `graphring publish` once.
cd "$(dirname "$0")" || exit 1
exec ${NEO4J_ADMIN:-neo4j-admin} database import full "${NEO4J_DATABASE:-neo4j}" --overwrite-destination=true \\
  --array-delimiter=U+001F"""


@dataclass
class _Files:
    """What was written so far: arguments of the command, rows by label or type."""

    folder: Path
    words: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def write(self, row: Node | Link, batches: Iterable[Sequence[Sequence[Any]]]) -> None:
        """One file of one row of the schema; none where there are no rows."""
        kind = "nodes" if isinstance(row, Node) else "links"
        path = self.folder / kind / f"{row.name}.csv"
        with storage_errors(self.folder):
            n = _write(path, row, batches)
        if not n:
            path.unlink()
            return
        label = f"{row.label}:{row.also}" if isinstance(row, Node) and row.also else name_of(row)
        self.words.append(f"--{'nodes' if kind == 'nodes' else 'relationships'}={label}={kind}/{row.name}.csv")
        self.changes.append(Change(name_of(row), n, 0))


def write_import(material: Material, folder: Path, progress: Progress) -> Published:
    """Write the files and the command into `folder`, and remember them as what the graph has."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; give an empty folder with --to-import.")
    with _emptied_on_fault(folder):
        return _written(material, folder, progress)


@contextlib.contextmanager
def _emptied_on_fault(folder: Path) -> Iterator[None]:
    """A disk that was full must not stand in the way of the same command later."""
    try:
        yield
    except BaseException:
        for kind in ("nodes", "links"):
            shutil.rmtree(folder / kind, ignore_errors=True)
        (folder / "import.sh").unlink(missing_ok=True)
        raise


def _written(material: Material, folder: Path, progress: Progress) -> Published:
    for kind in ("nodes", "links"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    files, name, generation = _Files(folder), secrets.token_hex(8), secrets.token_hex(8)
    db, sent = material.db, Sent(material.folder / name)
    prepare(db, material.found, material.now)
    kinds = kinds_of(db)
    for table in tables(kinds, families_of(db, material.families)):
        progress.step(name_of(table.of))
        with cleared(db):
            fill_now(db, table)
            files.write(table.of, rows_to_send(db, table, "now"))
            keep(db, table, sent)
    decided = _decisions(material, sent)
    for row, rows in parts(material.found, kinds):
        files.write(*_finished(row, rows, material, decided))
    own = ["graph", name, case_id(material.folder), material.name, generation, form(), material.found.run_id]
    files.write(_PUBLICATION, [[own]])
    sent.expect([generation], [kind.kind for kind in kinds])
    _write_script(files)
    return Published(material.found.run_id, switched=True, changes=_summed(files.changes[:-1]))


def _decisions(material: Material, sent: Sent) -> dict[str, Sequence[Any]]:
    table = ring_decisions()
    with cleared(material.db):
        fill_now(material.db, table)
        keep(material.db, table, sent)
        return {row[0]: row[1:] for rows in rows_to_send(material.db, table, "now") for row in rows}


def _finished(
    row: Node | Link, rows: list[list[Any]], material: Material, decided: dict[str, Sequence[Any]]
) -> tuple[Node | Link, list[list[list[Any]]]]:
    """A table of the run with what the switch would add to it."""
    if row is RUN:
        extra = ["current", as_text(material.now)]
        return _with_later(RUN), [[[*cells, *extra] for cells in rows]]
    if row is RING:
        blank = (None,) * len(RING.later)
        return _with_later(RING), [[[*cells, *decided.get(cells[1], blank)] for cells in rows]]
    return row, [rows]


def _with_later(node: Node) -> Node:
    return Node(node.name, node.label, node.about, (*node.properties, *node.later), node.also, node.staged)


def _write(path: Path, row: Node | Link, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
    n = 0
    options = pyarrow.csv.WriteOptions(include_header=False)
    with path.open("wb") as out:
        out.write(",".join(_header(row)).encode() + b"\n")
        for rows in batches:
            for at in range(0, len(rows), BATCH):
                pyarrow.csv.write_csv(_arrow(row, rows[at : at + BATCH]), out, options)
            n += len(rows)
    return n


def _header(row: Node | Link) -> Iterator[str]:
    if isinstance(row, Link):
        yield f":START_ID({_space(row.start)})"
        yield f":END_ID({_space(row.end)})"
        told = row.properties
    else:
        yield f"{row.key}:ID({_ONE_SPACE.get(row.label, row.label)})"
        told = row.properties[1:]
    yield from (f"{p.name}{_TYPES[p.type]}" for p in told)


def _space(end: End) -> str:
    return _ONE_SPACE.get(end.label, end.label)


def _arrow(row: Node | Link, rows: Sequence[Sequence[Any]]) -> pa.Table:
    types = [*(["string"] * 2 if isinstance(row, Link) else []), *(p.type for p in row.properties)]
    columns = [_column([cells[i] for cells in rows], kind) for i, kind in enumerate(types)]
    return pa.table(columns, [str(i) for i in range(len(columns))])


def _column(cells: list[Any], kind: str) -> pa.Array:
    if kind in ("strings", "integers", "dates"):
        cells = [None if cell is None else _BETWEEN.join(map(str, cell)) for cell in cells]
    return pa.array(cells, _ARROW.get(kind, pa.string()))


def _write_script(files: _Files) -> None:
    script = files.folder / SCRIPT
    script.write_text(" \\\n  ".join([_HEAD, *files.words]) + ' "$@"\n', encoding="utf-8")
    script.chmod(0o755)


def _summed(changes: Iterable[Change]) -> tuple[Change, ...]:
    sums: dict[str, int] = {}
    for change in changes:
        sums[change.name] = sums.get(change.name, 0) + change.sent
    return tuple(Change(name, n, 0) for name, n in sorted(sums.items()))
