from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graphring.errors import InputError
from graphring.ingest.columnmap import ColumnMap, column_map
from graphring.ingest.columns import plain_name, recognise
from graphring.model.inputs import ALIASES, FILE_KINDS

NOTHING = ColumnMap()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("time,account_id,ip", "exchanges"),
        ("timestamp,user_id,ip_address,card_fingerprint,user_agent,model", "exchanges"),
        ("ts,user,prompt", "exchanges"),
        ("account_id,created_at,email_domain,organisation,verified", "accounts"),
        ("userId,org", "accounts"),
        ("account_id,instrument", "instruments"),
        ("account,card_fingerprint,first_seen,last_seen", "instruments"),
        ("account_id,kind,entity_id", "links"),
        ("account,kind,entity,time", "links"),
        ("from_account,to_account,kind,time,amount", "relations"),
        ("kind,entity_id,class", "entities"),
        ("kind,entity_id,n_accounts", "frequencies"),
        ("what,id,decision,reason,by", "decisions"),
        ("cidr,class", "ip_ranges"),
        ("time,account_id,action", "enforcement"),
        ("time,account_id,action,reason", "enforcement"),
        ("time,model", "releases"),
    ],
)
def test_a_file_is_told_by_its_columns(header: str, kind: str) -> None:
    assert recognise(header.split(","), None, NOTHING).kind.name == kind


def test_what_was_recognised_and_what_is_unused_is_told() -> None:
    found = recognise(["User ID", "Timestamp", "ip_address", "colour"], None, NOTHING)
    assert set(found.renamed) == {("User ID", "account_id"), ("Timestamp", "time"), ("ip_address", "ip")}
    assert found.unused == ("colour",)


def test_a_prompt_column_makes_exchanges_and_is_left_unused() -> None:
    found = recognise(["time", "account_id", "prompt"], None, NOTHING)
    assert found.has_prompt
    assert found.unused == ("prompt",)


def test_our_own_name_goes_before_a_foreign_one() -> None:
    found = recognise(["user_id", "account_id", "time", "ip"], None, NOTHING)
    assert found.columns["account_id"] == "account_id"
    assert found.unused == ("user_id",)


@pytest.mark.parametrize(
    ("header", "kind", "said"),
    [
        ("a,b", None, "none of its columns"),
        ("time,account_id", None, "lacks one of ip, instrument"),
        ("account_id,kind,family", None, "lacks entity_id"),
        ("account_id,instrument,created_at", None, "fit accounts and instruments"),
        ("time,ip", "exchanges", "lacks account_id"),
        ("time,ip", "exchange", "no kind of file"),
    ],
)
def test_what_can_not_be_told_is_one_sentence_with_the_mend(header: str, kind: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        recognise(header.split(","), kind, NOTHING)
    assert "--as" in str(error.value) or "--columns" in str(error.value) or "exchanges" in str(error.value)


def test_a_kind_said_by_a_person_needs_only_its_required_columns() -> None:
    assert recognise(["time", "account_id"], "enforcement", NOTHING).kind.name == "enforcement"
    assert recognise(["account_id"], "accounts", NOTHING).kind.name == "accounts"


def test_a_map_goes_before_names() -> None:
    found = recognise(["account", "kind", "direction", "entity"], None, ColumnMap({"kind": "direction"}))
    assert found.columns["kind"] == "direction"
    assert found.unused == ("kind",)


def test_a_map_of_columns_that_are_not_there_names_them_all() -> None:
    with pytest.raises(InputError, match=r"one \(for ip\), two \(for model\)"):
        recognise(["time", "account_id"], None, ColumnMap({"ip": "one", "model": "two"}))


def test_constants_stand_for_columns() -> None:
    found = recognise(["from_account", "to_account"], None, ColumnMap(values={"kind": "referral"}))
    assert found.kind.name == "relations"
    assert found.values == {"kind": "referral"}


def test_a_constant_that_the_kind_has_no_use_for_is_told() -> None:
    with pytest.raises(InputError, match="relations has no country"):
        recognise(["from_account", "to_account", "kind"], None, ColumnMap(values={"country": "x"}))


@pytest.mark.parametrize("name", ["User ID", "userId", "user-id", "\ufeffuser_id", " USER_ID "])
def test_accidents_of_spelling_do_not_matter(name: str) -> None:
    assert plain_name(name) == "user_id"


def test_foreign_names_are_plain_and_belong_to_one_of_our_columns() -> None:
    ours = {c.name for kind in FILE_KINDS for c in kind.columns} | {"prompt"}
    assert set(ALIASES) <= ours
    for kind in FILE_KINDS:
        names = [a for c in kind.columns for a in (c.name, *ALIASES.get(c.name, ()))]
        assert len(names) == len(set(names)), kind.name
        assert all(plain_name(name) == name for name in names)


def test_a_map_is_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[columns]\naccount_id = "wallet"\n[values]\nkind = "transfer"\n')
    assert column_map(path) == ColumnMap({"account_id": "wallet"}, {"kind": "transfer"})
    assert column_map({"account_id": "wallet"}) == ColumnMap({"account_id": "wallet"})
    assert column_map(None) == ColumnMap()


def test_all_mistakes_of_a_map_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[columns]\nwallet = "account_id"\nip = 3\n[values]\nnonsense = "x"\n[more]\na = 1\n')
    with pytest.raises(InputError) as error:
        column_map(path)
    said = str(error.value)
    assert said.count(";") == 3
    assert 'account_id = "wallet"' in said  # the map was written the wrong way round
    assert "[more]" in said
    assert "columns.ip" in said
    assert "values.nonsense" in said


@pytest.mark.parametrize(("content", "said"), [(b"[columns", "TOML"), (b"", "no \\[columns\\]"), (b"\xff\xfe", "TOML")])
def test_a_file_that_is_no_map_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "map.toml").write_bytes(content)
    with pytest.raises(InputError, match=said):
        column_map(tmp_path / "map.toml")


