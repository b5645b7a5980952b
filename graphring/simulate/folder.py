"""A folder that takes its name only when everything in it is whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from graphring.errors import StorageError


@contextlib.contextmanager
def whole_folder(to: Path) -> Iterator[Path]:
    """A hidden folder beside `to` that becomes `to` when the block ends well, and goes away when it doesn't."""
    to = Path(os.path.realpath(to))
    check_empty(to)
    part = to.parent / f".{to.name}.{secrets.token_hex(4)}.part"
    try:
        part.mkdir(parents=True)
        yield part
        part.rename(to)
    except OSError as error:
        raise StorageError(
            f"can't write the world to {to}: {error.strerror}; free some space or choose another folder."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(part)


def check_empty(to: Path) -> None:
    """Raise StorageError where something is that a world would be mixed with."""
    if to.is_dir() and any(to.iterdir()):
        raise StorageError(f"{to} is not empty; give a new folder.")
    if to.exists() and not to.is_dir():
        raise StorageError(f"{to} is a file; give a new folder.")
    if to.is_mount():
        raise StorageError(f"{to} is a disk of its own; give a new folder below it.")
