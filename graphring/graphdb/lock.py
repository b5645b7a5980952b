"""One publisher at a time: a lock in the graph, with its holder's name and a heartbeat."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from typing import Final

from graphring.errors import GraphDatabaseBusyError, GraphDatabaseError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.store.leftover import is_alive

QUIET_S: Final = 30
"""A holder that was not heard for so long is taken for dead."""
_BEAT_S: Final = 5.0
_POLL_S: Final = 0.5


class Lock:
    """The lock while it is held."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._lost = False

    def check(self) -> None:
        """Raise GraphDatabaseBusyError when another publisher took the lock."""
        if self._lost:
            raise taken_over()

    def beat(self, graph: Connection, stop: threading.Event) -> None:
        """Tell the graph that the holder lives, until told to stop."""
        while not stop.wait(_BEAT_S):
            with contextlib.suppress(GraphDatabaseError):  # the server is away: the work itself will say so
                self._lost = not graph.write(statement("publish/heard"), owner=self.owner)


@contextlib.contextmanager
def locked(graph: Connection, *, wait: bool) -> Iterator[Lock]:
    """Hold the lock of the graph; raises GraphDatabaseBusyError when another holds it and `wait` is off."""
    lock = Lock(f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}")
    while (told := _refused(graph, lock.owner)) is not None:
        if not wait:
            raise GraphDatabaseBusyError(told)
        time.sleep(_POLL_S)
    stop = threading.Event()
    thread = threading.Thread(target=lock.beat, args=(graph, stop), daemon=True)
    thread.start()
    try:
        yield lock
    finally:
        stop.set()
        thread.join()
        with contextlib.suppress(GraphDatabaseError):  # it expires
            graph.write(statement("publish/unlock"), owner=lock.owner)


def _refused(graph: Connection, owner: str) -> str | None:
    """None when the lock is taken, else why it is not."""
    dead = next((owner for owner in _holders(graph) if _is_dead(owner)), None)
    if graph.write(statement("publish/lock"), owner=owner, dead=dead, quiet_s=QUIET_S):
        return None
    owners = _holders(graph)
    host, pid, _ = owners[0].split(" ") if owners else ("another machine", "that has just ended", "")
    return f"another publish (process {pid} on {host}) is at work in {graph.address.uri}; wait for it, or use --wait."


def _holders(graph: Connection) -> list[str]:
    return [row["owner"] for row in graph.read(statement("publish/holder")) if row["owner"]]


def taken_over() -> GraphDatabaseBusyError:
    """The fault of a publisher whose lock another one took: it was asleep for long."""
    return GraphDatabaseBusyError(
        "another publish took over while this one was not heard; wait for it to end, then publish again."
    )


def _is_dead(owner: str) -> bool:
    """A holder on this machine whose process has ended."""
    host, pid, _ = owner.split(" ")
    return host == socket.gethostname() and not is_alive(pid)