def test_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the path"):
        column_map(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"time,account_id,ip,ip\n1767225600,a,11.0.0.1,11.0.0.2\n"),
        ("x.csv", b"timestamp,user_id,timestamp,client_ip\n1767225600,a,1767225600,11.0.0.1\n"),
    ],
)
def test_a_column_that_is_there_twice_is_no_choice_of_ours(
    case: Any, write: Callable[..., Path], name: str, content: bytes
) -> None:
    result = case(write(name, content))
    assert "twice" in result.error
    assert "rename or remove" in result.error
    assert case.rows("SELECT * FROM source_file") == []


def test_a_column_twice_in_memory_and_in_parquet(case: Any, tmp_path: Path) -> None:
    arrays = [pa.array([1767225600]), pa.array(["a"]), pa.array(["11.0.0.1"]), pa.array(["11.0.0.2"])]
    table = pa.table(arrays, names=["time", "account_id", "ip", "ip"])
    pq.write_table(table, tmp_path / "x.parquet")
    assert [("twice" in one.error, one.used) for one in case.all(table, tmp_path / "x.parquet")] == [(True, 0)] * 2


def test_a_column_twice_that_nothing_reads_harms_nobody(case: Any, write: Callable[..., Path]) -> None:
    assert case(write("x.csv", "time,account_id,ip,x,x\n1767225600,a,11.0.0.1,1,2\n")).used == 1


def test_a_key_twice_in_a_json_object_costs_that_line(case: Any, write: Callable[..., Path]) -> None:
    line = '{"time": 1767225600, "account_id": "a", "ip": "11.0.0.1"%s}\n'
    result = case(write("x.jsonl", line % "" + line % ', "ip": "11.0.0.2"'))
    assert (result.used, result.rejected) == (1, 1)
    assert case.rows("SELECT line, reason FROM reject") == [(2, "the same key twice")]


def test_of_two_columns_that_could_be_ours_it_says_which_was_read(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", "time,account_id,client_ip,user_id,remote_addr\n1767225600,a,11.0.0.1,b,11.0.0.2\n")
    result = case(path)
    assert result.notices == (
        "account_id was read from account_id, not from user_id; if that is wrong, choose with --columns.",
        "ip was read from client_ip, not from remote_addr; if that is wrong, choose with --columns.",
    )
    assert case.rows("SELECT account_id, ip FROM ledger") == [("a", "11.0.0.1")]


def test_a_choice_that_a_person_made_needs_no_words(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", "time,account_id,client_ip,remote_addr\n1767225600,a,11.0.0.1,11.0.0.2\n")
    assert case(path, columns={"ip": "remote_addr"}).notices == ()
    assert case.rows("SELECT ip FROM ledger") == [("11.0.0.2",)]


@pytest.mark.parametrize("names", [["IP", "ip"], ["ip", "IP"]])
def test_names_that_differ_in_case_only_are_two_columns(case: Any, tmp_path: Path, names: list[str]) -> None:
    address = {"IP": pa.array(["11.0.0.1"]), "ip": pa.array(["11.0.0.2"])}
    arrays = [pa.array([1767225600]), pa.array(["a"]), *(address[name] for name in names)]
    pq.write_table(pa.table(arrays, names=["time", "account_id", *names]), tmp_path / "x.parquet")
    assert "not from IP" in case(tmp_path / "x.parquet").notices[0]
    assert case.rows("SELECT ip FROM ledger") == [("11.0.0.2",)]
