"""A TOML file that a person wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from graphring.errors import GraphringError, InputError


def read_toml(path: Path, what: str, fault: type[GraphringError] = InputError) -> dict[str, Any]:
    """What is in it; raises `fault` with the mend, calling the file by `what` it is."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited for
            raise fault(f"the {what} {path} is a pipe or a device, not a file; write it to a file first.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise fault(f"can't read the {what} {path}: {error.strerror}; check the path.") from error
    except RecursionError as error:
        raise fault(f"{path} is not a TOML file: its values are nested too deeply; mend that.") from error
    except ValueError as error:  # also what is no UTF-8, and a whole number of thousands of digits
        raise fault(f"{path} is not a TOML file: {error}; mend that line.") from error
