"""docs/queries.md and the headers of cypher/browse/ say the same."""

from __future__ import annotations

from pathlib import Path

from graphring.graphdb import queries_page


def test_the_written_page_is_made_of_the_headers() -> None:
    written = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    assert queries_page.page() == written, "run `make docs`"
