"""IP addresses: homes and carriers in their providers' ranges, offices and clouds in theirs."""

from __future__ import annotations

import ipaddress
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graphring.errors import LimitError
from graphring.simulate.arrays import Ints

# First octets without private, shared (100.64/10), loopback, link-local, documentation and multicast ranges.
_OCTETS: Final = [n for n in range(11, 223) if n not in (100, 127, 169, 172, 192, 198, 203)]
_PROVIDERS: Final = 12  # access providers a region, each with a /16: homes share a /24 now and then, as outside
_CLOUDS: Final = 6
_V6_SHARE: Final = 0.2  # a guess: about every fifth home is seen with IPv6
_V6: Final = 0x2A00 << 48  # upper half of the first address of a block that providers have
_COLUMNAR: Final = 20_000  # homes at once that are drawn in columns, in blocks of their own …
_CROWDED: Final = 150_000  # … as are all homes once so many addresses were drawn one by one
_PER_NETWORK: Final = 100  # addresses of one cloud customer in a /24
_TRIES: Final = 200  # draws in a row that were taken: this range is full
_PER_BLOCK: Final = 640  # homes drawn in columns that share a /16: two or three to a /24

_Halves = npt.NDArray[np.uint64]


class AddressBook:
    """Hands out distinct addresses as codes 0, 1, …; `names` are their texts."""

    def __init__(self, rng: np.random.Generator, regions: int) -> None:
        self._rng = rng
        self._taken: set[int] = set()
        self._halves: list[tuple[_Halves, _Halves]] = []
        self._n = 0
        wide = rng.permutation(len(_OCTETS) * 256)
        blocks = np.array(_OCTETS)[wide // 256] * 65_536 * 256 + (wide % 256) * 65_536
        self._homes = blocks[: regions * _PROVIDERS].reshape(regions, _PROVIDERS)
        self._clouds = blocks[regions * _PROVIDERS :][:_CLOUDS]
        self._unused = blocks[regions * _PROVIDERS + _CLOUDS :]

    def homes(self, region: Ints) -> Ints:
        """One fresh address at an access provider of each given region."""
        if len(region) >= _COLUMNAR or len(self._taken) > _CROWDED:
            return self._columnar(region)
        base = self._homes[region, self._rng.integers(0, _PROVIDERS, len(region))]
        return self._fresh(base, 65_536, self._rng.random(len(region)) < _V6_SHARE)

    def cloud(self, n: int, networks: int = 2) -> Ints:
        """N fresh data-centre addresses that lie in a few /24 networks, or as many as they need."""
        networks = max(networks, n // _PER_NETWORK)
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
        return self._add(np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.uint64))

    def names(self) -> list[str]:
        """The text of every address, by code."""
        return list(self.texts().to_pylist())

    def texts(self) -> pa.Array:
        """The text of every address, by code, in a column."""
        high, low = (np.concatenate([half[at] for half in self._halves]) for at in (0, 1))
        octet = pa.array([str(n) for n in range(256)])
        four = [
            octet.take(pa.array((low >> np.uint64(shift) & np.uint64(255)).astype(np.int32)))
            for shift in (24, 16, 8, 0)
        ]
        six = [
            str(ipaddress.IPv6Address((h << 64) + v))
            for h, v in zip(high[high > 0].tolist(), low[high > 0].tolist(), strict=True)
        ]
        return pc.replace_with_mask(
            pc.binary_join_element_wise(*four, "."), pa.array(high > 0), pa.array(six, pa.string())
        )

    def _add(self, high: _Halves, low: _Halves) -> Ints:
        self._halves.append((high, low))
        self._n += len(low)
        return np.arange(self._n - len(low), self._n, dtype=np.int64)

    def _columnar(self, region: Ints) -> Ints:
        n, rng = len(region), self._rng
        n_regions, each = self._homes.shape[0], -(-n // _PER_BLOCK // self._homes.shape[0]) + 1
        if n_regions * each > len(self._unused):
            raise LimitError("there are not enough addresses for a world this large; simulate fewer people.")
        blocks, self._unused = self._unused[: n_regions * each], self._unused[n_regions * each :]
        block = blocks.reshape(n_regions, each)[region, rng.integers(0, each, n)]
        six, slot = rng.random(n) < _V6_SHARE, self._distinct(block)
        four = block + slot - slot % 256 + 1 + slot % 256 % 254
        upper = np.uint64(_V6) + (block.astype(np.uint64) << np.uint64(16)) + slot.astype(np.uint64)
        low = np.where(six, rng.integers(1, 2**62, n), four).astype(np.uint64)
        return self._add(np.where(six, upper, np.uint64(0)), low)

    def _distinct(self, block: Ints) -> Ints:
        """A place in each block that nobody else has."""
        slot = self._rng.integers(0, 65_536, len(block))
        while True:
            line = block + slot - slot % 256 + slot % 256 % 254
            _, first = np.unique(line, return_index=True)
            again = np.ones(len(block), dtype=bool)
            again[first] = False
            if not again.any():
                return np.asarray(slot)
            slot[again] = self._rng.integers(0, 65_536, int(again.sum()))

    def _fresh(self, base: Ints, width: int, v6: npt.NDArray[Any]) -> Ints:
        values: list[int] = []
        for start, six in zip(base.tolist(), v6.tolist(), strict=True):
            value, base_of, tries = self._drawn(start, width, six=six), (start, width), 0
            while _line(value) in self._taken:
                tries += 1
                if tries % _TRIES == 0:
                    base_of = int(self._rng.choice(self._unused)), 65_536
                value = self._drawn(*base_of, six=six)
            self._taken.add(_line(value))
            values.append(value)
        high, low = ([v >> 64 for v in values], [v & (2**64 - 1) for v in values])
        return self._add(np.array(high, dtype=np.uint64), np.array(low, dtype=np.uint64))

    def _drawn(self, start: int, width: int, *, six: bool) -> int:
        low = int(self._rng.integers(0, width))
        if not six:
            return start + low - low % 256 + 1 + low % 256 % 254
        # A provider's IPv6 block is named after its IPv4 block; each customer has a /64 of its own.
        return (_V6 << 64) + (start << 80) + (low << 64) + int(self._rng.integers(1, 2**62))


def _line(value: int) -> int:
    """What one customer has: an IPv4 address, or the /64 of an IPv6 address."""
    return value if value < 2**32 else value >> 64
