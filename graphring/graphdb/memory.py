"""What the case remembers of a graph, and whether the graph is still as it was left."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from graphring.errors import GraphDatabaseTakenError
from graphring.graphdb.change import BATCH
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.lock import taken_over
from graphring.graphdb.rows import Table
from graphring.graphdb.schema import Link
from graphring.graphdb.sent import Sent
from graphring.store.case import storage_errors


@dataclass(frozen=True)
class Memory:
    """A publication: what the graph says of itself, and what was sent to it."""

    publication: str
    case_id: str
    sent: Sent
    intact: bool
    """False when the graph is not what was left: restored from a copy, or the case's memory was."""
    run_id: str | None
    form: str | None

    def kinds(self, graph: Connection) -> tuple[str, ...]:
        """Entity kinds that the graph may have."""
        if self.intact:
            return self.sent.kinds
        return tuple(row["kind"] for row in graph.read(statement("publish/kinds")))

    def begin(self, graph: Connection, by: tuple[str, str], kinds: Sequence[str], own: Sequence[Table]) -> None:
        """From here on the graph changes; `by`: holder of the lock, name of the case."""
        if not self.intact:
            self.sent.forget()
            for table in own:
                self.sent.write_unsure(table.name, *_keys(graph, table))
        new = secrets.token_hex(8)
        self.sent.expect([*self.sent.generations, new], kinds)
        told = {"publication": self.publication, "case_id": self.case_id, "owner": by[0], "case_name": by[1]}
        if not graph.write(statement("publish/begin"), generation=new, **told):
            raise taken_over()
        self.sent.expect([new], kinds)


def remembered(graph: Connection, folder: Path) -> Memory:
    """The memory of this graph; raises GraphDatabaseTakenError when it is not this case's."""
    (told,) = graph.read(statement("publish/publication"))
    own = case_id(folder)
    _refuse_others(graph, told, own)
    name = told["publication"] or secrets.token_hex(8)
    sent = Sent(folder / name)
    intact = told["publication"] is None or told["generation"] in sent.generations
    return Memory(name, own, sent, intact, told["run_id"], told["form"])


def _refuse_others(graph: Connection, told: dict[str, str | None], case_id: str) -> None:
    if told["case_id"] not in (None, case_id):
        raise GraphDatabaseTakenError(
            f"{graph.address.uri} holds the graph of another case ({told['case_name']}); set NEO4J_URI or"
            " NEO4J_DATABASE to another database, or empty this one."
        )
    if told["publication"] is None and graph.read(statement("publish/foreign"))[0]["n"]:
        raise GraphDatabaseTakenError(
            f"{graph.address.uri} holds accounts that graphring did not publish; set NEO4J_URI or NEO4J_DATABASE to"
            " an empty database."
        )


def case_id(folder: Path) -> str:
    """The name under which graphs know this case; made at its first publish."""
    path = folder / "case"
    if not path.is_file():
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_hex(8), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _keys(graph: Connection, table: Table) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The keys of a table's rows that are in the graph."""
    schema = pa.schema([(name, pa.string()) for name in table.keys])
    return schema, _batched(graph.stream(keys_statement(table)), schema)


def keys_statement(table: Table) -> str:
    """Reads the keys of a table's rows from the graph."""
    row = table.of
    if not isinstance(row, Link):
        return f"MATCH (n:{row.label}) RETURN n.{row.key} AS {table.keys[0]}"
    told = [f"a.{row.start.key} AS `start`", f"b.{row.end.key} AS `end`"]
    told += [f"r.{name} AS {name}" for name in table.keys[2:]]
    return f"MATCH (a:{row.start.label})-[r:{row.type}]->(b:{row.end.label}) RETURN {', '.join(told)}"


def _batched(rows: Iterable[dict[str, str]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    kept: list[dict[str, str]] = []
    for row in rows:
        kept.append(row)
        if len(kept) == BATCH:
            yield pa.RecordBatch.from_pylist(kept, schema)
            kept = []
    yield pa.RecordBatch.from_pylist(kept, schema)
