"""Columns of ids that are plain throughout are read without looking at each cell, and come out the same."""

from __future__ import annotations

import pyarrow as pa
import pytest

from graphring.ingest.plain import _plain


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (["abcdefghij", "0123456789-~!"], True),
        (["abcdefghij", None, "x" * 512], True),
        ([None, None], True),
        ([], True),
        (["abcdefghij", "short"], False),
        (["abcdefghij", ""], False),
        (["abcdefghij", "x" * 513], False),
        (["abcdefghij", "with a space"], False),
        (["abcdefghij", "tab\tinside-it"], False),
        (["abcdefghij", "delete\x7finside"], False),
        (["abcdefghij", "größer-als-ascii"], False),
    ],
)
def test_plain_is_ten_printable_characters_or_more_in_every_cell(cells: list[str | None], plain: bool) -> None:
    """The look at whole batches says what plain_id says of each cell, nulls aside."""
    array = pa.array(cells, pa.string())
    assert _plain(array) is plain
    assert _plain(pa.concat_arrays([pa.array(["bad"]), array]).slice(1)) is plain


def test_other_types_are_never_plain() -> None:
    """Bytes of a view or of a number are not where text has them."""
    assert not _plain(pa.array([1, 2]))
