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
