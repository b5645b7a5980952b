from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

KEY = b"a-key-for-tests-only-0001"


def _card(value: str) -> str:
    return hmac.digest(KEY, b"payment_instrument\x00" + value.encode(), "sha256").hex()


def test_payment_instruments_meet_in_whatever_file_they_come(case: Any, write: Callable[..., Path]) -> None:
    case.all(
        write("exchanges.csv", "time,account_id,card_fingerprint\n1767225600,a,4111 1111 1111 1111\n"),
        write("instruments.csv", "account_id,instrument\nb,4111-1111-1111-1111\n"),
        write("links.csv", "account_id,kind,entity_id\nc,card,4111111111111111\n"),
        write("entities.csv", "kind,entity_id,class\npayment,4111111111111111,reseller\n"),
        write("frequencies.csv", "kind,entity_id,n_accounts\npayment_instrument,4111111111111111,7\n"),
        write("decisions.csv", "what,id,decision,reason,by\ninstrument,4111111111111111,allow,shared desk,me\n"),
    )
    want = _card("4111111111111111")
    assert case.rows("SELECT account_id, entity_id FROM link") == [("a", want), ("b", want), ("c", want)]
    for table, column in (("known_entity", "entity_id"), ("frequency", "entity_id"), ("decision", "id")):
        assert case.rows(f"SELECT {column} FROM {table}") == [(want,)]
    assert case.rows("SELECT what FROM decision") == [("payment_instrument",)]
    assert case.rows("SELECT kind, n_accounts, class FROM entity") == [("payment_instrument", 3, "reseller")]
    assert case.rows("SELECT DISTINCT instrument FROM ledger") == [(want,)]
    assert b"4111" not in case.bytes_on_disk().replace(b" ", b"").replace(b"-", b"")


def test_items_and_sessions_are_keyed_hashes_and_meet_over_files(case: Any, write: Callable[..., Path]) -> None:
    case.all(
        write("a.csv", "time,account_id,ip,item,session\n1767225600,a,11.0.0.1,secret-item,secret-item\n"),
        write("b.csv", "time,account_id,ip,item\n1769225600,b,11.0.0.1,secret-item\n"),
    )
    items = case.rows("SELECT DISTINCT item FROM ledger")
    assert len(items) == 1
    assert len(items[0][0]) == 12
    assert case.rows("SELECT session FROM ledger WHERE account_id = 'a'") != items  # hashed by kind
    assert b"secret-item" not in case.bytes_on_disk()


def test_a_hash_depends_on_the_key(new_case: Callable[[str], Any], write: Callable[..., Path], tmp_path: Path) -> None:
    from graphring.ingest import Options, Source, ingest
    from graphring.model.progress import Silent
    from graphring.store.case import CaseFolder

    path = write("x.csv", "time,account_id,instrument,item\n1767225600,a,c,i\n")
    one = new_case("one")
    one(path)
    other = new_case("other")
    other.folder = CaseFolder.create(tmp_path / "foreign", "another-key-for-tests-02")
    ingest(other.folder, [Source.of(path)], Options(), Silent())
    got = [case.rows("SELECT instrument, item FROM ledger")[0] for case in (one, other)]
    assert got[0][0] != got[1][0]
    assert got[0][1] != got[1][1]


def test_links_of_undeclared_kinds_and_families(case: Any, write: Callable[..., Path]) -> None:
    result = case(
        write("x.csv", "account_id,kind,entity_id,family,n\na,badge,x,device,3\na,badge,x,magic,0\nb,badge,x,,\n")
    )
    assert (result.used, result.noted) == (3, 1)
    assert case.rows("SELECT account_id, n FROM link") == [("a", 4), ("b", 1)]
    assert case.rows("SELECT kind, family FROM declared_kind") == [("badge", "device")]


def test_an_entity_is_cleaned_as_its_kind(case: Any, write: Callable[..., Path]) -> None:
    body = "a,ip,::ffff:11.0.0.1\na,ip,nonsense\na,organization, Firm  Ltd \na,,x\n"
    result = case(write("x.csv", "account_id,kind,entity_id\n" + body))
    assert (result.used, result.rejected) == (2, 2)
    assert case.rows("SELECT kind, entity_id FROM link") == [("ip_address", "11.0.0.1"), ("organisation", "Firm Ltd")]
    assert case.rows('SELECT line, "column", value, reason FROM reject') == [
        (3, "entity_id", "nonsense", "not an IP address"), (5, "kind", None, "missing"),
    ]  # fmt: skip


