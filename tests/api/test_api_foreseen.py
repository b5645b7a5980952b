"""What takes long is told before it begins."""

from __future__ import annotations

from graphring.api.foreseen import foreseen


def test_what_is_done_within_a_minute_is_not_announced() -> None:
    assert foreseen(0) is None
    assert foreseen(50_000) is None


def test_what_takes_longer_is_announced_with_minutes_and_memory() -> None:
    assert foreseen(200_000) == "200,000 accounts: about 2 minutes and 3.7 GB of memory, measured on two cores"
    assert "about 1 minute and" in (foreseen(140_000) or "")
