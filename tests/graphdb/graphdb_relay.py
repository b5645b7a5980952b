"""A wire to the real Neo4j that can be cut: connections through it are lost as if the server had gone."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Relay:
    """Carries bytes both ways between a loopback port of its own and the server.

    `instead`: words of the server, and what it says instead; as many bytes, since the length goes before them.
    """

    def __init__(self, uri: str, instead: tuple[bytes, bytes] = (b"", b"")) -> None:
        assert len(instead[0]) == len(instead[1])
        self._instead = instead
        self._server = (urlsplit(uri).hostname or "", urlsplit(uri).port or 7687)
        self._open: list[socket.socket] = []
        self._door = self._listening(0)
        self.port = self._door.getsockname()[1]
        self.uri = f"bolt://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """End every connection, and take no more."""
        for end in (self._door, *self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def mend(self) -> None:
        """Take connections again, on the same port."""
        self._door = self._listening(self.port)

    def _listening(self, port: int) -> socket.socket:
        door = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._take, args=(door,), daemon=True).start()
        return door

    def _take(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._server)
                self._open += [near, far]
                for ends in ((near, far, (b"", b"")), (far, near, self._instead)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket, instead: tuple[bytes, bytes]) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data.replace(*instead) if instead[0] else data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def relayed(uri: str, instead: tuple[bytes, bytes] = (b"", b"")) -> Iterator[Relay]:
    relay = Relay(uri, instead)
    yield relay
    relay.cut()
