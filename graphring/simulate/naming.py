"""Opaque names: they look alike for everyone, and their order says nothing."""

from __future__ import annotations

import numpy as np

from graphring.simulate.arrays import Texts

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


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
