"""Which values the peers run with: a few are tried on one world, and the best by account F1 is kept in the peer's file.

    python benchmarks/tune_peers.py [--scenario base] [--seeds 3]     (writes benchmarks/results/scoreboard/peers.md)

CHOSEN in each file of benchmarks/peers is set by hand to the best line; a test holds it to this table. The scenario is the
only one that they may be tuned on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from board.tables import table, told
from peers import PEERS, gds_louvain, peer

import graphring as gr

RESULT = Path(__file__).parent / "results" / "scoreboard" / "peers.md"
ON = "base"
SHOWN = 5


def tried(name: str, folders: list[Path]) -> list[tuple[float, float, float, str]]:
    """Every choice with its mean F1, precision and recall of accounts, best first; of equal ones the first tried."""
    made = []
    for choice in peer(name).TRIED:
        found = [gr.evaluate(peer(name).found(f, choice), f / "truth.csv").accounts["ring"] for f in folders]
        f1, precision, recall = (
            sum(getattr(x, of) or 0.0 for x in found) / len(found) for of in ("f1", "precision", "recall")
        )
        made.append((round(f1, 6), precision, recall, words(choice)))
    return sorted(made, key=lambda told: -told[0])


def words(choice: object) -> str:
    told_of = {k: " + ".join(v) if isinstance(v, tuple) else v for k, v in vars(choice).items()}
    return ", ".join(f"{key} {value}" for key, value in told_of.items())


def page(scenario: str, folders: list[Path]) -> Iterator[str]:
    yield f"`python benchmarks/tune_peers.py --scenario {scenario} --seeds {len(folders)}`\n"
    yield f"Mean over {len(folders)} seeds of the scenario `{scenario}`; the best {SHOWN} of what was tried, and how many that was."
    for name in PEERS:
        yield f"\n## {peer(name).TITLE}\n"
        why = gds_louvain.absent() if name == "gds_louvain" else ""
        if why:
            yield f"Not run: {why}. It runs with the values of the nearest peer, {words(peer(name).CHOSEN)}."
            continue
        rows = tried(name, folders)
        yield from table(
            ("values", "F1", "precision", "recall"), ([r[3], *(told(x, 3) for x in r[:3])] for r in rows[:SHOWN])
        )
        yield f"\n{len(rows)} tried. Runs with: {words(peer(name).CHOSEN)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", default=ON)
    parser.add_argument("--seeds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folders = [gr.simulate(given.scenario, Path(name) / str(seed), seed).folder for seed in range(given.seeds)]
        lines = []
        for text in page(given.scenario, folders):
            print(text, flush=True)
            lines.append(text)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
