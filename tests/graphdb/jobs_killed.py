"""Run the `graphring` command and kill it (SIGKILL) at the n-th thing that it does to a file of its exports.

python jobs_killed.py N FOLDER WORDS…       without N things to do it ends as it would
"""

from __future__ import annotations

import os
import signal
import sys

TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir"}


def main() -> None:
    n, folder = int(sys.argv[1]), os.path.realpath(sys.argv[2])
    left = [n]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(arguments[0]).startswith(folder):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.argv = ["graphring", *sys.argv[3:]]
    sys.addaudithook(watch)
    from graphring.cli import main as graphring

    graphring()


if __name__ == "__main__":
    main()
