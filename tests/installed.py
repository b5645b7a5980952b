"""The installed command, for tests that run it as a person would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "graphring")
TEST_KEY = "a-key-for-the-tests-only-0001"

Done = subprocess.CompletedProcess[str]
Graphring = Callable[..., Done]
