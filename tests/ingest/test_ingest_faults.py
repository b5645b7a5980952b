from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

CARD = "4111111111111111"
WRITTEN = "4111 1111 1111 1111"


def test_bad_rows_are_counted_named_and_safe_to_show(case: Any, write: Callable[..., Path]) -> None:
    body = (
        'x,a,11.0.0.1\n1767225600,,11.0.0.1\n1767225600,a\x1b[31mb,11.0.0.1\n1767225600,a\u202eb,\n"a\nb",c,\n'
        + "y" * 900
        + ",d,\n"
    )
    result = case(write("x.csv", "time,account_id,ip\n" + body))
    assert (result.rows, result.used, result.rejected) == (6, 0, 6)
    rows = case.rows('SELECT line, "column", value FROM reject ORDER BY line')
    by_line = {row[0]: row[1:] for row in rows}
    assert by_line[2] == ("time", "x")
    assert by_line[3] == ("account_id", None)
    assert by_line[4] == ("account_id", "a\\x1b[31mb")
    assert by_line[5] == ("account_id", "a\\u202eb")
    assert by_line[6] == ("time", "a\\x0ab")
    assert len(by_line[8][1]) == 200


def test_placeholders_are_noted_where_optional_and_reject_where_required(case: Any, write: Callable[..., Path]) -> None:
    body = "1767225600,a,null,N/A,-\n1767225600,b,0.0.0.0,,unknown\n1767225600,None,11.0.0.1,,\n"
    result = case(write("x.csv", "time,account_id,ip,model,item\n" + body))
    assert (result.used, result.rejected, result.noted) == (2, 1, 5)
    assert case.rows("SELECT count(*) FROM link") == [(0,)]
    assert sum("not used" in notice for notice in result.notices) == len(case.rows("SELECT * FROM note"))


def test_an_empty_optional_cell_is_absent_and_not_noted(case: Any, write: Callable[..., Path]) -> None:
    result = case(write("x.csv", "time,account_id,ip,model,item,client\n1767225600,a,,  ,,\n"))
    assert (result.used, result.noted, result.notices) == (1, 0, ())
    assert case.rows("SELECT ip, model, item, client FROM ledger") == [(None, None, None, None)]


def test_a_prompt_is_never_stored_and_the_file_says_so(case: Any, write: Callable[..., Path]) -> None:
    lines = [
        "time,account_id,prompt",
        "1767225600,a,secret words",
        "1767225600,b,secret words,too many",
        "secret words",
    ]
    result = case(write("x.csv", "\n".join(lines) + "\n"))
    assert (result.used, result.rejected) == (1, 2)
    assert result.unused == ("prompt",)
    assert "not mined" in result.notices[0]
    assert b"secret words" not in case.bytes_on_disk()


_PLACES = {
    "account id": ("account_id,created_at", "{card},2020-01-01T00:00:00Z", 1, 0),
    "domain": ("account_id,email_domain", "a,{card}", 0, 1),
    "organisation": ("account_id,organisation", "a,paid {card} ok", 0, 1),
    "reason": ("time,account_id,action,reason", "1767225600,a,ban,used {card} twice", 0, 1),
    "required reason": ("what,id,decision,reason,by", "account,a,hold,used {card},me", 1, 0),
    "entity": ("account_id,kind,entity_id", "a,badge,{card}", 1, 0),
    "kind": ("account_id,kind,entity_id", "a,{card},x", 1, 0),
    "template": ("time,account_id,template_id", "1767225600,a,{card}", 0, 1),
    "model": ("time,account_id,ip,model", "1767225600,a,11.0.0.1,{card}", 0, 1),
    "client": ("time,account_id,client", "1767225600,a,{card}", 0, 1),
    "address": ("time,account_id,ip", "1767225600,a,{card}", 0, 1),
    "exchange": ("time,account_id,ip,exchange_id", "1767225600,a,11.0.0.1,{card}", 0, 1),
    "time": ("time,account_id,ip", "{card},a,11.0.0.1", 1, 0),
    "width": ("time,account_id,ip", "1767225600,a,11.0.0.1,{card}", 1, 0),
    "column": ("time,account_id,ip,{card}", "1767225600,a,11.0.0.1,x", 0, 0),
    "item": ("time,account_id,ip,item", "1767225600,a,11.0.0.1,{card}", 0, 0),
}


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("number", [CARD, WRITTEN])
def test_a_card_number_is_stored_and_shown_nowhere(
    case: Any, write: Callable[..., Path], place: str, number: str
) -> None:
    header, row, rejected, noted = _PLACES[place]
    result = case(write("x.csv", f"{header}\n{row}\n".replace("{card}", number)))
    assert (bool(result.error), result.rejected, result.noted) == (bool(rejected), rejected, noted)
    assert CARD not in str(result).replace(" ", "")
    assert CARD.encode() not in case.bytes_on_disk().replace(b" ", b"")


