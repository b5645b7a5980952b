"""FRAUDAR (Hooi et al., KDD 2016, DOI 10.1145/2939672.2939747): the densest block of accounts and entities, peeled greedily.

Suspiciousness of a block S is g(S) = f(S) / |S|, f the sum over its links of 1 / ln(d + 5), d the accounts of the linked
entity: camouflage on popular things adds nearly nothing. Whoever has the least in the block is taken away until nothing
is left; the best block on the way has at least half of the greatest g there is. Then its links are taken out, and the
next block is looked for, with column weights of what is left. A heap serves as priority structure: O(links log nodes) a block.

Own implementation, after the paper. A link is an account that used a card, an address or a template, however often;
what one account alone uses can't be shared and is left out.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa

from peers.groups import rings
from peers.links import ADDRESS, CARD, TEMPLATE, links

TITLE = "FRAUDAR"
_UNIT = 10**9  # weights are integers, so that sums are exact and equal ones equal
_SMOOTH = 5  # the paper's constant c


@dataclass(frozen=True)
class Choice:
    kinds: tuple[str, ...]
    blocks: int
    """Blocks looked for at most."""
    share: float
    """Of the first block's suspiciousness: a block with less ends the search."""
    least: int
    """Fewest accounts of a block that is called a ring."""


# No fixed number of blocks is among them: 20 are best where 22 rings are planted, and nobody knows how many there are.
TRIED = tuple(
    Choice(kinds, 40, share, 5)
    for kinds, share in product(
        ((CARD, ADDRESS), (CARD, ADDRESS, TEMPLATE)), (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7)
    )
)
CHOSEN = Choice((CARD, ADDRESS), 40, 0.2, 5)


@dataclass(frozen=True)
class Block:
    accounts: np.ndarray
    entities: np.ndarray
    suspiciousness: float
    """In billionths."""


def found(folder: Path, choice: Choice = CHOSEN) -> pa.Table:
    used = links(folder, choice.kinds)
    label = np.full(len(used.account_id), -1)
    for number, block in enumerate(blocks(used.rows, used.columns, choice.blocks, choice.share)):
        fresh = block.accounts[label[block.accounts] < 0]
        label[fresh] = number
    return rings(used, label, choice.least)


def blocks(rows: np.ndarray, columns: np.ndarray, most: int, share: float = 0.0) -> list[Block]:
    """Up to `most` blocks, one after another, until one has less than that share of the first one's suspiciousness."""
    made: list[Block] = []
    while len(made) < most and len(rows):
        block = densest(rows, columns)
        if made and block.suspiciousness < share * made[0].suspiciousness:
            break
        made.append(block)
        inside = np.isin(rows, block.accounts) & np.isin(columns, block.entities)
        rows, columns = rows[~inside], columns[~inside]
    return made


def densest(rows: np.ndarray, columns: np.ndarray) -> Block:
    """The best block on the way of the greedy peeling; each link once, at least one."""
    accounts, row = np.unique(rows, return_inverse=True)
    entities, column = np.unique(columns, return_inverse=True)
    weight = column_weights(column)
    order = peeled(row, column + len(accounts), weight[column])
    left = np.ones(len(accounts) + len(entities), dtype=bool)
    left[order] = False
    inside = left[row] & left[column + len(accounts)]
    suspiciousness = int(weight[column[inside]].sum()) / int(left.sum())
    return Block(accounts[left[: len(accounts)]], entities[left[len(accounts) :]], suspiciousness)


def column_weights(column: np.ndarray) -> np.ndarray:
    """1 / ln(d + 5) of each entity, d its accounts, in billionths."""
    return np.array([round(_UNIT / math.log(d + _SMOOTH)) for d in np.bincount(column).tolist()], dtype=np.int64)


def peeled(one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> list[int]:
    """Nodes taken away, lightest first (of equal ones the least number), until the best block is left."""
    n = int(other.max()) + 1
    edges = _edges(n, one, other, weight)
    has = np.zeros(n, dtype=np.int64)
    np.add.at(has, one, weight)
    np.add.at(has, other, weight)
    has = has.tolist()
    heap = [(w, node) for node, w in enumerate(has)]
    heapq.heapify(heap)
    total, gone, taken = int(weight.sum()), [False] * n, []
    best, best_total, best_left = 0, total, n
    while heap:
        w, node = heapq.heappop(heap)
        if gone[node] or w != has[node]:
            continue  # an older weight of a node that has less by now
        gone[node] = True
        taken.append(node)
        total -= w
        for neighbour, shared in edges[node]:
            if not gone[neighbour]:
                has[neighbour] -= shared
                heapq.heappush(heap, (has[neighbour], neighbour))
        left = n - len(taken)
        if left and total * best_left > best_total * left:  # g is greater, without a division
            best, best_total, best_left = len(taken), total, left
    return taken[:best]


def _edges(n: int, one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> list[list[tuple[int, int]]]:
    made: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for a, b, w in zip(one.tolist(), other.tolist(), weight.tolist(), strict=True):
        made[a].append((b, w))
        made[b].append((a, w))
    return made
