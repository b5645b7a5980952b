from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from graphring.api.demo import Planted, planted_and_found, play
from graphring.errors import StorageError
from graphring.model.progress import Silent


def truth(*rows: tuple[str, str, str, str]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(("account_id", "ring", "role", "kind"), row, strict=True)) for row in rows])


VERDICTS = {"r1": "ring", "r2": "review", "e1": "explained", "w1": "weak"}
RIVALS = {"e1": "one organisation"}


def members(**group_of: str) -> pa.Table:
    rows = [{"account_id": a, "ring_id": ring, "verdict": VERDICTS[ring]} for a, ring in group_of.items()]
    return pa.Table.from_pylist(rows)


def test_what_was_planted_stands_beside_what_became_of_it() -> None:
    planted = truth(
        ("a1", "pool", "operated", ""),
        ("a2", "pool", "rotated", ""),
        ("a3", "pool", "proxy_customer", ""),
        ("b1", "", "", "office"),
        ("b2", "", "bystander", "office"),
        ("c1", "", "", "carrier_nat"),
    )
    told = list(planted_and_found(planted, members(a1="r1", a2="r2", a3="r1", b1="e1", b2="e1"), RIVALS))
    assert told == [
        Planted("pool", "ring", 2, 2, "1 review, 1 ring"),
        Planted("carrier nat", "innocent", 1, 0, "1 in no group"),
        Planted("office", "innocent", 2, 0, "2 explained (one organisation)"),
        Planted("proxy customer of pool", "innocent", 1, 1, "1 ring"),
    ]


def test_a_missed_ring_is_told_as_missed() -> None:
    row = next(
        planted_and_found(truth(("a", "pool", "operated", ""), ("b", "pool", "operated", "")), members(a="w1"), RIVALS)
    )
    assert (row.accounts, row.flagged, row.judged) == (2, 0, "1 in no group, 1 weak")


def test_many_judgements_are_counted_together() -> None:
    planted = truth(*((f"a{i}", "", "", "office") for i in range(6)))
    row = next(planted_and_found(planted, members(a0="e1", a1="e1", a2="e1", a3="w1", a4="w1", a5="r2"), RIVALS))
    assert row.judged == "3 explained (one organisation), 2 weak, 1 otherwise"


@pytest.mark.parametrize("there", ["letter.txt", "thesis"])
def test_a_folder_with_other_things_is_left_alone(there: str, tmp_path: Path) -> None:
    (tmp_path / there).touch()
    with pytest.raises(StorageError, match="holds other things"):
        play(tmp_path, Silent())
    assert [path.name for path in tmp_path.iterdir()] == [there]
