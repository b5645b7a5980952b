"""The collector of cycles rests while a run is made, and is as it was afterwards, whatever happens."""

from __future__ import annotations

import gc

import pytest

from graphring.api.finding import uncollected


@pytest.fixture
def collector():
    before = gc.isenabled()
    yield
    gc.enable() if before else gc.disable()


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_rests_and_is_as_it_was(before: bool, collector) -> None:
    gc.enable() if before else gc.disable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() is before


def test_the_collector_is_as_it_was_after_a_failure(collector) -> None:
    gc.enable()
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()
