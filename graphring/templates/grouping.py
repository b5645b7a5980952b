"""Prompts to ids of templates, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graphring.templates.families import families
from graphring.templates.kept import Kept, Sent, kept
from graphring.templates.shingles import fingerprints
from graphring.templates.text import Int64s, classes, points

TEMPLATES: Final = pa.schema([("row", pa.int64()), ("template_id", pa.string())])
OPEN_KEY: Final = b"graphring templates"
"""Where there is no case, and so no key: whoever has a prompt can tell its template's id."""
MOST: Final = 256
"""Shingles that are kept of a prompt: of some 250 words all of them, of longer ones a sample."""
MANY: Final = 30
"""Different prompts that have things in common by no accident, even where each has lost half of them."""
COVERED: Final = 0.5
"""Share of fewer prompts' shingles that must be common to them."""
_AT_ONCE: Final = 4_000_000  # characters: 16 MB of numbers


def templates_of(
    prompts: Sequence[str | None], accounts: Sequence[Any] | None, min_support: int, min_accounts: int
) -> pa.Table:
    """As `graphring.templates` says."""
    texts = [one or "" for one in prompts]
    owner = np.unique(np.asarray(accounts), return_inverse=True)[1] if accounts is not None else np.arange(len(texts))
    if len(owner) != len(texts):
        raise ValueError(f"{len(owner)} accounts for {len(texts)} prompts")
    sent = Sent(*shingled(texts, OPEN_KEY), owner.astype(np.int64))
    ids = template_ids(kept(sent, min_support, min_accounts), min_support, min_accounts)
    return pa.table({"row": np.arange(len(texts)), "template_id": pa.array(ids, pa.string())}, TEMPLATES)


def shingled(prompts: Sequence[str], key: bytes) -> tuple[Any, Int64s]:
    """Shingles of every prompt in one row, and where those of each begin."""
    secret = np.uint64(int.from_bytes(blake2b(key, digest_size=8, person=b"shingles").digest(), "big"))
    parts, counts = [np.empty(0, np.uint64)], [np.zeros(1, np.int64)]
    first = 0
    while first < len(prompts):
        end, characters = first, 0
        while end < len(prompts) and (end == first or characters + len(prompts[end]) <= _AT_ONCE):
            characters += len(prompts[end])
            end += 1
        made, starts = fingerprints(points(prompts[first:end]), classes(), secret, MOST)
        parts.append(made)
        counts.append(np.diff(starts))
        first = end
    return np.concatenate(parts), np.cumsum(np.concatenate(counts))


def template_ids(found: Kept, min_support: int, min_accounts: int) -> list[str | None]:
    """The id of every prompt's template; families of too few prompts or accounts are none."""
    if not found.matrix.nnz:
        return [None] * len(found.of_prompt)
    family = families(found.matrix)
    named: dict[int, str | None] = {-1: None}
    order = np.argsort(family, kind="stable")
    names, starts = np.unique(family[order], return_index=True)
    for name, rows in zip(names.tolist(), np.split(order, starts[1:]), strict=True):
        if name >= 0:
            enough = found.n[rows].sum() >= min_support and len(np.unique(found.account[rows])) >= min_accounts
            named[name] = _named(found, rows) if enough else None
    return [named[one] for one in family[found.of_prompt].tolist()]


def _named(found: Kept, rows: Int64s) -> str | None:
    """Made of the least keyed shingle of those that are common in the family and mostly its own.

    None where a few prompts have little more than turns of phrase in common.
    """
    mine = found.matrix[rows]
    n = np.bincount(mine.indices, minlength=len(found.shingles))
    core = 2 * n >= n.max()
    of_core = np.bincount(np.repeat(np.arange(len(rows)), np.diff(mine.indptr)), core[mine.indices], len(rows))
    covered = float(np.mean(of_core / np.maximum(found.n_shingles[rows], 1)))
    if len(rows) < MANY and covered < COVERED:
        return None
    # What stands in other families as well, such as a harness's own prompt, would give several of them the same id.
    own = (n > 0) & (2 * n > np.bincount(found.matrix.indices, minlength=len(n)))
    return f"t_{int(found.shingles[_commonest(n, own if own.any() else core)].min()):016x}"


def _commonest(n: Int64s, among: Any) -> Any:
    """Those of a few shingles that half as many prompts have as have the commonest of them."""
    return among & (2 * n >= n[among].max())
