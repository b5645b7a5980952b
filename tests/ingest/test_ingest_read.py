from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphring.ingest.read.arrow_sizes import unpacked_sizes
from graphring.ingest.read.records import records
from graphring.model.ingested import FileResult

START = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
ROWS = [
    {"time": START + timedelta(minutes=20 * i), "account_id": f"acct-{i % 3}", "ip": f"11.0.0.{i % 4}", "n": i}
    for i in range(12)
]
TABLES = (
    "SELECT account_id, kind, entity_id, first_seen::VARCHAR, last_seen::VARCHAR, n, n_days FROM link",
    "SELECT account_id, hour::VARCHAR, model, n FROM activity",
    "SELECT account_id, first_seen::VARCHAR, n_exchanges FROM account",
    "SELECT time::VARCHAR, account_id, ip FROM ledger",
)


def _csv(rows: list[dict[str, Any]] = ROWS, **style: Any) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **style)
    writer.writeheader()
    writer.writerows({**row, "time": row["time"].isoformat()} for row in rows)
    return out.getvalue()


def _jsonl() -> str:
    return "\n".join(json.dumps({**row, "time": row["time"].isoformat()}) for row in ROWS)


def _written(tmp: Path, name: str) -> Any:
    table = pa.Table.from_pylist(ROWS)
    path = tmp / name
    if name == "x.parquet":
        pq.write_table(table, path)
    elif name == "dictionary.parquet":
        pq.write_table(table.set_column(1, "account_id", table["account_id"].dictionary_encode()), path)
    elif name == "ns.parquet":
        pq.write_table(table.set_column(0, "time", table["time"].cast(pa.timestamp("ns", "Europe/Berlin"))), path)
    elif name == "x.feather":
        pyarrow.feather.write_feather(table, path, compression="zstd")
    elif name in ("x.arrow", "stream.arrow"):
        make = pa.ipc.new_file if name == "x.arrow" else pa.ipc.new_stream
        with pa.OSFile(str(path), "wb") as sink, make(sink, table.schema) as writer:
            writer.write_table(table)
    else:
        text = _jsonl() if "jsonl" in name else _csv(**_STYLES.get(name, {}))
        data = ("\ufeff" + text if "bom" in name else text).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


_STYLES: dict[str, dict[str, Any]] = {
    "quoted.csv": {"quoting": csv.QUOTE_ALL},
    "semicolons.csv": {"delimiter": ";"},
    "unix.csv": {"lineterminator": "\n"},
    "tabs.tsv": {"delimiter": "\t"},
}
_FILES = (
    "x.csv", "quoted.csv", "semicolons.csv", "unix.csv", "tabs.tsv", "bom.csv", "x.csv.gz", "x.jsonl", "bom.jsonl",
    "x.jsonl.gz", "dictionary.parquet", "ns.parquet", "x.arrow", "stream.arrow", "x.feather",
)  # fmt: skip


def _frames() -> dict[str, Any]:
    table = pa.Table.from_pylist(ROWS)
    return {
        "arrow": table, "chunks": pa.concat_tables([table.slice(0, 5), table.slice(5)]),
        "pandas": pd.DataFrame(ROWS), "polars": pl.DataFrame(ROWS), "lazy": pl.DataFrame(ROWS).lazy(),
    }  # fmt: skip


def test_every_format_gives_the_same_tables(tmp_path: Path, new_case: Callable[[str], Any]) -> None:
    reference = new_case("reference")
    assert reference(_written(tmp_path, "x.parquet")).used == 12
    want = [reference.rows(query) for query in TABLES]
    assert len(want[0]) == 12
    assert sum(row[-1] for row in want[1]) == 12
    given_sources = {name: _written(tmp_path, name) for name in _FILES} | _frames()
    for name, source in given_sources.items():
        case = new_case(f"case-{name}")
        result = case(source)
        assert (result.error, result.used, result.unused) == ("", 12, ("n",)), name
        assert [case.rows(query) for query in TABLES] == want, name


