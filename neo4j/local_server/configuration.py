"""What a local server is told: its configuration file, its ports and the words that start it."""

from __future__ import annotations

import random
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphring.graphdb.jdk import Jdk
from local_server.lines import Line

HEAP: Final = "1g"
"""Enough for tests and for looking around; 512 MB starts, benchmarks want 3g."""

OWN: Final = "own.conf"
"""Settings that outlive a start; neo4j.conf is written anew by each."""


@dataclass(frozen=True)
class Launch:
    """Which Neo4j runs on which Java with how much memory."""

    line: Line
    jdk: Jdk
    heap: str = HEAP


_CONFIGURATION: Final = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.directories.plugins={plugins}
server.memory.pagecache.size=512m
dbms.security.procedures.unrestricted=gds.*
dbms.usage_report.enabled=false
# logs of transactions grow to gigabytes in a day of tests
db.tx_log.rotation.size=64m
db.tx_log.rotation.retention_policy=256m size
# stops in about a second
{quick_stop}
"""
_PORTS: Final = range(17_000, 32_000)
_SILENCED: Final = (
    (17, "--enable-native-access=ALL-UNNAMED"),
    (23, "--sun-misc-unsafe-memory-access=allow"),
)
"""From which Java on a word is known; both only silence warnings."""


def write_configuration(home: Path, jars: Path, line: Line, ports: tuple[int, int]) -> None:
    """Write the configuration of the server of `home`; what somebody keeps in `own.conf` there is part of it."""
    (home / "conf").mkdir(exist_ok=True)
    told = _CONFIGURATION.format(bolt=ports[0], http=ports[1], plugins=jars / "plugins", quick_stop=line.quick_stop)
    own = home / "conf" / OWN
    told += own.read_text(encoding="utf-8") if own.is_file() else ""
    (home / "conf" / "neo4j.conf").write_text(told, encoding="utf-8")


def start_words(home: Path, jars: Path, launch: Launch) -> list[str]:
    """The command that is the server."""
    return [
        str(launch.jdk.java),
        f"-Xms{launch.heap}",
        f"-Xmx{launch.heap}",
        *(word for oldest, word in _SILENCED if launch.jdk.major >= oldest),
        "-cp",
        f"{jars}/lib/*:{jars}/plugins/*",
        launch.line.server_class,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


def free_port(preferred: int | None = None) -> int:
    """The preferred loopback port if nobody has it, so that links and settings stay good, else any free one.

    Below the ports that systems give to outgoing connections: one of those may be taken while the server restarts,
    even by a client that tries to reach it.
    """
    others = random.sample(_PORTS, 100)
    for port in [preferred, *others] if preferred else others:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise OSError("no free port on the loopback interface")
