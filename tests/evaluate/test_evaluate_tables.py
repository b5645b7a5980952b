"""Tables as people have them: files, frames, other types; and what does not fit is one sentence."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from evaluate_made import members, truth

import graphring as gr
from graphring.errors import InputError
from graphring.model.cells import csv_line

FOUND = members([("1", "g", "ring"), ("02", "g", "ring"), ("3", "h", "review")])
KNOWN = truth({"R": ["1", "02"]}, ["3", "4"], kind=["", "", "office", "office"])
WANTED = gr.evaluate(FOUND, KNOWN)


def written(folder: Path, name: str, table: pa.Table) -> Path:
    path = folder / name
    if name.endswith(".parquet"):
        pyarrow.parquet.write_table(table, path)
        return path
    text = (
        ",".join(table.column_names) + "\n" + "".join(csv_line(row.values(), exact=False) for row in table.to_pylist())
    )
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize("name", ["truth.csv", "truth.csv.gz", "Truth.CSV", "truth.parquet"])
def test_a_file_is_as_good_as_a_table(tmp_path: Path, name: str) -> None:
    members_file = written(tmp_path, "members.csv", FOUND)
    assert gr.evaluate(str(members_file), written(tmp_path, name, KNOWN)) == WANTED


def frames(table: pa.Table) -> list[Any]:
    as_categories = table.to_pandas().astype("category")
    return [table.to_pandas(), as_categories, pl.DataFrame(table), table.to_pydict(), table.to_batches()[0]]


@pytest.mark.parametrize("i", range(5), ids=["pandas", "categories", "polars", "mapping", "batch"])
def test_any_frame_is_as_good_as_a_table(i: int) -> None:
    assert gr.evaluate(frames(FOUND)[i], frames(KNOWN)[i]) == WANTED


def test_whole_numbers_and_missing_cells_are_ids_and_empty_cells() -> None:
    found = pd.DataFrame(
        {"account_id": [1, 2], "ring_id": ["g", "g"], "verdict": ["ring", "ring"], "role": [None, np.nan]}
    )
    known = pd.DataFrame({"account_id": [1, 2, 3], "ring": ["R", "R", np.nan], "kind": [None, None, "office"]})
    made = gr.evaluate(found, known)
    assert made.accounts["ring"].f1 == 1.0
    assert [row.kind for row in made.innocents] == ["office"]


def test_only_account_and_ring_are_needed_and_other_columns_do_no_harm() -> None:
    bare = KNOWN.select(["account_id", "ring"])
    assert gr.evaluate(FOUND, bare).accounts == WANTED.accounts
    assert [row.kind for row in gr.evaluate(FOUND, bare).innocents] == ["innocent"]
    full = KNOWN.append_column("mixed", [[0.5, 0.0, 0.0, 0.0]]).append_column("banned_at", [["", "", "x", ""]])
    assert gr.evaluate(FOUND, full) == WANTED


def test_campaigns_may_be_lists() -> None:
    as_text = KNOWN.append_column("campaigns", [["K;L", "L", "", ""]])
    as_lists = KNOWN.append_column("campaigns", pa.array([["K", "L"], ["L"], [], None]))
    assert gr.evaluate(FOUND, as_lists).campaigns == gr.evaluate(FOUND, as_text).campaigns is not None


def test_the_apostrophe_of_a_listing_is_no_part_of_an_id(tmp_path: Path) -> None:
    """`graphring members` writes '=1 for the account =1, which must meet the =1 of the truth; '7 stays as it is."""
    names = ["=1", "-x,y", "'7", "''8", "plain"]
    found = members((name, "g", "ring") for name in names)
    path = written(tmp_path, "members.csv", found)
    assert "'=1" in path.read_text(encoding="utf-8")
    made = gr.evaluate(path, truth({"R": names}))
    assert made.coverage.n_both == 5


def test_rows_in_any_order_give_the_same() -> None:
    turned = [table.take(pa.array(range(len(table))[::-1])) for table in (FOUND, KNOWN)]
    assert gr.evaluate(*turned) == WANTED


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", r"can't be read: Empty CSV file"),
        (b"\xff\xfe\x00", r"can't be read"),
        (b"account_id\na\n", r"lacks the column ring; it has account_id"),
        (b"user,team\na,R\n", r"lacks the column account_id and ring; it has user, team"),
        (b"account_id,ring,ring\na,R,S\n", r"has the column ring twice"),
        (b"account_id,ring\na,R\nb,\na,S\n", r"has the account a twice"),
        (b"account_id,ring\n,R\nb,\n", r"has 1 row with an empty account_id"),
        (b"account_id,ring\n", r"names no account"),
        (b"account_id,ring\na,R,S\n", r"can't be read"),
        (b"account_id,ring\nnobody,R\n", r"no account in common \(1 is not in the truth\)"),
    ],
)
def test_a_truth_that_does_not_fit_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "truth.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as told:
        gr.evaluate(FOUND, path)
    assert "\n" not in str(told.value)


def test_a_file_that_can_not_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "torn.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "folder.csv").mkdir()
    for name, words in (
        ("none.csv", r"none\.csv can't be read: .*check the path"),
        ("torn.parquet", r"torn\.parquet can't be read"),
        ("folder.csv", r"folder\.csv can't be read"),
        ("truth.xlsx", r"ending .*\.csv\.gz or \.parquet"),
    ):
        with pytest.raises(InputError, match=words) as told:
            gr.evaluate(FOUND, tmp_path / name)
        assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"account_id": ["1", "1", "3"]}, "the account 1 twice"),
        ({"verdict": ["ring", "guilty", "review"]}, "'guilty' is no verdict"),
        ({"verdict": ["ring", "review", "review"]}, "group g has several values of verdict"),
        ({"ring_id": ["g", "", "h"]}, "1 row with an empty ring_id"),
        ({"account_id": [1.5, 2.0, 3.0]}, "ids must be text or whole numbers"),
        ({"verdict": None}, "the table of members lacks the column verdict"),
    ],
)
def test_members_that_do_not_fit_are_one_sentence(change: dict[str, Any], words: str) -> None:
    columns = {name: column for name, column in {**FOUND.to_pydict(), **change}.items() if column is not None}
    with pytest.raises(InputError, match=words):
        gr.evaluate(pa.table(columns), KNOWN)


def test_what_is_no_table_at_all_is_told() -> None:
    with pytest.raises(InputError, match="a list is no table"):
        gr.evaluate(FOUND, ["a", "b"])
