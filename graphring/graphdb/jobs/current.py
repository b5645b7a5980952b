"""What a graph is of: the case, and the run whose rings are current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphring.errors import JobError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.jobs.place import Place
from graphring.graphdb.jobs.state import State


@dataclass(frozen=True)
class Current:
    """Asked before and after a statement: the same answer, so what was read between is of one run."""

    run_id: str
    published_at: Any
    """The same run may be published again in another form."""
    case_id: str | None
    """The same for a case in whatever database: one that was lost and filled again goes on."""
    case_name: str | None


def current(graph: Connection) -> Current:
    """What is published there; raises JobError where nothing is."""
    rows = graph.read(statement("jobs/current_run"))
    if not rows:
        raise JobError(
            f"nothing is published at {graph.address.uri}, and an export of nothing would tell that all rings are gone;"
            " run `graphring publish` first."
        )
    told = {name: rows[0][name] for name in ("published_at", "case_id", "case_name")}
    return Current(run_id=str(rows[0]["run_id"]), **told)


def refuse_another_case(state: State, now: Current, place: Place, uri: str) -> None:
    """What was sent of one case says nothing of another: all of it would be told as gone, or nothing as new."""
    if state.case_id not in (None, now.case_id):
        raise JobError(
            f"{place.out} has exports of another case than {uri} holds ({now.case_name}); set NEO4J_URI or"
            f" NEO4J_DATABASE to the database of that one, give another --to, or delete {place.own} to start anew here."
        )
