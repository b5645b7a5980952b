"""The whole command-line way from files to reports on real exports, where they are there."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow.csv
import pytest
from installed import TEST_KEY, Done
from integration_made import Stage

from graphring.settings import Machine
from graphring.store.case import CaseFolder

DATA = Path(os.environ.get("GRAPHRING_DATA", Path(__file__).parents[3] / "shared" / "data"))
ROWS = re.compile(r"([\d,]+) rows = ([\d,]+) used \+ ([\d,]+) rejected \+ ([\d,]+) repeated")
QUICKLY = "[detect]\nbootstraps = 0\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (DATA / "p2p").is_dir(), reason="no data: name its folder in GRAPHRING_DATA"),
]


def rows_of(done: Done) -> list[tuple[int, ...]]:
    """The counts that an ingest prints, one row a file; they must add up."""
    assert done.returncode == 0, done.stderr
    counts = [tuple(int(n.replace(",", "")) for n in found) for found in ROWS.findall(done.stderr)]
    assert counts, done.stderr
    assert all(rows == used + rejected + repeated for rows, used, rejected, repeated in counts)
    return counts


def listing(done: Done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def reported(stage: Stage, case: str) -> list[dict[str, str]]:
    """From a case with files to reports; the rings that were listed on the way."""
    (stage.folder / "quick.toml").write_text(QUICKLY)
    assert stage.finished("find", case, "--settings", "quick.toml").returncode == 0
    rings = listing(stage.finished("rings", case))
    assert rings
    formats = [word for name in ("html", "md", "json") for word in ("--format", name)]
    done = stage.finished("report", case, "--to", "out", *formats)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (stage.folder / "out").iterdir()}
    names = ["index", *(ring["ring_id"] for ring in rings)]
    assert written == {f"{name}.{ending}" for name in names for ending in ("html", "md", "json")}
    why = stage.finished("why", case, rings[0]["ring_id"])
    assert why.returncode == 0
    assert rings[0]["score"] in why.stdout
    assert stage.finished("verify", case).returncode == 0
    return rings


def shared_by_flagged(case: Path, kind: str, flagged: set[str]) -> tuple[int, int, int]:
    """Shared entities with no, all, and some of their accounts charged back, from the case's own links."""
    with CaseFolder.open(case, TEST_KEY).reading(Machine()) as db:
        rows = db.rows("SELECT entity_id, list(account_id) AS own FROM link WHERE kind = $k GROUP BY entity_id", k=kind)
    shares = [len(flagged & set(row["own"])) / len(row["own"]) for row in rows if len(row["own"]) > 1]
    return shares.count(0), shares.count(1), sum(0 < share < 1 for share in shares)


def test_payments_between_persons(stage: Stage) -> None:
    folder, case = DATA / "p2p", stage.folder / "case"
    (stage.folder / "events.toml").write_text(
        '[columns]\naccount_id = "account"\nentity_id = "entity"\nfirst_seen = "time"\n'
    )
    done = stage.finished("ingest", "case", folder / "events.csv.gz", "--as", "links", "--columns", "events.toml",
                          "--tz", "UTC")  # fmt: skip
    ((rows, used, *_),) = rows_of(done)
    with gzip.open(folder / "events.csv.gz", "rt") as lines:
        assert rows == used == sum(1 for _ in lines) - 1
    labels = pyarrow.csv.read_csv(folder / "labels.csv").to_pylist()
    flagged = {row["account"] for row in labels if row["fraud"] == 1}
    assert shared_by_flagged(case, "payment_instrument", flagged) == (8185, 31, 274)
    assert shared_by_flagged(case, "device", flagged) == (2655, 2, 88)
    rings = reported(stage, "case")
    summary = json.loads((stage.folder / "out" / f"{rings[0]['ring_id']}.json").read_text())
    assert summary["n_members"] == int(rings[0]["n_members"])
    cards = pyarrow.csv.read_csv(folder / "events.csv.gz").to_pylist()[0]["entity"]
    assert cards not in "".join(path.read_text() for path in (stage.folder / "out").glob("*.json"))


def test_an_airdrop_review(stage: Stage) -> None:
    folder = DATA / "hop"
    links = pyarrow.csv.read_csv(folder / "links.csv.gz").to_pylist()
    hubs = pyarrow.csv.read_csv(folder / "hubs.csv.gz")["entity"].to_pylist()
    named = {"received": ("funded_by", "payment"), "sent": ("pays_to", "other")}
    told = ((row["account"], *named[row["direction"]], row["entity"], row["n_transfers"]) for row in links)
    _write(stage.folder / "links.csv", ("account_id", "kind", "family", "entity_id", "n"), told)
    listed = ((kind, hub, "relay") for kind, _ in named.values() for hub in hubs)
    _write(stage.folder / "hubs.csv", ("kind", "entity_id", "class"), listed)
    (stage.folder / "accounts.toml").write_text(
        '[columns]\naccount_id = "account"\ncreated_at = "first_hop_use_unix"\n'
    )
    counts = rows_of(stage.finished("ingest", "case", "links.csv", "hubs.csv"))
    assert [used for _, used, *_ in counts] == [len(links), 2 * len(hubs)]
    done = stage.finished(
        "ingest", "case", folder / "accounts.csv.gz", "--as", "accounts", "--columns", "accounts.toml"
    )
    rows_of(done)
    reported(stage, "case")
    flat = listing(stage.finished("communities", "case"))
    assert len(flat) == len({row["account_id"] for row in flat}) == len({r["account"] for r in links})


def _write(path: Path, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(names)
        writer.writerows(rows)
