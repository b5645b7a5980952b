"""Real data with known answers, from files to rings, against naive peers in the same run.

    python benchmarks/real_data.py [--data FOLDER] [--write]

FOLDER holds the public sets p2p, hop, coortweet (see CONTRIBUTING); without it, GRAPHRING_DATA. With --write the table
goes to benchmarks/results/real_data.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv

import graphring as gr

RESULTS = Path(__file__).parent / "results" / "real_data.md"


# --- measures -------------------------------------------------------------------------------------------------------


def b_cubed(found: Mapping[str, object], truth: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall, F over the accounts of `truth`; an account that is in no group is a group of its own."""
    label = {a: found.get(a, ("alone", a)) for a in truth}
    of_found, of_truth = Counter(label.values()), Counter(truth.values())
    joint = Counter((label[a], truth[a]) for a in truth)
    precision = float(np.mean([joint[label[a], truth[a]] / of_found[label[a]] for a in truth]))
    recall = float(np.mean([joint[label[a], truth[a]] / of_truth[truth[a]] for a in truth]))
    return precision, recall, 2 * precision * recall / (precision + recall)


def left_one_out(community: Mapping[str, object], flagged: set[str], everybody: int) -> dict[str, float]:
    """Flag an account when another flagged one is in its community: precision, recall, lift over the base rate."""
    counts = Counter(community[a] for a in flagged if a in community)
    predicted = {a for a, c in community.items() if counts[c] - (a in flagged) > 0}
    hit = len(predicted & flagged)
    precision = hit / max(1, len(predicted))
    return {"P": precision, "R": hit / len(flagged), "lift": precision / (len(flagged) / everybody)}


# --- p2p ------------------------------------------------------------------------------------------------------------


def p2p(data: Path, work: Path) -> list[str]:
    folder = data / "p2p"
    columns = {"account_id": "account", "entity_id": "entity", "first_seen": "time"}
    case = gr.Case.create(work / "p2p", key="a-key-for-benchmarks-only")
    ingested = case.ingest(folder / "events.csv.gz", kind="links", columns=columns, tz="UTC")
    flagged = {r["account"] for r in pa.csv.read_csv(folder / "labels.csv").to_pylist() if r["fraud"] == 1}
    everybody = pa.csv.read_csv(folder / "labels.csv").num_rows
    lines = [f"Rows of `events.csv.gz`: {ingested.files[0].rows:,} = {ingested.files[0].used:,} used + "
             f"{ingested.files[0].rejected:,} rejected + {ingested.files[0].repeated:,} repeated.", "",
             "| what our own tables say | published | ours |", "|---|---|---|"]  # fmt: skip
    lines += _published(folder, work / "p2p", flagged)
    start = perf_counter()
    alone = case.find_rings()
    seconds = perf_counter() - start
    relations = {"from_account": "account_id", "to_account": "other_account_id", "amount": "weight"}
    transfers = pa.csv.read_csv(folder / "transfers.csv.gz").append_column("kind", pa.array(["transfer"] * 102832))
    case.ingest(transfers.rename_columns([relations.get(n, n) for n in transfers.column_names]), kind="relations")
    both = case.find_rings()
    lines += ["", f"Flag an account when another charged-back one is in its community ({len(flagged)} of {everybody:,} are); "
              f"the first run took {seconds:.0f} s.", "", "| | P | R | lift |", "|---|---|---|---|"]  # fmt: skip
    for name, run in (("links alone", alone), ("with transfers as relations", both)):
        flat = dict(zip(*(run.communities[c].to_pylist() for c in ("account_id", "community_id")), strict=True))
        m = left_one_out(flat, flagged, everybody)
        lines.append(f"| graphring, flat partition, {name} | {m['P']:.3f} | {m['R']:.3f} | {m['lift']:.1f} |")
        listed = _of(run, ("ring", "review"))
        m = left_one_out(listed, flagged, everybody)
        lines.append(f"| graphring, `ring`+`review`, {name} | {m['P']:.3f} | {m['R']:.3f} | {m['lift']:.1f} |")
    return lines


