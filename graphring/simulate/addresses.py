"""IP addresses: homes and carriers in their providers' ranges, offices and clouds in theirs."""

from __future__ import annotations

import ipaddress
from typing import Final

import numpy as np

from graphring.simulate.arrays import Ints

# First octets without private, shared (100.64/10), loopback, link-local, documentation and multicast ranges.
_OCTETS: Final = [n for n in range(11, 223) if n not in (100, 127, 169, 172, 192, 198, 203)]
_PROVIDERS: Final = 12  # access providers a region, each with a /16: homes share a /24 now and then, as outside
_CLOUDS: Final = 6
_V6_SHARE: Final = 0.2  # a guess: about every fifth home is seen with IPv6


class AddressBook:
    """Hands out distinct addresses as codes 0, 1, …; `names` are their texts."""

    def __init__(self, rng: np.random.Generator, regions: int) -> None:
        self._rng = rng
        self._taken: set[int] = set()
        self._values: list[int] = []
        wide = rng.permutation(len(_OCTETS) * 256)[: regions * _PROVIDERS + _CLOUDS]
        blocks = np.array(_OCTETS)[wide // 256] * 65_536 * 256 + (wide % 256) * 65_536
        self._homes = blocks[: regions * _PROVIDERS].reshape(regions, _PROVIDERS)
        self._clouds = blocks[regions * _PROVIDERS :]

    def homes(self, region: Ints) -> Ints:
        """One fresh address at an access provider of each given region."""
        base = self._homes[region, self._rng.integers(0, _PROVIDERS, len(region))]
        return self._fresh(base, 65_536, self._rng.random(len(region)) < _V6_SHARE)

    def cloud(self, n: int, networks: int = 2) -> Ints:
        """N fresh data-centre addresses that lie in a few /24 networks."""
        picked = self._rng.integers(0, _CLOUDS, networks)
        nets = self._clouds[picked] + self._rng.integers(0, 256, networks) * 256
        return self._fresh(nets[self._rng.integers(0, networks, n)], 256, np.zeros(n, dtype=bool))

    def site(self, n: int) -> Ints:
        """N fresh addresses of one site or carrier: all in one /22."""
        region, provider = self._rng.integers(0, self._homes.shape[0]), self._rng.integers(0, _PROVIDERS)
        base = self._homes[region, provider] + self._rng.integers(0, 64) * 1024
        return self._fresh(np.full(n, base), 1024, np.zeros(n, dtype=bool))

    def nothing(self) -> Ints:
        """The address that a faulty log writes in place of one: 0.0.0.0."""
        self._values.append(0)
        return np.array([len(self._values) - 1], dtype=np.int64)

    def names(self) -> list[str]:
        """The text of every address, by code."""
        return [str(ipaddress.IPv4Address(v) if v < 2**32 else ipaddress.IPv6Address(v)) for v in self._values]

    def _fresh(self, base: Ints, width: int, v6: np.ndarray) -> Ints:
        first = len(self._values)
        for start, six in zip(base.tolist(), v6.tolist(), strict=True):
            value = self._drawn(start, width, six=six)
            while _line(value) in self._taken:
                value = self._drawn(start, width, six=six)
            self._taken.add(_line(value))
            self._values.append(value)
        return np.arange(first, len(self._values), dtype=np.int64)

    def _drawn(self, start: int, width: int, *, six: bool) -> int:
        low = int(self._rng.integers(0, width))
        if not six:
            return start + low - low % 256 + 1 + low % 256 % 254
        # A provider's IPv6 block is named after its IPv4 block; each customer has a /64 of its own.
        return (0x2A00 << 112) + (start << 80) + (low << 64) + int(self._rng.integers(1, 2**62))


def _line(value: int) -> int:
    """What one customer has: an IPv4 address, or the /64 of an IPv6 address."""
    return value if value < 2**32 else value >> 64
