"""Who used what, from the files of a world: accounts and shared entities as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
import scipy.sparse as sp

CARD, ADDRESS, TEMPLATE = "payment_instrument", "ip_address", "prompt_template"
# What a platform knows to be innocent it leaves out; proxies and operators it would rather look at.
_INNOCENT = ("nat", "cloud", "office", "campus", "vpn", "relay", "reseller", "public_template")

_ACCOUNTS = """
SELECT account_id, coalesce(close_reason = 'enforcement', false) AS banned
FROM read_csv($accounts, all_varchar = true)
ORDER BY account_id
"""
_LINKS = """
WITH used AS (
    SELECT DISTINCT account_id, 'ip_address' AS kind, ip AS entity_id FROM read_parquet($exchanges) WHERE ip IS NOT NULL
    UNION ALL
    SELECT DISTINCT account_id, 'prompt_template', {text} FROM read_parquet($exchanges) WHERE {text} IS NOT NULL
    UNION ALL
    SELECT DISTINCT account_id, 'payment_instrument', instrument FROM read_csv($instruments, all_varchar = true)
),
known AS (SELECT kind, entity_id FROM read_csv($entities, all_varchar = true) WHERE list_contains($innocent, class)),
shared AS (
    SELECT kind, entity_id, count(*) AS n_accounts FROM used
    WHERE list_contains($kinds, kind) GROUP BY kind, entity_id HAVING count(*) BETWEEN 2 AND $most
)
SELECT account_id, kind || ' ' || entity_id AS entity
FROM used JOIN shared USING (kind, entity_id) ANTI JOIN known USING (kind, entity_id)
ORDER BY account_id, entity
"""


@dataclass(frozen=True)
class Links:
    """Every account of a world, and which of the shared entities it used (each pair once)."""

    account_id: np.ndarray
    banned: np.ndarray
    entity: np.ndarray
    """Names of the shared entities."""
    rows: np.ndarray
    columns: np.ndarray

    def matrix(self) -> sp.csr_matrix:
        """Accounts by entities, 1 where used."""
        shape = len(self.account_id), len(self.entity)
        return sp.csr_matrix((np.ones(len(self.rows), dtype=np.int64), (self.rows, self.columns)), shape=shape)

    def pairs(self) -> sp.coo_matrix:
        """Accounts that share something, each pair once, with the number of things they share."""
        used = self.matrix()
        return sp.triu(used @ used.T, k=1).tocoo()


def links(folder: Path, kinds: tuple[str, ...], most: int | None = None) -> Links:
    """Links to entities of those kinds that two accounts or more use, and `most` at most."""
    files = {name: str(folder / f"{name}.csv") for name in ("instruments", "entities")}
    given = {"exchanges": str(folder / "exchanges.parquet"), **files, "innocent": list(_INNOCENT)}
    # A world with prompts instead of templates: the same text is the same template.
    text = "template_id" if "template_id" in pq.read_schema(given["exchanges"]).names else "prompt"
    with duckdb.connect() as db:
        accounts = db.execute(_ACCOUNTS, {"accounts": str(folder / "accounts.csv")}).fetchnumpy()
        used = db.execute(
            _LINKS.replace("{text}", text), {**given, "kinds": list(kinds), "most": most or 2**62}
        ).fetchnumpy()
    entity, columns = np.unique(_texts(used["entity"]), return_inverse=True)
    account_id = _texts(accounts["account_id"])
    rows = np.searchsorted(account_id, _texts(used["account_id"]))
    return Links(account_id, np.asarray(accounts["banned"], dtype=bool), entity, rows, columns)


def _texts(column: np.ndarray) -> np.ndarray:
    return np.asarray(column, dtype=str)
