"""Long commands in a child process: a signal stops them soon whatever they do, and their death is told in a sentence.

Python sees Ctrl-C only between its own steps, and some calls into libraries take minutes; what the system's lack of
memory ends can't say so itself. The parent waits, imports nothing, and has a few megabytes. Whatever is killed, a case
stays whole: that is what its commits are for.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from types import FrameType
from typing import Final, NoReturn

from graphring.cli.errors import FAILED, SIGNALLED, STOPPED_WORDS, Stopped, end

PATIENCE_S: Final = 1.2
"""For the command to end by itself and clear away; two seconds are promised."""
LONG: Final = frozenset((
    "demo", "ingest", "forget-file", "forget", "prune", "find", "report", "publish", "simulate", "evaluate",
    "templates",
))  # fmt: skip
STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if sys.platform != "win32" else ()
_LOADER: Final = 127
"""The exit code of the C library where it has no memory for itself."""
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of Linux


def is_long(words: list[str]) -> bool:
    """Whether a command line is of a command that may take long."""
    return bool(LONG.intersection(words[1:2])) and not {"-h", "--help"}.intersection(words)


def supervise() -> None:
    """Go on in a child process; the parent waits for it and ends as it does."""
    if sys.platform != "linux":  # nothing elsewhere ends a child with its parent
        return
    sys.stdout.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        _ended(_Watch(child).waited())
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(FAILED)
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _once)


def _once(number: int, _: FrameType | None) -> NoReturn:
    """The first signal stops the command; a second one may not disturb its clearing away."""
    for other in STOPPING:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(number)


class _Watch:
    """Waits for the child, hands signals on, and kills it where it does not heed them in time."""

    def __init__(self, child: int) -> None:
        self._child, self._asked = child, 0
        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._hand_on)
        signal.signal(signal.SIGALRM, self._kill)

    def waited(self) -> tuple[int, int]:
        """The exit code of the child (negative: the signal that ended it), and the signal that asked for it or 0."""
        _, status = os.waitpid(self._child, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        return os.waitstatus_to_exitcode(status), self._asked

    def _hand_on(self, number: int, _: FrameType | None) -> None:
        if not self._asked:
            self._asked = number
            signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
            os.kill(self._child, number)

    def _kill(self, *_: object) -> None:
        os.kill(self._child, signal.SIGKILL)


def _ended(how: tuple[int, int]) -> NoReturn:
    code, asked = how
    if asked and code:
        end(STOPPED_WORDS, SIGNALLED + asked)
    if code >= 0 and code != _LOADER:
        raise SystemExit(code)
    told: dict[int, str] = {
        signal.SIGKILL: "the system ended the work, most likely for want of memory",
        signal.SIGXFSZ: "a file grew larger than this account may write",
    }
    name = signal.Signals(-code).name if code < 0 else "the loader"
    said = told.get(-code, f"a library broke down ({name}), most likely for want of memory")
    end(
        f"{said}; what was finished stays: lower machine.memory_gb and machine.threads in the settings, or free some, "
        "and run the same command again.",
        FAILED,
    )