def _published(folder: Path, case: Path, flagged: set[str]) -> list[str]:
    told = json.loads((folder / "published_results.json").read_text())["reproducible_without_ip"]
    db = duckdb.connect(str(case / "case.duckdb"), read_only=True)
    db.register("flagged", pa.table({"account_id": sorted(flagged)}))
    rows = []
    for name, kind in (("cards", "payment_instrument"), ("devices", "device")):
        got = db.execute(
            """SELECT count(*) FILTER (hit = 0), count(*) FILTER (hit = n), count(*) FILTER (hit > 0 AND hit < n) FROM (
                SELECT entity_id, count(*) AS n, count(f.account_id) AS hit FROM link LEFT JOIN flagged f USING (account_id)
                WHERE kind = ? GROUP BY entity_id HAVING count(*) > 1)""", [kind],
        ).fetchall()[0]  # fmt: skip
        want = told[f"shared_{name}_by_flagged_ratio"]
        rows.append(
            f"| shared {name}: no / all / some users charged back | {want['0']}/{want['1']}/{want['between']} | {got[0]}/{got[1]}/{got[2]} |"
        )
    db.register("transfer", pa.csv.read_csv(folder / "transfers.csv.gz"))
    pairs = db.execute(
        """SELECT count(*) FROM (SELECT DISTINCT from_account, to_account FROM transfer WHERE from_account <> to_account) t
        WHERE EXISTS (SELECT 1 FROM link x JOIN link y USING (kind, entity_id)
            WHERE kind = 'payment_instrument' AND x.account_id = from_account AND y.account_id = to_account)"""
    ).fetchall()[0][0]
    users = db.execute("SELECT count(DISTINCT account_id) FROM link").fetchall()[0][0]
    db.close()
    return [*rows, f"| directed pairs with a transfer and a shared card | {told['P2P_WITH_SHARED_CARD_directed_pairs']:,} | {pairs:,} |",
            f"| accounts with a card or device | – | {users:,} |"]  # fmt: skip


def _of(run: gr.Run, verdicts: tuple[str, ...]) -> dict[str, object]:
    rows = run.members.to_pylist()
    return {r["account_id"]: r["ring_id"] for r in rows if r["verdict"] in verdicts}


# --- hop ------------------------------------------------------------------------------------------------------------


def hop(data: Path, work: Path) -> list[str]:
    folder = data / "hop"
    accounts = pa.csv.read_csv(
        folder / "accounts.csv.gz", convert_options=pa.csv.ConvertOptions(strings_can_be_null=True)
    ).to_pylist()
    sybil = {a["account"]: a["team_group"] or a["report_group"] for a in accounts if a["sybil"] == 1}
    cleared = {a["account"] for a in accounts if a["team_group"] and a["team_group_eliminated"] == 0 and not a["sybil"]}
    lines = [f"{len(accounts):,} wallets, {len(sybil):,} eliminated after human review, {len(cleared):,} in groups that were "
             "reviewed and cleared. `funded_by` counts as payment, `pays_to` as other, a transfer between two wallets of the set "
             "as relation. B-cubed is over eliminated wallets: all of them (not found = alone), and those found.", "",
             "| | flagged | P | R | F1 | cleared wallets flagged | B³ F, all | B³ F, found |", "|---|---|---|---|---|---|---|---|"]  # fmt: skip
    for with_list in (True, False):
        run = _hop_run(folder, work / f"hop-{with_list}", accounts, with_list)
        words = "with" if with_list else "without"
        flat = dict(zip(*(run.communities[c].to_pylist() for c in ("account_id", "community_id")), strict=True))
        sizes = Counter(flat.values())
        for name, found in (
            ("`ring`", _of(run, ("ring",))),
            ("`ring`+`review`", _of(run, ("ring", "review"))),
            ("flat partition, communities of 8 and more", {a: c for a, c in flat.items() if sizes[c] >= 8}),
        ):
            lines.append(_hop_row(f"graphring, {name}, {words} hub list", found, sybil, cleared))
        lines.append(_hop_row(f"naive: degree cap 50, one modularity Leiden, communities of 8 and more, {words} hub list",
                              _naive(folder, with_list), sybil, cleared))  # fmt: skip
    return lines


