"""The only door to the Neo4j driver: statements and parameters in, rows out, every fault one of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from neo4j.exceptions import DriverError, Neo4jError

import neo4j
from graphring.errors import GraphDatabaseTooOldError
from graphring.graphdb.address import Address
from graphring.graphdb.faults import ours

OLDEST_TESTED: Final = (5, 26)
"""The long-term line that the tests run on besides the newest."""
_CONNECT_S: Final = 15.0
"""A server that restarts on a busy machine takes connections late; one that is gone refuses at once."""

Statement = tuple[str, Mapping[str, Any]]
T = TypeVar("T")

# What `explain` asks for is returned; who has no logging set up does not want it on stderr besides.
logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Plan:
    """How Neo4j would answer a statement: the names of its steps, and what it has to say against it."""

    steps: tuple[str, ...]
    notices: tuple[str, ...]
    scans: tuple[str, ...] = ()
    """What is read from end to end, such as `r:Ring` or `(a)-[u:PAID_WITH]->(e)`."""


class Connection:
    """An open connection: `with Connection(Address.of()) as graph: graph.read("RETURN 1 AS one")`.

    `limit_s` ends a statement that takes longer. `patience_s` is how long a statement is tried again while the server
    is away or busy; so each statement that writes must come out the same when it is run twice.
    """

    def __init__(self, address: Address, *, limit_s: float | None = None, patience_s: float = 30.0) -> None:
        self.address = address
        self._limit_s = limit_s
        self._driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            user_agent="graphring",
            connection_timeout=_CONNECT_S,
            max_transaction_retry_time=patience_s,
            # nobody looks at them but `explain`
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        )
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def __enter__(self) -> Self:
        try:
            self._check()
        except BaseException:
            self._driver.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._driver.close()

    @property
    def version(self) -> str:
        """The server's version, such as 5.26.30."""
        with self._session(neo4j.READ_ACCESS, opening=True) as session:
            return session.run("RETURN 1").consume().server.agent.rpartition("/")[2]

    @property
    def gds_version(self) -> str | None:
        """The version of GDS; None where it is not installed."""
        if not self.read("SHOW FUNCTIONS YIELD name WHERE name = 'gds.version' RETURN name"):
            return None
        return str(self.read("RETURN gds.version() AS version")[0]["version"])

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Every row; a statement that would write is refused by the server."""
        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(self._limited(lambda work: work.run(query, parameters).data()))

    def stream(self, query: str, /, **parameters: Any) -> Generator[dict[str, Any], None, None]:
        """Rows as they come, for more of them than fit in memory; not tried again. Who stops early closes it."""
        with self._session(neo4j.READ_ACCESS) as session:
            timed = neo4j.Query(query, timeout=self._limit_s)
            for record in session.run(timed, parameters):
                yield record.data()

    def write(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run one statement in a transaction of its own; its rows."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(self._limited(lambda work: work.run(query, parameters).data()))

    def write_together(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction: a reader sees all of them or none."""

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for query, parameters in statements:
                transaction.run(query, dict(parameters)).consume()

        with self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(self._limited(work))

    def write_batches(self, query: str, batches: Iterable[Sequence[Any]], /, **parameters: Any) -> int:
        """Run one statement for each batch as $rows, each in a transaction of its own; how many rows were sent."""
        sent = 0
        with self._session(neo4j.WRITE_ACCESS) as session:
            for rows in batches:
                given = {**parameters, "rows": rows}
                session.execute_write(self._limited(lambda work, given=given: work.run(query, given).consume()))
                sent += len(rows)
        return sent

    def explain(self, query: str, /, **parameters: Any) -> Plan:
        """How the statement would be answered, without running it."""
        loud = neo4j.NotificationMinimumSeverity.INFORMATION
        with self._session(neo4j.READ_ACCESS, notifications_min_severity=loud) as session:
            summary = session.run(f"EXPLAIN {query}", parameters).consume()
            said = (status for status in summary.gql_status_objects if status.is_notification)
            notices = tuple(f"{status.gql_status}: {status.status_description}" for status in said)
            plan = summary.plan or {}
            return Plan(tuple(_steps(plan)), notices, tuple(_scans(plan)))

    def _check(self) -> None:
        version = self.version  # runs a statement, without which nobody looks for the database
        if _numbers(version) < OLDEST_TESTED:
            raise GraphDatabaseTooOldError(
                f"the Neo4j at {self.address.uri} is {version}; graphring was tested from"
                f" {'.'.join(map(str, OLDEST_TESTED))} on, so upgrade it."
            )

    @contextmanager
    def _session(self, mode: str, *, opening: bool = False, **settings: Any) -> Iterator[neo4j.Session]:
        settings |= {"database": self.address.database, "default_access_mode": mode}
        try:
            with self._driver.session(bookmark_manager=self._bookmarks, **settings) as session:
                yield session
        except (Neo4jError, DriverError) as error:
            raise ours(error, self.address, opening=opening) from error

    def _limited(self, work: Callable[..., T]) -> Callable[..., T]:
        limited: Callable[..., T] = neo4j.unit_of_work(timeout=self._limit_s)(work)
        return limited


def _steps(plan: Mapping[str, Any]) -> Iterator[str]:
    if plan:
        yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", ()):
        yield from _steps(child)


def _scans(plan: Mapping[str, Any]) -> Iterator[str]:
    if "Scan" in str(plan.get("operatorType", "")):
        yield str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _scans(child)


def _numbers(version: str) -> tuple[int, ...]:
    """(5, 26) of 5.26.30 and of 5.26-aura."""
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in version.replace("-", ".").split(".")[:2])
