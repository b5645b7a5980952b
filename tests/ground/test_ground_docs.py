"""Documents that can't rot: their console and Python blocks are run, in order, in one folder.

Those that need a Neo4j are run in tests/graphdb/test_graphdb_documents.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import run_console, run_document, with_code


@pytest.mark.parametrize("path", with_code(on_neo4j=False), ids=lambda p: p.name)
def test_the_blocks_of_a_document_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_document(path)


def test_the_reader_of_this_test_sees_a_wrong_block_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_console("$ graphring --version\ngraphring …\n$ make demo\nnever run\n")
    with pytest.raises(AssertionError, match="and not"):
        run_console("$ graphring --version\nanother program\n")
    with pytest.raises(AssertionError, match="unheard-of"):
        run_console("$ graphring unheard-of\n")
