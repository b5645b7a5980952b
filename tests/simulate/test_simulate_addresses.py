"""Addresses are distinct, public, and lie where their owners would have them."""

from __future__ import annotations

import ipaddress
from collections import Counter

import numpy as np

from graphring.simulate.addresses import AddressBook


def book():
    return AddressBook(np.random.Generator(np.random.PCG64(7)), regions=3)


def test_every_address_is_distinct_and_public():
    made = book()
    made.homes(np.arange(9_000) % 3)
    made.cloud(60, 2)
    made.site(200)
    texts = made.names()
    assert len(set(texts)) == len(texts) == 9_260
    parsed = [ipaddress.ip_address(text) for text in texts]
    assert not [a for a in parsed if not a.is_global]
    assert 0.1 < sum(a.version == 6 for a in parsed) / len(parsed) < 0.3


def test_a_cloud_lies_in_the_networks_asked_and_a_site_in_one_block():
    made = book()
    cloud, site = made.cloud(40, 2), made.site(30)
    names = made.names()
    assert len({names[c].rsplit(".", 1)[0] for c in cloud}) == 2
    block = {ipaddress.ip_network(f"{names[s]}/22", strict=False) for s in site}
    assert len(block) == 1


def test_strangers_at_home_share_a_network_now_and_then_and_never_a_line():
    made = book()
    made.homes(np.zeros(2_000, dtype=np.int64))
    six = [ipaddress.ip_address(n) for n in made.names() if ":" in n]
    lines = Counter(ipaddress.ip_network(f"{a}/64", strict=False) for a in six)
    four = Counter(n.rsplit(".", 1)[0] for n in made.names() if "." in n)
    assert 1 < max(four.values()) < 12
    assert max(lines.values()) == 1


def test_homes_drawn_in_columns_are_distinct_public_and_as_thinly_spread():
    made = book()
    before = made.homes(np.arange(900) % 3)
    made.homes(np.arange(60_000) % 3)
    made.homes(np.arange(25_000) % 3)
    names = made.names()
    assert len(before) == 900
    assert len(set(names)) == len(names) == 85_900
    parsed = [ipaddress.ip_address(text) for text in names]
    assert not [a for a in parsed if not a.is_global]
    assert 0.18 < sum(a.version == 6 for a in parsed) / len(parsed) < 0.22
    four = Counter(n.rsplit(".", 1)[0] for n in names[900:] if "." in n)
    assert 1 < max(four.values()) < 15
    lines = Counter(ipaddress.ip_network(f"{a}/64", strict=False) for a in parsed if a.version == 6)
    assert max(lines.values()) == 1
    assert {str(a) for a in parsed} == set(names), "written as everybody writes them"


def test_a_cloud_or_site_with_more_addresses_than_its_networks_hold_gets_others():
    made = book()
    made.cloud(3_000, 2)
    made.site(3_000)
    names = made.names()
    assert len(set(names)) == 6_000
