"""How a command ends badly: one sentence on stderr and an exit code, never a traceback for what a person can mend."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from typer.core import TyperGroup

from graphring.cli.words import inert, say
from graphring.errors import GraphringError

FAILED: Final = 1
STOPPED_WORDS: Final = "stopped; what was finished stays, nothing half-done does; run the same command again."
SIGNALLED: Final = 128  # plus the signal, as shells count
PIPE_CLOSED: Final = 141  # 128 + SIGPIPE

_NO_MEMORY: Final = (
    "the memory that this process may use is used up; lower machine.memory_gb and machine.threads in the settings, or "
    "free some, and run the same command again."
)
_MEMORY_WORDS: Final = (
    "can't start new thread", "cannot allocate memory", "out of memory", "failed to map segment", "bad_alloc",
    "bad alloc",
)  # fmt: skip


class Stopped(BaseException):
    """A signal asked a supervised command to stop: who supervises it says so.

    No KeyboardInterrupt, of which typer makes a silent end.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Commands(TyperGroup):
    """A group of commands in the order they were added, whose faults are told in one sentence."""

    def list_commands(self, _: Any) -> list[str]:
        """The order a newcomer meets them, which some versions of typer would sort."""
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; typer itself tells misuse of the command line (exit code 2)."""
        with one_sentence():
            return super().invoke(ctx)


@contextlib.contextmanager
def one_sentence() -> Iterator[None]:
    """Turn faults that a person can mend into a sentence and an exit code; a bug stays a traceback."""
    try:
        yield
        sys.stdout.flush()
    except GraphringError as error:
        end(str(error), FAILED)
    except Stopped as asked:
        raise SystemExit(SIGNALLED + asked.number) from None
    except KeyboardInterrupt:
        end(STOPPED_WORDS, SIGNALLED + signal.SIGINT)
    except BrokenPipeError:
        _quiet()
    except Exception as error:
        if _wants_memory(error):
            end(_NO_MEMORY, FAILED)
        if not isinstance(error, OSError):
            raise
        end(_told(error), FAILED)


def _wants_memory(error: Exception) -> bool:
    """Libraries say in many ways that the system gave them no more."""
    return isinstance(error, MemoryError) or any(said in str(error).lower() for said in _MEMORY_WORDS)


def end(sentence: str, code: int) -> NoReturn:
    """Say it and exit with that code."""
    say(f"graphring: {inert(sentence)}")
    raise SystemExit(code)


def _quiet() -> NoReturn:
    """The reader of our output has gone: nobody is left to tell, not even by Python's own flush at exit."""
    sink = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(sink, sys.stdout.fileno())
    raise SystemExit(PIPE_CLOSED)


def _told(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    mend = {
        errno.ENOSPC: "free some space and run the same command again",
        errno.EACCES: "check the permissions",
        errno.EROFS: "choose a folder that can be written",
        errno.ENOENT: "check the path",
    }.get(error.errno or 0, "check the path and the disk")
    return f"{where}{error.strerror or error}; {mend}."
