"""A pool of accounts for hire, whatever its size: it serves campaigns, and customers who know nothing of them.

Published shapes: more than 20,000 accounts at once, mixed with unrelated customers' traffic, banned ones replaced
(February 2026); 151 million exchanges with one fixed prompt over two pools, the second of which also served two
other groups; more than 1,500 accounts with some 267 exchanges each, through coding clients (both September 2026).
"""

from __future__ import annotations

from typing import Literal

from graphring.simulate.rings.job import Job


class Pool(Job):
    """A job with nothing special about it."""

    style: Literal["pool"]