LINES = '''time,account_id,ip,note
1767225600,a1,11.0.0.1,plain
1767225600,,11.0.0.1,missing on line 3

1767225600,a2,11.0.0.1,"two
lines, ""quoted"""
1767225600,,11.0.0.1,missing on line 7
1767225600,a3
1767225600,a4,11.0.0.1,a 5" disk
1767225600,,11.0.0.1,missing on line 10
'''


def test_lines_are_physical_lines(case: Any, write: Callable[..., Path]) -> None:
    result = case(write("x.csv", LINES))
    assert (result.rows, result.used, result.rejected) == (7, 3, 4)
    assert case.rows("SELECT line FROM reject") == [(10,), (3,), (7,), (8,)]


def test_lines_of_other_formats_are_rows(tmp_path: Path, new_case: Callable[[str], Any]) -> None:
    rows = [{"time": START, "account_id": None if i in (2, 5) else "a", "ip": "11.0.0.1"} for i in range(8)]
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, tmp_path / "x.parquet", row_group_size=3)
    for name, source in {"file": tmp_path / "x.parquet", "arrow": table, "polars": pl.DataFrame(rows)}.items():
        case = new_case(name)
        assert case(source).rejected == 2
        assert case.rows("SELECT line FROM reject") == [(3,), (6,)]


def test_objects_within_an_object_are_columns_with_a_dot(case: Any, write: Callable[..., Path]) -> None:
    lines = [{"time": 1767225600, "user": {"id": one, "plan": "pro"}, "net": {"ip": "11.0.0.1"}} for one in (7, "7")]
    path = write("nested.jsonl", "\n".join(json.dumps(line) for line in lines))
    result = case(path, kind="exchanges", columns={"account_id": "user.id", "ip": "net.ip"})
    assert (result.used, result.error) == (2, "")
    assert case.rows("SELECT DISTINCT account_id FROM account") == [("7",)]


def test_json_lines_are_physical_lines_and_the_others_are_told(case: Any, write: Callable[..., Path]) -> None:
    good = '{"time": 1767225600.5, "account_id": 7, "ip": "11.0.0.1", "template_id": ["t1", "t2", "t1"]}'
    bad = [
        "",
        "nonsense",
        "[1]",
        '{"account_id": "b"',
        "\\u0000",
        '{"time": 1767225600, "account_id": "\\ud800", "ip": ""}',
    ]
    result = case(write("x.jsonl", "\n".join([good, *bad, good])))
    assert (result.rows, result.used, result.rejected) == (7, 2, 5)
    assert case.rows("SELECT line, reason FROM reject WHERE line < 5") == [
        (3, "not JSON"), (4, "not a JSON object"),
    ]  # fmt: skip
    assert case.rows("SELECT entity_id, n FROM link WHERE kind = 'prompt_template'") == [("t1", 2), ("t2", 2)]
    assert case.rows("SELECT DISTINCT template_ids FROM ledger") == [(["t1", "t2"],)]
    assert case.rows("SELECT account_id FROM account") == [("7",)]


def test_lists_of_templates_come_from_typed_columns_too(case: Any) -> None:
    rows = [
        {"time": START, "account_id": "a", "template_id": ["x", "y"]},
        {"time": START + timedelta(days=1), "account_id": "a", "template_id": ["y"]},
        {"time": START, "account_id": "b", "template_id": []},
        {"time": START, "account_id": "b", "template_id": None},
        {"time": START, "account_id": "c", "template_id": ["z", "bad\x01"]},
        {"time": START, "account_id": "c", "template_id": ["z"]},
    ]
    result = case(pa.Table.from_pylist(rows))
    assert (result.used, result.noted) == (6, 1)
    want = [("a", "x", 1, 1), ("a", "y", 2, 2), ("c", "z", 2, 1)]
    assert case.rows("SELECT account_id, entity_id, n, n_days FROM link") == want
    got = case.rows("SELECT account_id, template_ids FROM ledger")
    assert got == [("a", ["x", "y"]), ("a", ["y"]), ("b", None), ("b", None), ("c", ["z"]), ("c", ["z"])]


