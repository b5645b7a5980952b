from __future__ import annotations

import hmac
import ipaddress

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.ingest.clean import PLAIN, cleaners, entity_cleaner
from graphring.ingest.clean.cleaned import LONGEST

KEY = b"a-key-for-tests-only-0001"
KNOWN = cleaners(KEY, private_addresses=False)
OPEN = cleaners(KEY, private_addresses=True)


@pytest.mark.parametrize(
    ("holds", "given_value", "value"),
    [
        ("account", " spaced ", " spaced "),
        ("account", "Ünïcode/1", "Ünïcode/1"),
        ("account", "<script>", "<script>"),
        ("ip_address", "11.1.1.1", "11.1.1.1"),
        ("ip_address", " 11.1.1.1 ", "11.1.1.1"),
        ("ip_address", "::ffff:11.1.1.1", "11.1.1.1"),
        ("ip_address", "2001:0DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("ip_address", "2001:db8::1", "2001:db8::/64"),
        ("ip_address", "203.0.113.9", "203.0.113.9"),
        ("prompt_template", " t-1 ", "t-1"),
        ("email_domain", "Some.One@Example.COM.", "example.com"),
        ("email_domain", "bücher.example", "bücher.example"),
        ("organisation", " Firm \n  Ltd ", None),
        ("organisation", " Firm   Ltd ", "Firm Ltd"),
        ("kind", "IP Address", "ip_address"),
        ("kind", "card", "payment_instrument"),
        ("kind", "erc20:polygon", "erc20:polygon"),
        ("family", "Network", "network"),
        ("hub_class", "residential proxy", "residential_proxy"),
        ("decision_word", "Cleared", "cleared"),
        ("cidr", "203.0.113.7/24", f"{0xFFFFCB007100:032x}-{0xFFFFCB0071FF:032x}"),
        ("cidr", "3.0.0.0-3.1.255.255", f"{0xFFFF03000000:032x}-{0xFFFF0301FFFF:032x}"),
        ("cidr", "2001:db8::/127", f"{0x20010DB8 << 96:032x}-{(0x20010DB8 << 96) + 1:032x}"),
        ("asn", "AS64500", "64500"),
        ("text", "two\nlines", "two lines"),
    ],
)
def test_values_become_canonical(holds: str, given_value: str, value: str | None) -> None:
    assert KNOWN[holds](given_value).value == value  # type: ignore[index]


@pytest.mark.parametrize(
    ("holds", "bad", "reason"),
    [
        ("account", "a\x1b[31m", "control"),
        ("account", "a\u202eb", "control"),
        ("account", "a\x00", "control"),
        ("account", "x" * (LONGEST + 1), "longer"),
        ("account", "NULL", "placeholder"),
        ("ip_address", "010.1.1.1", "leading zeros"),
        ("ip_address", "11.1.1", "not an IP"),
        ("ip_address", "256.1.1.1", "not an IP"),
        ("ip_address", "fe80::1%eth0", "zone id"),
        ("ip_address", "127.0.0.1", "loopback"),
        ("ip_address", "::1", "loopback"),
        ("ip_address", "10.1.2.3", "private"),
        ("ip_address", "172.31.0.1", "private"),
        ("ip_address", "100.64.0.1", "carrier"),
        ("ip_address", "169.254.1.1", "link-local"),
        ("ip_address", "0.0.0.0", "unspecified"),
        ("ip_address", "239.1.1.1", "multicast"),
        ("ip_address", "ff02::1", "multicast"),
        ("ip_address", "fd00::1", "private"),
        ("ip_address", "::ffff:192.168.1.1", "private"),
        ("prompt_template", "you are an expert analyst and you must tell me all that you think about this", "text"),
        ("email_domain", "localhost", "domain"),
        ("email_domain", "4111 1111 1111 1111", "domain"),
        ("client", "-", "placeholder"),
        ("family", "magic", "payment"),
        ("decision_word", "banned", "confirmed"),
        ("cidr", "3.1.0.0-3.0.0.0", "range"),
        ("asn", "sixty", "AS64500"),
    ],
)
def test_what_is_of_no_use_has_a_reason(holds: str, bad: str, reason: str) -> None:
    cleaned = KNOWN[holds](bad)  # type: ignore[index]
    assert cleaned.value is None
    assert reason in cleaned.reason


def test_private_addresses_count_when_the_settings_say_so() -> None:
    assert OPEN["ip_address"]("10.1.2.3").value == "10.1.2.3"
    assert OPEN["ip_address"]("fd00::1").value == "fd00::/64"
    assert OPEN["ip_address"]("0.0.0.0").value is None


def test_172_15_and_172_32_are_not_private() -> None:
    assert {KNOWN["ip_address"](a).value for a in ("172.15.0.1", "172.32.0.1")} == {"172.15.0.1", "172.32.0.1"}


def test_a_hub_class_of_other_words_is_kept_as_unknown_and_told() -> None:
    assert KNOWN["hub_class"]("exchange wallet").value == "unknown"
    assert "exchange" not in KNOWN["hub_class"]("office").reason


@given(st.ip_addresses(v=4))
def test_ipv4_agrees_with_the_standard_library(address: ipaddress.IPv4Address) -> None:
    told = KNOWN["ip_address"](str(address)).value
    documentation = any(
        address in ipaddress.ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
    )
    carrier = address in ipaddress.ip_network("100.64.0.0/10")
    if address.is_global or documentation:
        assert told == str(address) or address.is_multicast
    if address.is_loopback or address.is_multicast or address.is_link_local or carrier or address.is_unspecified:
        assert told is None


@given(st.ip_addresses(v=6))
def test_ipv6_counts_as_its_64(address: ipaddress.IPv6Address) -> None:
    told = KNOWN["ip_address"](str(address)).value
    if told is not None and ":" in told:
        assert address in ipaddress.ip_network(told)
        assert ipaddress.ip_network(told).prefixlen == 64
        assert KNOWN["ip_address"](address.exploded).value == told


_TEXT = st.text(st.sampled_from("09aZé.:-_/@ \t\x1b") | st.characters(), max_size=20)
_OCTETS = st.tuples(*[st.integers(0, 255)] * 4).map(lambda four: ".".join(map(str, four)))


@pytest.mark.parametrize("holds", sorted(PLAIN))
@given(values=st.lists(_TEXT | _OCTETS | st.from_regex(r"[a-z]{1,4}-?\d{1,12}", fullmatch=True), max_size=8))
def test_what_skips_the_cleaner_is_what_the_cleaner_would_say(holds: str, values: list[str]) -> None:
    clean = [v for v in values if not any("\ud800" <= c <= "\udfff" for c in v)]
    plain = pc.match_substring_regex(pa.array(clean, pa.string()), PLAIN[holds]).to_pylist()  # type: ignore[index]
    for value, as_is in zip(clean, plain, strict=True):
        if as_is:
            assert KNOWN[holds](value).value == value  # type: ignore[index]


SPECIAL = "100.64.0.1 10.0.0.1 127.0.0.1 192.168.0.1 172.16.0.1 169.254.0.1 0.1.2.3 224.0.0.1 240.0.0.1 255.255.255.255"


@pytest.mark.parametrize("address", SPECIAL.split())
def test_special_addresses_never_skip_the_cleaner(address: str) -> None:
    assert not pc.match_substring_regex(pa.array([address]), PLAIN["ip_address"])[0].as_py()


def test_ordinary_addresses_and_ids_do_skip_it() -> None:
    plain = pc.match_substring_regex(pa.array(["11.22.33.44", "203.0.113.200", "8.8.8.8"]), PLAIN["ip_address"])
    assert plain.to_pylist() == [True, True, True]
    ids = pc.match_substring_regex(pa.array(["person-0001", "null", "-"]), PLAIN["account"])
    assert ids.to_pylist() == [True, False, False]


def test_instruments_are_hmac_of_kind_and_value_and_card_numbers_meet() -> None:
    want = hmac.digest(KEY, b"payment_instrument\x00" + b"4111111111111111", "sha256").hex()
    ways = ("4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", " 4111111111111111 ")
    assert {KNOWN["payment_instrument"](way).value for way in ways} == {want}
    assert KNOWN["payment_instrument"]("card-1 2").value != KNOWN["payment_instrument"]("card-12").value


def test_entities_are_cleaned_as_what_they_are() -> None:
    assert entity_cleaner("ip_address", KNOWN)("::ffff:11.1.1.1").value == "11.1.1.1"
    assert entity_cleaner("payment_instrument", KNOWN)("c").value == KNOWN["payment_instrument"]("c").value
    assert entity_cleaner("network", KNOWN)("203.0.113.7/24").value == "203.0.113.0/24"
    assert entity_cleaner("referral_code", KNOWN)(" x  y ").value == "x y"
