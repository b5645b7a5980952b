"""Whether a server answers, and its first password: two queries over HTTP, without a driver."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from typing import Final

_FIRST: Final = "neo4j"
"""User and password of a new server."""


def has_password(http: int, password: str) -> bool:
    """Whether a query answers with this password."""
    return _answers(http, "neo4j", password, "RETURN 1")


def set_first_password(http: int, password: str) -> bool:
    """Give a new server its password; False when it is not up yet, or not new."""
    change = "ALTER CURRENT USER SET PASSWORD FROM $first TO $chosen"
    return _answers(http, "system", _FIRST, change, first=_FIRST, chosen=password)


def _answers(http: int, database: str, password: str, query: str, **parameters: str) -> bool:
    token = base64.b64encode(f"{_FIRST}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
    if database != "system":
        headers["Access-Mode"] = "READ"  # or a database that is read-only never answers
    request = urllib.request.Request(
        f"http://127.0.0.1:{http}/db/{database}/tx/commit",
        data=json.dumps({"statements": [{"statement": query, "parameters": parameters}]}).encode(),
        headers=headers,
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=30) as answer:
            return not json.load(answer)["errors"]
    except (OSError, ValueError):
        return False
