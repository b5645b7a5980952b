"""Fixtures of the report's tests: made-up rings."""

from __future__ import annotations

from datetime import UTC, datetime

import made_summary
import pytest

from graphring.model.manifest import InputFile
from graphring.model.summary import RingSummary
from graphring.report import About


@pytest.fixture(scope="session")
def plain() -> RingSummary:
    return made_summary.plain()


@pytest.fixture(scope="session")
def huge() -> RingSummary:
    return made_summary.huge()


@pytest.fixture(scope="session")
def hostile() -> RingSummary:
    return made_summary.hostile()


@pytest.fixture(params=["plain", "small", "huge", "explained", "weak", "hostile"])
def anyone(request: pytest.FixtureRequest) -> RingSummary:
    """Each made-up group in turn."""
    return made_summary.plain(8) if request.param == "small" else getattr(made_summary, request.param)()


@pytest.fixture(scope="session")
def about() -> About:
    return About(
        case="mycase", run_id="0003-5be09a7c", created_at=datetime(2026, 3, 31, 7, tzinfo=UTC),
        inputs=(
            InputFile(
                path="exchanges.parquet", kind="exchanges", sha256="ab" * 32, rows=60, used=50, rejected=7, repeated=3
            ),
            InputFile(path="<b>=x|y", kind="accounts", sha256="cd" * 32, rows=10, used=10, rejected=0, repeated=0),
        ),
        counts={"ring": 1, "review": 1, "explained": 4, "weak": 19, "accounts": 60_214}, notices=("no trusted cohort",),
    )  # fmt: skip
