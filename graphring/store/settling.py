"""After rows went out of the case: what they repeat comes back, and every derived table is made again."""

from __future__ import annotations

from graphring.model.progress import Progress
from graphring.store.database import Database, statement
from graphring.store.derive import derive
from graphring.store.held import come_back
from graphring.store.ledger import HasLedger, drop_unlisted, lend_ledger


def settle(db: Database, case: HasLedger, progress: Progress) -> int:
    """Bring the case to what it would be without the rows that went; how many rows came back.

    The temporary tables of `derive.begin` must be there. A kill in between leaves the case marked as stale, and the
    next command that writes settles it.
    """
    progress.step("counting links and activity anew")
    with db.transaction():
        n = come_back(db, case)
        lend_ledger(db, case)
        db.run(statement("store", "days_of_sources"))
    derive(db, case, whole=True)
    drop_unlisted(db, case.ledger)
    return n
