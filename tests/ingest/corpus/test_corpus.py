"""Every bad file is used, rejected, repeated and noted as its row says, and its reasons are these and no others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from bad_archives import ARCHIVES, BOMBS
from bad_file import Bad
from bad_texts import TEXTS

from graphring.ingest import Options, Source, ingest
from graphring.model.ingested import FileResult, IngestResult
from graphring.model.progress import Silent
from graphring.settings import Machine, Settings
from graphring.store.case import CaseFolder

CORPUS = (*TEXTS, *ARCHIVES)
Answers = Mapping[str, tuple[FileResult, list[tuple[Any, ...]]]]


def _taken(folder: Path, corpus: tuple[Bad, ...], settings: Settings) -> Answers:
    case = CaseFolder.create(folder / "case", "a-key-for-tests-only-0001")
    paths = [bad.write(folder) for bad in corpus]
    answers = ingest(case, [Source.of(path) for path in paths], Options(settings=settings), Silent()).files
    with case.reading(Machine(threads=1)) as db:
        rejects = db.rows('SELECT file, line, reason, "column" FROM reject ORDER BY line')
    told = {path: [tuple(row.values())[1:] for row in rejects if row["file"] == str(path)] for path in paths}
    return {bad.name: (answer, told[path]) for bad, path, answer in zip(corpus, paths, answers, strict=True)}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """All files of the corpus in one ingest, bombs with a small bound in another."""
    small = Settings.of({"machine": {"unpacked_gb": 0.001}})
    bombs = _taken(tmp_path_factory.mktemp("bombs"), BOMBS, small)
    return _taken(tmp_path_factory.mktemp("corpus"), CORPUS, Settings()) | bombs


@pytest.mark.parametrize("bad", [*CORPUS, *BOMBS], ids=lambda bad: bad.name)
def test_a_bad_file_gives_what_its_row_says(answers: Answers, bad: Bad) -> None:
    answer, rejects = answers[bad.name]
    n_rejects = len(bad.rejects)
    assert rejects == [tuple(reject) for reject in bad.rejects]
    assert (answer.used, answer.rejected, answer.repeated, answer.noted, answer.already) == (
        bad.used, n_rejects, bad.repeated, bad.noted, False,
    )  # fmt: skip
    assert answer.rows == bad.used + n_rejects + bad.repeated
    assert bad.error in answer.error
    assert bool(answer.error) == bool(bad.error or (n_rejects and n_rejects == answer.rows))
    assert not answer.error or (answer.error.endswith(".") and "\n" not in answer.error and bad.name in answer.error)
    assert IngestResult(files=(answer,)).ok == (not answer.error)


def test_names_are_told_apart() -> None:
    assert len({bad.name for bad in (*CORPUS, *BOMBS)}) == len(CORPUS) + len(BOMBS)