def _hop_run(folder: Path, path: Path, accounts: list[dict[str, object]], with_list: bool) -> gr.Run:
    links = pa.csv.read_csv(folder / "links.csv.gz").to_pydict()
    hubs = pa.csv.read_csv(folder / "hubs.csv.gz")["entity"].to_pylist()
    known, wallets = set(hubs), {a["account"] for a in accounts}
    kinds = [{"received": "funded_by", "sent": "pays_to"}[d] for d in links["direction"]]
    case = gr.Case.create(path, key="a-key-for-benchmarks-only")
    case.ingest(pa.table({
        "account_id": links["account"], "kind": kinds, "entity_id": links["entity"], "n": links["n_transfers"],
        "family": [{"funded_by": "payment", "pays_to": "other"}[k] for k in kinds],
    }), kind="links")  # fmt: skip
    direct = sorted(
        {
            (a, e)
            for a, e in zip(links["account"], links["entity"], strict=True)
            if e in wallets and (not with_list or e not in known)
        }
    )
    case.ingest(pa.table({
        "account_id": [a for a, _ in direct], "other_account_id": [e for _, e in direct], "kind": ["transfer"] * len(direct),
    }), kind="relations")  # fmt: skip
    case.ingest(pa.table({
        "account_id": [a["account"] for a in accounts], "created_at": [a["first_hop_use_unix"] for a in accounts],
    }), kind="accounts")  # fmt: skip
    if with_list:
        both = [(k, h) for k in ("funded_by", "pays_to") for h in hubs]
        case.ingest(pa.table({
            "kind": [k for k, _ in both], "entity_id": [h for _, h in both], "class": ["relay"] * len(both),
        }), kind="entities")  # fmt: skip
    return case.find_rings()


def _hop_row(name: str, found: Mapping[str, object], sybil: Mapping[str, object], cleared: set[str]) -> str:
    flagged = set(found)
    hit = len(flagged & set(sybil))
    precision, recall = hit / max(1, len(flagged)), hit / len(sybil)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    whole, part = b_cubed(found, sybil), b_cubed(found, {a: t for a, t in sybil.items() if a in flagged})
    return (f"| {name} | {len(flagged):,} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {len(flagged & cleared):,} of {len(cleared):,} "
            f"| {whole[2]:.3f} | {part[2]:.3f} |")  # fmt: skip


def _naive(folder: Path, with_list: bool) -> dict[str, object]:
    import random

    import igraph

    links = pa.csv.read_csv(folder / "links.csv.gz")
    known = set(pa.csv.read_csv(folder / "hubs.csv.gz")["entity"].to_pylist()) if with_list else set()
    pairs = {
        p for p in zip(links["account"].to_pylist(), links["entity"].to_pylist(), strict=True) if p[1] not in known
    }
    degree, wallets = Counter(e for _, e in pairs), set(links["account"].to_pylist())
    kept = sorted(p for p in pairs if (2 <= degree[p[1]] <= 50 or p[1] in wallets) and p[0] != p[1])
    names = sorted({x for p in kept for x in p})
    at = {name: i for i, name in enumerate(names)}
    random.seed(0)
    igraph.set_random_number_generator(random)
    graph = igraph.Graph(n=len(names), edges=[(at[a], at[b]) for a, b in kept])
    member = graph.community_leiden(objective_function="modularity", n_iterations=5).membership
    found = {n: c for n, c in zip(names, member, strict=True) if n in wallets}
    sizes = Counter(found.values())
    return {a: c for a, c in found.items() if sizes[c] >= 8}


# --- coortweet ------------------------------------------------------------------------------------------------------


def coortweet(data: Path, _: Path) -> list[str]:
    folder = data / "coortweet"
    events = pa.csv.read_csv(folder / "russian_coord_tweets.csv.gz").rename_columns(
        ["object_id", "account_id", "content_id", "time"]
    )
    lines = [
        "| minimum participation | edges of the reference | ours | in both, same count | seconds |",
        "|---|---|---|---|---|",
    ]
    for least in (2, 5):
        told = pa.csv.read_csv(folder / f"expected_cooRtweet_russian_w60_mp{least}_edges.csv").to_pylist()
        want = {(*sorted((r["from"], r["to"])), r["weight"]) for r in told}
        start = perf_counter()
        got = {
            (r["account_a"], r["account_b"], r["n"])
            for r in gr.coactivity(events, window_s=60, min_participation=least).to_pylist()
        }
        lines.append(f"| {least} | {len(want):,} | {len(got):,} | {len(want & got):,} | {perf_counter() - start:.2f} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("GRAPHRING_DATA", "../shared/data"))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    data = Path(given.data)
    if not (data / "p2p").is_dir():
        print(f"no data in {data}: name the folder with --data or GRAPHRING_DATA", file=sys.stderr)
        return 1
    lines = [
        "# Real data with known answers",
        "",
        "Made by `python benchmarks/real_data.py --write`. Public sets; nothing here is synthetic.",
    ]
    with tempfile.TemporaryDirectory() as work:
        for title, part in (
            ("Payments between persons (p2p)", p2p),
            ("Airdrop review (hop)", hop),
            ("Co-sharing (coortweet)", coortweet),
        ):
            lines += ["", f"## {title}", "", *part(data, Path(work))]
            print(*lines[-30:], sep="\n", file=sys.stderr)
    text = "\n".join(lines) + "\n"
    if given.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
