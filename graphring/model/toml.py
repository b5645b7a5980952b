"""A TOML file that a person wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from graphring.errors import GraphringError, InputError


def read_toml(path: Path, what: str, fault: type[GraphringError] = InputError) -> dict[str, Any]:
    """What is in it; raises `fault` with the mend, calling the file by `what` it is."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise fault(f"can't read the {what} {path}: {error.strerror}; check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault(f"{path} is not a TOML file: {error}; mend that line.") from error
