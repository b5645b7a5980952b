"""The key of a case: given, kept in its folder, or made new; never told to anybody."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from graphring.errors import CaseDamagedError, InputError

KEY_VARIABLE: Final = "GRAPHRING_KEY"
SHORTEST_KEY: Final = 16
"""Characters; anything shorter could be guessed, and with it every card number behind a hash."""


def key_mark(key: bytes) -> str:
    """Tells whether a key is the case's own without telling the key."""
    return hmac.digest(key, b"check", "sha256").hex()


def given_key(key: str | None) -> bytes | None:
    """The key that was given, else that of the environment, None where there is neither; raises InputError."""
    given = os.environ.get(KEY_VARIABLE) if key is None else key
    if not given and key is None:
        return None
    if given is None or len(given) < SHORTEST_KEY:
        raise InputError(
            f"the key of a case needs at least {SHORTEST_KEY} characters; give {KEY_VARIABLE} a longer one, "
            "or unset it and the case makes its own."
        )
    return given.encode()


def kept_key(path: Path) -> bytes:
    """The key that a case keeps in that file; raises CaseDamagedError."""
    try:
        kept = path.read_bytes().strip()
    except OSError as error:
        raise CaseDamagedError(
            f"{path.parent} has no key of its own; set {KEY_VARIABLE} to the key that the case was made with."
        ) from error
    if len(kept) < SHORTEST_KEY:
        raise CaseDamagedError(f"the key in {path} is too short; restore that file from a copy.")
    return kept


def new_key(path: Path) -> bytes:
    """A key of its own for a new case, written into that file."""
    if path.exists():  # of a case whose making was broken off
        return kept_key(path)
    key = secrets.token_hex(32).encode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key + b"\n")
    return key