def test_a_card_number_in_parquet_leaves_no_trace_in_statistics(case: Any, tmp_path: Path) -> None:
    ids = [f"acct-{i}" for i in range(50)]
    table = pa.table(
        {"time": [1767225600] * 50, "account_id": ids, "ip": ["11.0.0.1"] * 50, "model": [CARD, *["m"] * 49]}
    )
    pq.write_table(table, tmp_path / "x.parquet")
    assert case(tmp_path / "x.parquet").noted == 1
    assert CARD.encode() not in case.bytes_on_disk()


def test_account_ids_made_of_digits_are_kept_though_some_pass_the_check(case: Any) -> None:
    rng = random.Random(3)
    ids = [str(4 * 10**15 + rng.randrange(10**15)) for _ in range(300)]
    assert case(pa.table({"account_id": ids, "organisation": ["x"] * 300})).used == 300


def test_a_bad_instrument_is_not_shown(case: Any, write: Callable[..., Path]) -> None:
    case(write("a.csv", "account_id,instrument\na,card-\x07-private\n"))
    case(write("b.csv", "account_id,kind,entity_id\na,card,card-\x07-private\n"))
    assert case.rows("SELECT value FROM reject") == [("[not shown]",), ("[not shown]",)]
    assert b"-private" not in case.bytes_on_disk()


def test_staging_leaves_nothing_behind(case: Any, write: Callable[..., Path]) -> None:
    case.all(write("a.csv", "time,account_id,ip\n1767225600,a,11.0.0.1\n"), write("b.csv", "nonsense"))
    assert not [p for p in case.folder.spill.rglob("*") if p.is_file()]


def test_the_key_is_in_no_file(case: Any, write: Callable[..., Path]) -> None:
    case(write("a.csv", "time,account_id,instrument,item\n1767225600,a,c,i\n"))
    assert b"a-key-for-tests-only-0001" not in case.bytes_on_disk()


def test_a_file_whose_rows_were_all_rejected_says_what_most_say_and_harms_no_other(
    case: Any, write: Callable[..., Path]
) -> None:
    rows = ["2026-03-02 10:00:00,a,11.0.0.1", "2026-03-02 11:00:00,b,11.0.0.1", "2026-03-02T11:00:00Z,,11.0.0.1"]
    bad = write("bad.csv", "\n".join(["time,account_id,ip", *rows, ""]))
    results = case.all(bad, write("fine.csv", "account_id,instrument\na,c\n"))
    told = f"{bad}: all its 3 rows were rejected, 2 of them because of time: a time without a zone; give --tz"
    assert results[0].error.startswith(told)
    assert (results[1].error, results[1].used) == ("", 1)
    again, mended = case(bad), case(bad, tz="UTC")
    assert again.error == results[0].error
    assert (mended.error, mended.used, mended.rejected) == ("", 2, 1)


@pytest.mark.parametrize(
    "text", ["undefined", "UNKNOWN", " <null> ", "missing", "x" * 513, "ten-or-more\u200b", "ten or\x07more", " \t "]
)
def test_what_is_no_id_of_an_item_or_exchange_is_not_used(case: Any, write: Callable[..., Path], text: str) -> None:
    case(write("x.csv", f'time,account_id,ip,item,exchange_id\n1767225600,a,11.0.0.1,"{text}","{text}"\n'))
    assert case.rows("SELECT item, exchange_id FROM ledger") == [(None, None)]


@pytest.mark.parametrize("text", ["1", "ten-or-more", " ten-or-more ", "ten or more", "zehn-und-ö", "x" * 500])
def test_any_other_id_is_and_spaces_around_it_do_not_count(case: Any, write: Callable[..., Path], text: str) -> None:
    rows = [f"1767225600,a,11.0.0.1,{text},{text}", f"1767225601,b,11.0.0.1, {text} ,other"]
    case(write("x.csv", "\n".join(["time,account_id,ip,item,exchange_id", *rows, ""])))
    assert case.rows("SELECT count(DISTINCT item), count(item) FROM ledger") == [(1, 2)]
    assert (text.strip(),) in case.rows("SELECT exchange_id FROM ledger")
