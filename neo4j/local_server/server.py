"""One server in one folder: start, find again, stop."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphring.graphdb.jdk import jdks
from local_server.answers import has_password, set_first_password
from local_server.configuration import HEAP, Launch, free_port, start_words, write_configuration
from local_server.fetch import jars, locked
from local_server.lines import chosen
from local_server.unready import UnreadyError

READY_S: Final = 180
"""8 to 15 s as a rule; a recovery after a kill on a busy machine took 36."""
PORT_S: Final = 5
STOP_S: Final = 60
"""It stops in about a second; a large checkpoint takes longer."""


@dataclass(frozen=True)
class Server:
    """A server that was started: kept in its home as server.json."""

    home: Path
    version: str
    pid: int
    bolt: int
    http: int
    user: str = "neo4j"

    @property
    def uri(self) -> str:
        """What a driver connects to."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """Opens Neo4j Browser with address and user filled in."""
        return f"http://127.0.0.1:{self.http}/browser/?dbms=neo4j://{self.user}@127.0.0.1:{self.bolt}"

    @property
    def password_file(self) -> Path:
        """Readable by its owner only."""
        return self.home / "password"

    @property
    def password(self) -> str:
        """The generated password."""
        return self.password_file.read_text(encoding="utf-8").strip()

    @property
    def running(self) -> bool:
        """Whether the process is alive and still this server: numbers of processes are used again."""
        told = Path(f"/proc/{self.pid}/cmdline")
        if Path("/proc/self").exists():
            return told.exists() and f"--home-dir={self.home}".encode() in told.read_bytes()
        shown = subprocess.run(
            ["ps", "-p", str(self.pid), "-o", "command="], capture_output=True, text=True, check=False
        )
        return f"--home-dir={self.home}" in shown.stdout


def _words_of(pid: int) -> str:
    """The command line of a process; nothing when it has ended."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
        except OSError:
            return ""
    return subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False).stdout


def last(home: Path) -> Server | None:
    """The server last started in a folder, running or not."""
    try:
        told = json.loads((home / "server.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Server(**{**told, "home": home})


def start(home: Path, *, line: str | None = None, heap: str = HEAP) -> Server:
    """The server of a folder, started if it is not running; on the ports it had, where they are free."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(home / "lock"):
        before = last(home)
        if before and before.running:
            return before
        launch = Launch(*chosen(jdks(), line), heap)
        _keep_password(home)
        server = _launched(home, launch, before)
        _wait_until_ready(server)
        return server


def _launched(home: Path, launch: Launch, before: Server | None) -> Server:
    """A process of its own that outlives this one."""
    kept = jars(launch.line, launch.jdk)
    bolt, http = (_again(before.bolt), _again(before.http)) if before else (free_port(), free_port())
    write_configuration(home, kept, launch.line, (bolt, http))
    pid = _spawned(start_words(home, kept, launch), home / "logs" / "console.log")
    server = Server(home, launch.line.version, pid, bolt, http)
    told = {name: getattr(server, name) for name in ("version", "pid", "bolt", "http", "user")}
    (home / "server.json").write_text(json.dumps(told), encoding="utf-8")
    return server


def _again(port: int) -> int:
    """The port it had; another where somebody else keeps that. Its own sockets may close a moment after its end."""
    until = time.monotonic() + PORT_S
    while (free := free_port(port)) != port and time.monotonic() < until:
        time.sleep(0.1)
    return free


def stop(server: Server) -> None:
    """Ask it to stop and wait until it has; one that can't (its disk is full) is killed, which loses nothing either."""
    if not _ended(server, signal.SIGTERM):
        kill(server)


def kill(server: Server) -> None:
    """End it as a power cut would: what was committed is there after the next start."""
    if not _ended(server, signal.SIGKILL):
        raise UnreadyError(f"Neo4j (process {server.pid}) does not end; look at {server.home}/logs.")


def _ended(server: Server, how: signal.Signals) -> bool:
    """Whether it has ended within the time it may take."""
    until = time.monotonic() + STOP_S
    if not server.running:
        _has_exited(server.pid)
        return True
    os.kill(server.pid, how)
    while not (_has_exited(server.pid) or _is_over(server.pid)) and time.monotonic() < until:
        time.sleep(0.1)
    return not server.running


def _is_over(pid: int) -> bool:
    """Whether a process has let go of everything: its words are gone a while before its ports are free."""
    if Path("/proc/self").exists():
        try:
            ended = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][:1] in "ZX"
            return ended and len(list(Path(f"/proc/{pid}/task").iterdir())) <= 1  # threads outlive the first one
        except OSError:
            return True
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True, check=False).stdout
    return not shown.strip() or shown.startswith("Z")


def _has_exited(pid: int) -> bool:
    """Whether a child of ours has ended; this takes it out of the list of processes, too."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return False


def _keep_password(home: Path) -> None:
    path = home / "password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(18) + "\n", encoding="utf-8")


def _spawned(words: list[str], log: Path) -> int:
    log.parent.mkdir(exist_ok=True)
    streams = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    streams += [(os.POSIX_SPAWN_OPEN, out, str(log), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600) for out in (1, 2)]
    return os.posix_spawn(words[0], words, os.environ, file_actions=streams, setsid=True)


def _wait_until_ready(server: Server) -> None:
    """Ready is when a query answers with our password; the ports open before that."""
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        if _has_exited(server.pid):  # `running` needs a command line, which a process has a moment after its start
            break
        if has_password(server.http, server.password) or set_first_password(server.http, server.password):
            return
        time.sleep(0.25)
    kill(server)
    raise UnreadyError(f"Neo4j {server.version} did not start; the last lines of {server.home}/logs say why.")