def test_decisions_ranges_releases_enforcement(case: Any, write: Callable[..., Path]) -> None:
    results = case.all(
        write(
            "d.csv",
            "what,id,decision,reason,by,until\naccount,a,Hold,asked,me,2027-01-01T00:00:00Z\naccount,b,jail,x,me,\n",
        ),
        write("r.csv", "cidr,class,asn,country\n203.0.113.0/24,vpn,AS64500,de\n2001:db8::/32,,,\nnonsense,vpn,,\n"),
        write("m.csv", "time,model\n2026-03-01T00:00:00Z,model-a\n"),
        write("e.csv", "time,account_id,action,reason\n2026-03-01T00:00:00Z,a,ban,abuse\n"),
        write("f.csv", "kind,entity_id,n_accounts,n_trusted\nip,11.0.0.1,7,0\nip,11.0.0.2,-1,\n"),
    )
    assert [r.kind for r in results] == ["decisions", "ip_ranges", "releases", "enforcement", "frequencies"]
    assert [r.rejected for r in results] == [1, 1, 0, 0, 1]
    decided = case.rows("SELECT what, id, decision, until::VARCHAR FROM decision")
    assert decided == [("account", "a", "hold", "2027-01-01 00:00:00+00")]
    assert case.rows("SELECT class, asn, country FROM ip_range") == [("vpn", 64500, "de"), (None, None, None)]
    assert case.rows("SELECT length(first), first < last FROM ip_range") == [(32, True), (32, True)]
    assert case.rows("SELECT model FROM release") == [("model-a",)]
    assert case.rows("SELECT account_id, action, reason FROM enforcement") == [("a", "ban", "abuse")]
    assert case.rows("SELECT entity_id, n_accounts, n_trusted FROM frequency") == [("11.0.0.1", 7, 0)]


def test_one_file_can_be_told_to_hold_two_kinds_of_rows(case: Any, write: Callable[..., Path]) -> None:
    path = write("x.csv", "account_id,instrument,created_at\na,c,2020-01-01T00:00:00Z\n")
    assert "--as" in case(path).error
    assert case(path, kind="accounts").used == 1
    assert case(path, kind="instruments").used == 1
    assert case(path, kind="instruments").already
    assert case(path).already
    assert case.rows("SELECT kind FROM link") == [("payment_instrument",)]


def test_constants_make_the_same_bytes_say_different_things(case: Any, write: Callable[..., Path]) -> None:
    path = write("hubs.csv", "entity,hub_class\nx,office\n")
    for kind in ("sent", "received", "sent"):
        case(path, kind="entities", columns={"values": {"kind": kind}})
    assert case.rows("SELECT kind, class FROM known_entity") == [("received", "office"), ("sent", "office")]


@pytest.mark.parametrize("private", [True, False])
def test_private_addresses_are_noted_unless_the_settings_want_them(
    case: Any, write: Callable[..., Path], private: bool
) -> None:
    from graphring.settings import Settings

    settings = Settings.of({"input": {"private_addresses": private}})
    result = case(write("x.csv", "time,account_id,ip\n1767225600,a,10.0.0.1\n"), settings=settings)
    assert (result.used, result.noted) == (1, 0 if private else 1)
    assert len(case.rows("SELECT entity_id FROM link")) == (1 if private else 0)


def test_a_hash_copied_from_a_report_means_the_instrument_that_has_it(case: Any, write: Callable[..., Path]) -> None:
    own, strange = _card("c1"), _card("never seen")
    case(write("instruments.csv", "account_id,instrument\na,c1\nb,c1\n"))
    ids = (own, strange, own.upper(), own[:40])
    rows = "".join(f"card,{one},allow,shared desk,me\n" for one in ids)
    case.all(
        write("decisions.csv", "what,id,decision,reason,by\n" + rows),
        write("entities.csv", f"kind,entity_id,class\npayment, {own} ,reseller\n"),
    )
    assert case.rows("SELECT id FROM decision") == sorted([(own,), *((_card(one),) for one in ids[1:])])
    assert case.rows("SELECT entity_id, n_accounts, class FROM entity") == [(own, 2, "reseller")]


def test_a_hash_is_known_that_came_in_the_same_ingest_and_hashed_again_in_files_of_links(
    case: Any, write: Callable[..., Path]
) -> None:
    own = _card("c1")
    case.all(
        write("instruments.csv", "account_id,instrument\na,c1\n"),
        write("decisions.csv", f"what,id,decision,reason,by\ncard,{own},allow,shared desk,me\n"),
        write("links.csv", f"account_id,kind,entity_id\nb,card,{own}\n"),
    )
    assert case.rows("SELECT id FROM decision") == [(own,)]
    assert case.rows("SELECT account_id, entity_id FROM link") == [("a", own), ("b", _card(own))]