def test_numbers_that_pandas_made_fractions_are_whole_again(case: Any) -> None:
    frame = pd.DataFrame({"account_id": [1.0, None, 12345678.0], "instrument": ["x", "y", "z"]})
    assert case(frame).rejected == 1
    assert case.rows("SELECT account_id FROM account") == [("1",), ("12345678",)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"", "empty"),
        ("x.csv", b"\n\n", "no line of column names"),
        ("x.csv", b"\x00\xff\xfe garbage", "UTF-8"),
        ("x.csv", "time,account_id".encode("utf-16-le"), "column names"),
        ("x.csv", b"a,b\n1,2\n", "none of its columns"),
        ("x.csv.gz", gzip.compress(b"time,account_id,ip\n" + b"1767225600,a,11.0.0.1\n" * 9999)[:-20], "truncated"),
        ("x.csv.gz", b"\x1f\x8bnonsense", "truncated"),
        ("x.jsonl", b"nothing\n", "JSON object"),
        ("x.parquet", b"PAR1 nonsense", "Parquet"),
        ("x.arrow", b"ARROW1 nonsense", "Arrow"),
        ("x.xlsx", b"PK", "ending"),
    ],
)
def test_an_unusable_file_is_one_sentence_and_harms_no_other(
    case: Any, write: Callable[..., Path], name: str, content: bytes, said: str
) -> None:
    bad, fine = write(name, content), write("fine.csv", _csv())
    results = case.all(bad, fine)
    assert said in results[0].error
    assert name in results[0].error
    assert "\n" not in results[0].error
    assert results[1].used == 12
    assert case.rows("SELECT count(*) FROM source_file") == [(1,)]


def test_a_missing_file_and_a_folder_are_told(case: Any, tmp_path: Path) -> None:
    missing, folder = case.all(tmp_path / "none.csv", tmp_path)
    assert "none.csv" in missing.error
    assert "check the path" in missing.error
    assert folder.error


def test_a_parquet_file_with_broken_pages_contributes_nothing(case: Any, tmp_path: Path) -> None:
    rows = [{"time": START, "account_id": f"a{i}", "ip": f"11.0.{i % 200}.{i % 250}"} for i in range(5000)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "x.parquet", compression="zstd")
    data = bytearray((tmp_path / "x.parquet").read_bytes())
    data[40:400] = b"\xa5" * 360
    (tmp_path / "x.parquet").write_bytes(data)
    result = case(tmp_path / "x.parquet")
    assert "x.parquet" in result.error
    assert case.rows("SELECT account_id FROM account") == []
    assert not list(case.folder.ledger.iterdir())


def test_a_header_alone_is_a_file_without_rows(case: Any, write: Callable[..., Path]) -> None:
    result = case(write("x.csv", "time,account_id,ip\n"))
    assert (result.rows, result.used, result.error) == (0, 0, "")


def test_paths_with_wildcards_are_paths(case: Any, tmp_path: Path) -> None:
    path = tmp_path / "it's [a]*.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    assert case(path).used == 12


def test_a_table_of_mixed_types_is_one_sentence(case: Any) -> None:
    from graphring.errors import InputError

    with pytest.raises(InputError, match="mixed types"):
        case(pd.DataFrame({"account_id": ["a", 1, b"x"]}))
    with pytest.raises(InputError, match="no input"):
        case(42)


_PIECES = st.lists(
    st.sampled_from([
        "1767225600,a1,11.0.0.1,x\n", "1767225600,a2,11.0.0.2,\n", "1767225600,,11.0.0.3,\n", "bad,a3,,\n", "\n", ",",
        '"', "\r", "\r\n", "\n", '"two\nlines"', "\xff", "\x00", "é",
        "1767225600,a4,", ",,,\n",
        '1767225600,"a5",,""\n',
    ]),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=_PIECES, latin=st.booleans())
def test_rows_are_used_rejected_or_repeated_whatever_the_file(case: Any, write: Any, body: str, latin: bool) -> None:
    data = ("time,account_id,ip,exchange_id\n" + body).encode("latin-1" if latin else "utf-8")
    result: FileResult = case(write("mutated.csv", data))
    assert bool(result.error) == (0 < result.rows == result.rejected)
    assert result.rows == result.used + result.rejected + result.repeated


