"""Identifiers and times that are easily taken for others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from graphring.ingest.clean import cleaners

KNOWN = cleaners(b"a-key-for-tests-only-0001", private_addresses=False)
COMPOSED, DECOMPOSED, CYRILLIC = "caf\u00e9", "cafe\u0301", "c\u0430f\u00e9"


def _accounts(*ids: str) -> pa.Table:
    return pa.table({"account_id": list(ids), "organisation": ["x"] * len(ids)})


def _notices(case: Any, table: pa.Table) -> tuple[str, ...]:
    from graphring.ingest import Options, Source, ingest
    from graphring.model.progress import Silent

    return ingest(case.folder, [Source.of(table)], Options(), Silent()).notices


def test_ids_that_differ_in_unicode_form_only_are_kept_and_told(new_case: Callable[[str], Any]) -> None:
    case = new_case("one")
    assert _notices(case, _accounts(COMPOSED, CYRILLIC, "cafe", "\u00c5ngstrom")) == ()
    told = _notices(case, _accounts(DECOMPOSED))
    assert len(told) == 1
    assert told[0].startswith("2 account ids differ from another only in the Unicode form of their letters, such as ")
    assert "cafe\\u0301 and caf\\xe9" in told[0]
    assert {row[0] for row in case.rows("SELECT account_id FROM account")} >= {COMPOSED, DECOMPOSED, CYRILLIC}
    assert "2 account ids" in _notices(new_case("kelvin"), _accounts("\u212a1", "K1", "k1"))[0]


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("2001:DB8:0:1::1", "2001:db8:0:1:ffff:0:0:9"), ("::ffff:11.1.1.1", "11.1.1.1"),
        ("::FFFF:0b01:0101", "11.1.1.1"), ("64:ff9b::11.1.1.1", "11.1.1.1"), ("2001:db8::", "2001:0db8:0000::1:2"),
    ],
)  # fmt: skip
def test_one_address_is_one_however_it_is_written(given: str, same: str) -> None:
    assert KNOWN["ip_address"](given).value == KNOWN["ip_address"](same).value is not None


@pytest.mark.parametrize(
    "text",
    [
        "010.1.1.1", "11.1.1.08", "::ffff:011.1.1.1", "0x0b.1.1.1", "11.1.257", "184617217", "fe80::1%eth0",
        "2001:db8::1%1", "11.1.1.1%eth0", "::11.1.1.1", "1::2::3", "11.1.1.1:443", "[2001:db8::1]", "１１.1.1.1", "::5",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_no_address(text: str) -> None:
    assert KNOWN["ip_address"](text).value is None


@pytest.mark.parametrize(
    ("domain", "value"),
    [
        ("BÜCHER.Example", "bücher.example"), ("xn--bcher-kva.example", "bücher.example"),
        ("XN--BCHER-KVA.EXAMPLE", "bücher.example"), ("bu\u0308cher.example", "bücher.example"),
        ("a@xn--e1afmkfd.xn--p1ai.", "пример.рф"), ("xn--a.example", "xn--a.example"), ("xn--.example", None),
        ("ex\u0430mple.org", "ex\u0430mple.org"), ("example.org", "example.org"), ("xn--strae-oqa.de", "straße.de"),
    ],
)  # fmt: skip
def test_a_domain_is_one_however_it_is_written_and_look_alikes_stay_apart(domain: str, value: str | None) -> None:
    assert KNOWN["email_domain"](domain).value == value


def test_a_number_of_a_network_has_32_bits() -> None:
    assert KNOWN["asn"]("AS4294967295").value == "4294967295"
    assert KNOWN["asn"]("AS4294967296").value is None


def _times(case: Any, write: Callable[..., Path], texts: list[str], **options: Any) -> list[str | None]:
    """What becomes of times; None where one is not used."""
    rows = "".join(f'a{i:02},"{text}"\n' for i, text in enumerate(texts))
    case(write("x.csv", f"account_id,created_at\n{rows}"), **options)
    return [row[1] for row in case.rows("SELECT account_id, created_at::VARCHAR FROM account")]


ZONED = {
    "2016-12-31T23:59:60Z": "2017-01-01 00:00:00+00", "2017-01-01T08:59:60+09:00": "2017-01-01 00:00:00+00",
    "2016-12-31T23:59:60.5Z": "2017-01-01 00:00:00.5+00", "2026-03-02T12:00:60Z": None, "2026-03-02T12:00:61Z": None,
    "1970-01-01T00:00:00Z": "1970-01-01 00:00:00+00", "0": "1970-01-01 00:00:00+00",
    "2262-04-11T23:47:16.854775807Z": "2262-04-11 23:47:16.854775+00",
    "2262-04-12T00:00:00Z": "2262-04-12 00:00:00+00", "9223372036854775807": None,
    "9999-12-31T23:59:59Z": "9999-12-31 23:59:59+00", "0001-01-01T00:00:00Z": None, "1899-12-31T23:59:59Z": None,
    "99999999999": "5138-11-16 09:46:39+00", "100000000000": "1973-03-03 09:46:40+00", "-1": "1969-12-31 23:59:59+00",
    "99999999999999": "5138-11-16 09:46:39.999+00", "100000000000000": "1973-03-03 09:46:40+00",
}  # fmt: skip
NAIVE = {  # Berlin: the hour that comes twice is taken for the later one, the one that is left out lies an hour on
    "2025-10-26 01:59:59": "2025-10-25 23:59:59+00", "2025-10-26 02:30:00": "2025-10-26 01:30:00+00",
    "2025-10-26 03:00:00": "2025-10-26 02:00:00+00", "2026-03-29 01:59:59": "2026-03-29 00:59:59+00",
    "2026-03-29 02:30:00": "2026-03-29 01:30:00+00", "2026-03-29 03:00:00": "2026-03-29 01:00:00+00",
    "2026-03-02": "2026-03-01 23:00:00+00", "2026-07-02": "2026-07-01 22:00:00+00",
}  # fmt: skip


def test_times_at_the_edges(new_case: Callable[[str], Any], write: Callable[..., Path]) -> None:
    assert dict(zip(ZONED, _times(new_case("zoned"), write, list(ZONED)), strict=True)) == ZONED
    berlin = _times(new_case("berlin"), write, list(NAIVE), tz="Europe/Berlin")
    assert dict(zip(NAIVE, berlin, strict=True)) == NAIVE


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", "2026-03-01"), ("Pacific/Pago_Pago", "2026-03-02")])
def test_days_are_those_of_utc_whatever_the_zone(case: Any, write: Callable[..., Path], zone: str, day: str) -> None:
    case(write("x.csv", "time,account_id,ip\n2026-03-02 10:00:00,a,11.0.0.1\n"), tz=zone)
    assert case.rows("SELECT day::VARCHAR FROM source_day") == [(day,)]


def test_sums_of_the_largest_counts_and_weights_fit(case: Any) -> None:
    many = ["999999999999"] * 50
    links = pa.table({"account_id": ["a"] * 50, "kind": ["device"] * 50, "entity_id": ["d"] * 50, "n": many})
    weights = pa.table({
        "account_id": ["a"] * 50, "other_account_id": ["b"] * 50, "kind": ["gift"] * 50, "weight": [9.9e19] * 50,
    })  # fmt: skip
    assert [r.used for r in case.all(links, weights)] == [50, 50]
    assert case.rows("SELECT n FROM link") == [(50 * 999999999999,)]
    over = pa.table({"account_id": ["a"], "kind": ["device"], "entity_id": ["d"], "n": ["1000000000000"]})
    assert case(over).noted == 1
