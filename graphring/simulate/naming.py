"""Opaque names: they look alike for everyone, and their order says nothing."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graphring.simulate.arrays import Ints, Texts

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_HEX: Final = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_PAIRS: Final = np.stack([_HEX.repeat(16), np.tile(_HEX, 16)], axis=1)
_ODD: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of splitmix64


def opaque(rng: np.random.Generator, prefix: str, n: int, length: int = 10) -> Texts:
    """N distinct names: the prefix and `length` random base-32 letters."""
    letters = np.frombuffer(_BASE32.encode(), dtype=np.uint8)
    names: list[str] = []
    taken: set[str] = set()
    while len(names) < n:
        drawn = letters[rng.integers(0, 32, size=(n - len(names), length))]
        for name in np.ascontiguousarray(drawn).view(f"S{length}").ravel().tolist():
            if name not in taken:
                taken.add(name)
                names.append(prefix + name.decode())
    return np.array(names, dtype=object)


def domains(rng: np.random.Generator, n: int) -> Texts:
    """N made-up domains of firms, under the reserved top-level domain `example`."""
    return np.array([f"{name}.example" for name in opaque(rng, "", n, 7)], dtype=object)


def serials(code: Ints, key: int, prefix: str, bits: int = 64) -> pa.Array:
    """A name of each code: the prefix and its hexadecimal digits, other for other codes; nothing need be kept.

    Multiplying by an odd number and folding the upper half into the lower are both one-to-one on `bits` bits.
    """
    mask, half = np.uint64(2**bits - 1), np.uint64(bits // 2)
    value = (code.astype(np.uint64) ^ np.uint64(key)) & mask
    for odd in _ODD:
        value ^= value >> half
        value = (value * odd) & mask
    value ^= value >> half
    digits = _PAIRS[value.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 8 - bits // 8 :]]
    return _told(prefix, digits.reshape(len(code), bits // 4))


def _told(prefix: str, digits: npt.NDArray[Any]) -> pa.Array:
    width = len(prefix) + digits.shape[1]
    letters = np.empty((len(digits), width), dtype=np.uint8)
    letters[:, : len(prefix)] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    letters[:, len(prefix) :] = digits
    ends = np.arange(len(digits) + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(len(digits), pa.py_buffer(ends), pa.py_buffer(letters))
