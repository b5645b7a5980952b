"""When each account worked and on what items, read once; what a set of accounts has of it is then a sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graphring.judge.candidates import Index
from graphring.judge.measures import Measures
from graphring.store.database import Database, statement

Counts = npt.NDArray[np.int64]
_BATCH: Final = 1_000_000
"""Rows of activity at a time: enough to be fast, few enough to be small."""


@dataclass(frozen=True)
class Rhythm:
    """By account number: exchanges in each hour of the day (n × 24), days as bits (n × bytes), items of work.

    `common[starts[a]:starts[a + 1]]` are the items of account a that others did as well.
    """

    hours: Counts
    days: npt.NDArray[np.uint8]
    n_items: Counts
    starts: Counts
    common: npt.NDArray[np.int32]

    def timed(self, members: Index, measures: Measures) -> Measures:
        """The measures of these members with hours, days and items of work."""
        return replace(
            measures, quiet_share=quiet_share(self.hours[members].sum(axis=0)),
            n_days=int(np.unpackbits(np.bitwise_or.reduce(self.days[members], axis=0)).sum()),
            item_overlap=self.item_overlap(members),
        )  # fmt: skip

    def item_overlap(self, members: Index) -> float | None:
        """Of what members could have in common in items, the share that they have: 1 when all do the same ones.

        With P pairs of member and item, I different items, M members with any: (P - I) / P x M / (M - 1). None where
        fewer than two members have items.
        """
        each = self.n_items[members]
        pairs, working = int(each.sum()), int((each > 0).sum())
        if working < 2:
            return None
        shared = np.concatenate([self.common[self.starts[a] : self.starts[a + 1]] for a in members])
        repeated = len(shared) - len(np.unique(shared))
        return min(1.0, repeated / pairs * working / (working - 1))


def rhythm(db: Database, n_accounts: int, until: datetime | None) -> Rhythm:
    """Read the activity and the items of all accounts; tables acct, seen_activity and ledger must be there."""
    hours, days = _active(db, n_accounts)
    db.run(statement("judge", "item_counts"), until=until)
    counted = db.table(statement("judge", "items_by_account"))
    n_items = np.zeros(n_accounts, np.int64)
    n_items[counted["a"].to_numpy()] = counted["n"].to_numpy()
    common = db.table(statement("judge", "items_in_common"))
    db.run("DROP TABLE done; DROP TABLE common")
    starts = np.searchsorted(common["a"].to_numpy(), np.arange(n_accounts + 1))
    return Rhythm(hours, days, n_items, starts, common["item"].to_numpy())


def _active(db: Database, n_accounts: int) -> tuple[Counts, npt.NDArray[np.uint8]]:
    """Exchanges by hour of the day, and days as bits, of each account."""
    span = db.rows(statement("judge", "rhythm_span"))[0]
    first, last = span["first"] or 0, span["last"] or 0
    hours = np.zeros((n_accounts, 24), np.int64)
    days = np.zeros((n_accounts, (last - first) // 8 + 1), np.uint8)
    for batch in db.batches(statement("judge", "rhythm_activity"), _BATCH):
        account, hour = batch["a"].to_numpy().astype(np.int64), batch["hour"].to_numpy()
        day = hour // 24 - first
        # one index instead of two: three times as fast
        np.add.at(hours.reshape(-1), account * 24 + hour % 24, batch["n"].to_numpy())
        np.bitwise_or.at(days.reshape(-1), account * days.shape[1] + (day >> 3), (1 << (day & 7)).astype(np.uint8))
    return hours, days


def quiet_share(hours: Any) -> float | None:
    """Share of activity in the day's quietest eight hours in a row (1/3 = no night); None below 50 exchanges."""
    total = int(np.sum(hours))
    if total < 50:
        return None
    doubled = np.concatenate([[0], np.cumsum(np.tile(hours, 2))])
    return int((doubled[8:32] - doubled[:24]).min()) / total