_LINES = st.lists(
    st.sampled_from([
        '{"time": 1767225600, "account_id": "a", "ip": "11.0.0.1"}', '{"time": "x", "account_id": "a"}', "{", "[]", "",
        '{"account_id": {"a": [1]}, "time": true, "ip": null}', '{"time": 1e400, "account_id": NaN}', "\x00", "\xa0",
        '{"time": 1767225600, "account_id": "\\ud83d", "ip": 3.50}', '{"time":' + "9" * 5000 + "}", "[" * 3000,
    ]),
    max_size=10,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=_LINES)
def test_json_rows_are_used_rejected_or_repeated_whatever_the_file(case: Any, write: Any, lines: list[str]) -> None:
    first = '{"time": 1767225600, "account_id": "first", "ip": "11.0.0.9"}'
    result: FileResult = case(write("mutated.jsonl", "\n".join([first, *lines])))
    assert result.error == ""
    assert result.rows == 1 + sum(1 for line in lines if line.encode().strip())
    assert result.rows == result.used + result.rejected + result.repeated


_CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=6)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=8), st.integers(0, 40))
def test_records_are_those_of_the_csv_module_wherever_a_block_ends(rows: list[list[str]], cut: int) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    data = out.getvalue().encode()
    end = data.rfind(b"\n", 0, cut) + 1
    first = records(data[:end], 1, 3, ",")
    second = records(first.carried + data[end:], first.next_line, 3, ",", final=True)
    assert first.rows + second.rows == rows
    starts = [1 + sum(c.count("\n") for row in rows[:i] for c in row) + i for i in range(len(rows))]
    assert first.lines + second.lines == starts


def test_a_quotation_mark_that_is_never_closed_costs_one_line(case: Any, write: Callable[..., Path]) -> None:
    body = "".join(f"1767225600,a{i},11.0.0.1,\n" for i in range(20_000))
    result = case(write("x.csv", 'time,account_id,ip,note\n1767225600,first,11.0.0.1,"open\n' + body))
    assert (result.used, result.rejected) == (20_000, 1)
    assert case.rows("SELECT line, reason FROM reject")[0][0] == 2


def test_bytes_that_are_no_utf8_cost_a_row_only_where_they_are_read(case: Any, write: Callable[..., Path]) -> None:
    rows = ["1767225600,a,11.0.0.1,plain", "1767225600,b\xe9,11.0.0.1,plain", '1767225600,c,11.0.0.1,"J\xfcrgen, note"']
    result = case(write("x.csv", "\n".join(["time,account_id,ip,note", *rows, ""]).encode("cp1252")))
    assert (result.rows, result.used, result.rejected) == (3, 2, 1)
    assert case.rows("SELECT line, reason FROM reject") == [(3, "not UTF-8 text; save the file as UTF-8")]


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.csv.gz"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_told(case: Any, write: Callable[..., Path], name: str, encoding: str) -> None:
    data = ("\ufeff" * (encoding != "utf-16") + "time,account_id,ip\n1767225600,a,11.0.0.1\n").encode(encoding)
    error = case(write(name, gzip.compress(data) if name.endswith("gz") else data)).error
    assert "it is UTF-16 text; save it as UTF-8" in error


@pytest.mark.parametrize("compression", ["lz4", "zstd", None])
@pytest.mark.parametrize("stream", [True, False])
def test_what_an_arrow_file_unpacks_to_is_known_before_it_is_unpacked(
    tmp_path: Path, compression: str | None, stream: bool
) -> None:
    table = pa.table({
        "text": ["one", None, "three" * 500] * 400, "number": pa.array(range(1200), pa.int32()),
        "word": pa.array(["yes", "no", "no"] * 400).dictionary_encode(), "list": [[1, 2], [], None] * 400,
    })  # fmt: skip
    path, options = tmp_path / "x.arrow", pa.ipc.IpcWriteOptions(compression=compression)
    made = pa.ipc.new_stream if stream else pa.ipc.new_file
    with pa.OSFile(str(path), "wb") as out, made(out, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=500)
    told = sum(unpacked_sizes(pa.memory_map(str(path))))
    assert table.nbytes <= told <= 1.1 * table.nbytes + 4096
