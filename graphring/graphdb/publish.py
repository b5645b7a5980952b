"""A case into a graph: what changed since the last publish, and the rings of one run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from graphring.graphdb.address import Address
from graphring.graphdb.change import cleared, fill_now, find_change, keep, keep_unsure, keys_to_delete, rows_to_send
from graphring.graphdb.connect import Connection
from graphring.graphdb.declared import KindRows
from graphring.graphdb.files import statement, statements
from graphring.graphdb.found import Found
from graphring.graphdb.keys import make_key
from graphring.graphdb.load import Load
from graphring.graphdb.lock import locked, taken_over
from graphring.graphdb.material import Material
from graphring.graphdb.memory import Memory, remembered
from graphring.graphdb.outcome import Change, Published
from graphring.graphdb.rings import form, stage, sweep, switch
from graphring.graphdb.rows import Table, families_of, kinds_of, prepare, ring_decisions, tables
from graphring.graphdb.sent import Sent
from graphring.graphdb.statements import constraint
from graphring.model.progress import Progress
from graphring.store.database import Database


def publish(material: Material, address: Address, progress: Progress, *, wait: bool = False) -> Published:
    """Bring a graph up to date with a case and one of its runs; raises GraphDatabaseError."""
    with Connection(address) as graph:
        for query in statements("schema/constraints"):
            make_key(graph, query)
        with locked(graph, wait=wait) as lock:
            load = Load(graph, lock, progress)
            memory = remembered(graph, material.folder)
            progress.step("what changed since the last publish")
            prepare(material.db, material.found, material.now)
            kinds = kinds_of(material.db, memory.kinds(graph))
            own = tables(kinds, families_of(material.db, material.families))
            for kind in kinds:
                make_key(graph, constraint(kind.node.label))
            memory.begin(graph, (lock.owner, material.name), [kind.kind for kind in kinds], own)
            return _published(material, load, memory, kinds, own)


def _published(
    material: Material, load: Load, memory: Memory, kinds: Sequence[KindRows], own: Sequence[Table]
) -> Published:
    db, sent, run_id = material.db, memory.sent, material.found.run_id
    gone = {table.name for table in own if _update(db, load, sent, table)}
    switched = memory.run_id != run_id or memory.form != form() or not memory.intact
    if switched:
        _switch(db, load, material.found, kinds)
        if memory.run_id == run_id:  # mended, or written by another version: the same run should not be there twice
            sweep(load.graph, "publish/sweep_previous")
    _decide(db, load, sent)
    _remove(db, load, sent, [table for table in reversed(own) if table.name in gone])
    load.graph.write(statement("publish/end"), owner=load.lock.owner)
    names = sorted({*load.sent, *load.deleted})
    return Published(run_id, switched, tuple(Change(n, load.sent[n], load.deleted[n]) for n in names))


def _update(db: Database, load: Load, sent: Sent, table: Table) -> int:
    """Send what is new or changed of one table; how many rows are gone and to be deleted after the switch."""
    with cleared(db):
        n, n_gone = find_change(db, table, sent)
        if n:
            keep_unsure(db, table, sent, "delta")
            load.send(table.of, rows_to_send(db, table), n)
        if not (n or n_gone or sent.unsure(table.name)) and sent.rows(table.name):
            return 0
        before = sent.unsure(table.name)
        if n_gone:
            keep_unsure(db, table, sent, "gone")
        _settled(db, table, sent, before)
        return n_gone


def _settled(db: Database, table: Table, sent: Sent, unsure: Sequence[Path]) -> None:
    keep(db, table, sent)
    for path in unsure:
        path.unlink()


def _switch(db: Database, load: Load, found: Found, kinds: Sequence[KindRows]) -> None:
    _stage(db, load, found, kinds)
    sweep(load.graph, "publish/sweep_previous")
    load.lock.check()
    if not switch(load.graph, found.run_id, load.lock.owner):
        raise taken_over()


def _decide(db: Database, load: Load, sent: Sent) -> None:
    """What persons settled about rings, onto those that are current."""
    table = ring_decisions()
    with cleared(db):
        n, n_gone = find_change(db, table, sent)
        if not (n or n_gone):
            return
        for name in ("delta", "gone"):
            keep_unsure(db, table, sent, name)
        blank = (None,) * (len(table.columns) - 1)
        load.run("publish/decide", "Ring", rows_to_send(db, table))
        load.run("publish/decide", "Ring", ([(*row, *blank) for row in rows] for rows in keys_to_delete(db, table)))
        _settled(db, table, sent, sent.unsure(table.name))


def _stage(db: Database, load: Load, found: Found, kinds: Sequence[KindRows]) -> None:
    table = ring_decisions()
    with cleared(db):
        fill_now(db, table)
        stage(load, found, kinds, list(chain.from_iterable(rows_to_send(db, table, "now"))))


def _remove(db: Database, load: Load, sent: Sent, gone: Sequence[Table]) -> None:
    """Delete what is no longer in the case: relationships before nodes."""
    for table in gone:
        with cleared(db):
            _, n = find_change(db, table, sent)
            load.delete(table.of, keys_to_delete(db, table), n)
            for path in sent.unsure(table.name):
                path.unlink()
