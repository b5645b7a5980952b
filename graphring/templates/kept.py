"""Shingles that enough accounts have in enough prompts, and the prompts as rows of a matrix of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graphring.templates.shingles import UInt64s
from graphring.templates.text import Int64s

Int32s = npt.NDArray[np.int32]


class Sent(NamedTuple):
    """Prompts as sorted shingles, all in one row: those of prompt p are `shingles[starts[p]:starts[p + 1]]`."""

    shingles: UInt64s
    starts: Int64s
    account: Int64s
    """A number for who sent each prompt."""


class Kept(NamedTuple):
    """Different prompts of each account (in an order that rows don't change) by the shingles that are kept of them."""

    matrix: sparse.csr_matrix
    shingles: UInt64s
    of_prompt: Int64s
    """The row of the matrix for each prompt."""
    account: Int64s
    n: Int64s
    """Prompts behind each row."""
    n_shingles: Int64s
    """Shingles of each row, with those that were forgotten."""


def kept(sent: Sent, min_support: int, min_accounts: int) -> Kept:
    """What several accounts share; all else is forgotten here."""
    names, column = np.unique(sent.shingles, return_inverse=True)
    prompt = np.repeat(np.arange(len(sent.account)), np.diff(sent.starts))
    support = np.bincount(column, minlength=len(names))
    n_accounts = max(int(sent.account.max(initial=0)) + 1, 1)
    pairs = np.unique(column * n_accounts + sent.account[prompt])
    spread = np.bincount(pairs // n_accounts, minlength=len(names))
    enough = (support >= min_support) & (spread >= min_accounts)
    chosen = enough[column]
    place = np.cumsum(enough) - 1
    return _rows(sent, names[enough], (prompt[chosen], place[column[chosen]]))


def _rows(sent: Sent, names: UInt64s, entries: tuple[Int64s, Int64s]) -> Kept:
    """One row for prompts of an account that share the same shingles; ordered by what is in them, then by account."""
    prompt, column = entries
    mark = np.zeros(len(sent.account), np.uint64)
    np.add.at(mark, prompt, names[column] * np.uint64(0x9E3779B97F4A7C15))
    order = np.lexsort((sent.account, mark))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(mark[order]) != 0) | (np.diff(sent.account[order]) != 0)
    of_prompt = np.empty(len(order), np.int64)
    of_prompt[order] = np.cumsum(new) - 1
    first = order[new]
    chosen = np.zeros(len(order), bool)
    chosen[first] = True
    mine = chosen[prompt]
    shape = (len(first), len(names))
    ones = np.ones(int(mine.sum()))
    matrix = sparse.csr_matrix((ones, (of_prompt[prompt[mine]], column[mine])), shape=shape)
    matrix.sort_indices()
    return Kept(
        matrix,
        names,
        of_prompt,
        sent.account[first],
        np.bincount(of_prompt, minlength=len(first)),
        np.diff(sent.starts)[first],
    )
