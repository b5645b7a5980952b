"""Prompts to templates on worlds with known truth, beside other methods; and how fast prompts are fingerprinted.

    pip install -e '.[dev,templates-peers]'
    python benchmarks/templates.py [--reworded 0 0.1 0.25 0.5] [--seed 1] [--write]

The world is the scenario `prompts`; `--reworded` is the share of a template's words that are others each time it is
sent. V-measure is over exchanges whose true template at least four accounts sent in at least four exchanges; what a
method gives no template counts as one cluster more. `joined` is the share of the other exchanges that got a template.
Families are jobs: a ring's templates that are variants of one text are one family.
"""

from __future__ import annotations

import argparse
import platform
import resource
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import v_measure_score

import graphring as gr
from graphring.templates.grouping import OPEN_KEY, shingled

RESULTS = Path(__file__).parent / "results" / "templates.md"
LEAST = 4  # prompts and accounts
SPOKEN_MB = 50


def ours(prompts: list[str], accounts: list[str]) -> list[str]:
    return [one or "" for one in gr.templates(prompts, accounts)["template_id"].to_pylist()]


def log_parser(prompts: list[str], _: list[str]) -> list[str]:
    from drain3 import TemplateMiner
    from drain3.template_miner_config import TemplateMinerConfig

    miner = TemplateMiner(config=TemplateMinerConfig())
    return [str(miner.add_log_message(" ".join(one.split()))["cluster_id"]) for one in prompts]


def whole_documents(prompts: list[str], _: list[str]) -> list[str]:
    """MinHash of a prompt's words in threes; prompts that LSH (16 bands of 8 rows) pairs at Jaccard .5 are joined."""
    from rensa import RMinHash, RMinHashLSH

    index, parent = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16), list(range(len(prompts)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    kept: list[RMinHash] = []
    for n, prompt in enumerate(prompts):
        words = prompt.lower().split()
        if len(words) < 6:  # a script without spaces
            words = list(prompt)
        made = RMinHash(num_perm=128, seed=1)
        made.update([" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))])
        for other in index.query(made):
            if root(other) != root(n) and made.jaccard(kept[other]) >= 0.5:
                parent[root(n)] = root(other)
        index.insert(n, made)
        kept.append(made)
    return [str(root(n)) for n in range(len(prompts))]


METHODS: dict[str, Callable[[list[str], list[str]], list[str]]] = {
    "graphring": ours,
    "drain3, a log parser": log_parser,
    "rensa, MinHash of whole prompts": whole_documents,
}


def supported(labels: list[str], accounts: list[str]) -> list[str]:
    """Without clusters of fewer than four prompts or accounts: the same rule for every method."""
    rows, owners = defaultdict(int), defaultdict(set)
    for label, account in zip(labels, accounts, strict=True):
        rows[label] += 1
        owners[label].add(account)
    return [one if one and rows[one] >= LEAST and len(owners[one]) >= LEAST else "" for one in labels]


def world(reworded: float, seed: int, folder: Path) -> Path:
    scenario = (files("graphring.simulate") / "scenarios" / "prompts.toml").read_text()
    stated = tomllib.loads(scenario)["text"]["paraphrase"]
    changed = scenario.replace(f"paraphrase = {stated}", f"paraphrase = {reworded}")
    (folder / "scenario.toml").write_text(changed)
    gr.simulate(str(folder / "scenario.toml"), to=str(folder / "world"), seed=seed)
    return folder / "world"


def measured(reworded: float, seed: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = world(reworded, seed, Path(folder))
        log = pq.read_table(made / "exchanges.parquet", columns=["account_id", "prompt"])
        truth = pq.read_table(made / "truth_prompts.parquet")
    accounts, prompts = log["account_id"].to_pylist(), log["prompt"].to_pylist()
    template, family = ([one or "" for one in truth[name].to_pylist()] for name in ("template_id", "family"))
    known = np.array([bool(one) for one in supported(family, accounts)])
    rows = []
    for name, method in METHODS.items():
        start = time.process_time()
        found = np.array(supported(method(prompts, accounts), accounts))
        spent = time.process_time() - start
        v = [v_measure_score(np.array(true)[known], found[known]) for true in (template, family)]
        joined = float(np.mean(found[~known] != ""))
        rows.append(f"| {reworded:.0%} | {name} | {v[0]:.3f} | {v[1]:.3f} | {joined:.2f} | {spent:.1f} |")
        print(rows[-1], flush=True)
    return rows


def fingerprinting() -> str:
    """Processor time for prompts of 500 characters in two scripts, after what is compiled has been compiled."""
    lines = []
    for name, words in (
        ("English", ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]),
        ("Greek", ["άλφα", "βήτα", "γάμμα", "δέλτα", "έψιλον", "ζήτα", "ήτα", "θήτα"]),
    ):
        draws = np.random.default_rng(1)
        text = " ".join(np.array(words)[draws.integers(0, 8, 90)])[:500]
        n = SPOKEN_MB * 1_000_000 // len(text.encode())
        shingled([text], OPEN_KEY)
        start = time.process_time()
        shingled([text] * n, OPEN_KEY)
        lines.append(f"{name}: {SPOKEN_MB / (time.process_time() - start):.0f} MB a second")
    return ", ".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reworded", type=float, nargs="*", default=[0, 0.1, 0.25, 0.5])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    speed = fingerprinting()
    print(speed)
    rows = [row for reworded in given.reworded for row in measured(reworded, given.seed)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    said = (
        f"""# Prompts to templates

Made by `python benchmarks/templates.py --seed {given.seed} --write`, Python {platform.python_version()}, drain3 {version("drain3")}, rensa {version("rensa")}. One run.
V-measure against templates and against families (jobs); `joined`: share of exchanges without a shared template that got
one. CPU seconds of each method, peak memory of all together {peak:.1f} GB.

| reworded | method | V, templates | V, families | joined | CPU seconds |
|---|---|---|---|---|---|
"""
        + "\n".join(rows)
        + f"\n\nFingerprinting, one core: {speed}.\n"
    )
    if given.write:
        RESULTS.write_text(said)


if __name__ == "__main__":
    main()
