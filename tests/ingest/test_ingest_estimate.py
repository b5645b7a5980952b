"""An ingest says beforehand how long it will take where that is more than a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphring.ingest.intake import estimate
from graphring.ingest.source import Source


@pytest.mark.parametrize(
    ("name", "megabytes", "said"),
    [
        ("x.parquet", 599, ""),
        ("x.parquet", 1200, "1.2 GB of files: about 2 min"),
        ("x.csv", 1200, ""),
        ("x.CSV.GZ", 1200, "2 min"),
    ],
)
def test_more_than_a_minute_is_told(tmp_path: Path, name: str, megabytes: int, said: str) -> None:
    """By the size of the files alone; sparse ones will do."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    told = estimate([Source.of(tmp_path / name), Source.of(tmp_path / "absent.csv")], 4)
    assert said in told
    assert bool(said) == bool(told)
