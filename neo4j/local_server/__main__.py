"""`make neo4j`: start | stop; for the tests and CI: guard | line."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final

from graphring.graphdb.jdk import jdks
from local_server.configuration import HEAP
from local_server.fetch import locked
from local_server.lines import chosen
from local_server.server import last, start, stop
from local_server.unready import UnreadyError

HOME: Final = Path(__file__).parents[2] / ".neo4j"
"""Servers of this checkout, a folder for each line: a store that a newer one wrote can't be read by an older."""


def main() -> int:
    """Run one command; a fault is one sentence and exit code 1."""
    parser = argparse.ArgumentParser(prog="make neo4j", description="A real Neo4j on this machine, without Docker.")
    parser.add_argument("command", choices=("start", "stop", "guard", "line"))
    parser.add_argument("--home", type=Path, help="folder of the server (default: one per line in .neo4j)")
    parser.add_argument("--heap", default=HEAP, help="memory of the server, such as 3g")
    parser.add_argument("--owner", type=int, help="guard: stop the server and delete its folder when this process ends")
    given = parser.parse_args()
    try:
        {"start": _start, "stop": _stop, "guard": _guard, "line": _line}[given.command](given)
    except UnreadyError as fault:
        print(f"make neo4j: {fault}", file=sys.stderr)
        return 1
    return 0


def _start(given: argparse.Namespace) -> None:
    line, _ = chosen(jdks())
    home = given.home or HOME / line.name
    before = last(home)
    said = "runs already" if before and before.running else "is ready"
    server = start(home, line=line.name, heap=given.heap)
    print(f"Neo4j {server.version} {said}.")
    print(f"  URI       {server.uri}")
    print(f"  user      {server.user}")
    print(f"  password  in {server.password_file}")
    print(f"  Browser   {server.browser}")
    print("For graphring in this shell:")
    print(f'  export NEO4J_URI={server.uri} NEO4J_USER={server.user} NEO4J_PASSWORD="$(cat {server.password_file})"')
    print("Stop it with `make neo4j-stop`; what is in it stays.")


def _stop(given: argparse.Namespace) -> None:
    homes = [given.home] if given.home else sorted(path.parent for path in HOME.glob("*/server.json"))
    running = [server for home in homes if (server := last(home)) and server.running]
    for server in running:
        stop(server)
        print(f"Neo4j {server.version} at {server.uri} is stopped; its data stays in {server.home}.")
    if not running:
        print("No Neo4j of this checkout is running.")


def _line(_: argparse.Namespace) -> None:
    print(chosen(jdks())[0].name)


def _guard(given: argparse.Namespace) -> None:
    """The server of a test run ends with the run, however that ends."""
    while _alive(given.owner):
        time.sleep(0.5)
    with locked(given.home / "lock"):  # whoever starts it just now is waited for
        if server := last(given.home):
            stop(server)
        shutil.rmtree(given.home, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
