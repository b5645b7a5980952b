"""Whether what a process left may be swept away."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from graphring.store.leftover import is_alive


def test_own_process_is_alive_and_names_that_are_no_numbers_are_left_alone() -> None:
    assert is_alive(str(os.getpid()))
    assert is_alive("somebody")
    assert not is_alive("9" * 30)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells in /proc; elsewhere nothing to test")
def test_a_process_that_ended_is_not_alive_even_where_nobody_took_note_of_its_end() -> None:
    """A killed publisher's lock was held for ever in containers whose first process reaps no orphans."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    until = time.monotonic() + 60
    while is_alive(str(child.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_alive(str(child.pid))
    assert child.wait() == 0
    assert not is_alive(str(child.pid))
