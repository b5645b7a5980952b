"""`graphring evaluate` and `Case.evaluate` on a small world: several looks, another seed, decisions."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from installed import TEST_KEY, Done, Graphring

import graphring as gr
from graphring.model.evaluation import Evaluation

START = datetime(2026, 3, 2, tzinfo=UTC)
LOOKS = (START + timedelta(days=9), START + timedelta(days=17))
RING = [f"pool-{i:02}" for i in range(20)]
PEOPLE = [f"user-{i:03}" for i in range(250)]
CUSTOMER = "pool-19"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def calls() -> pa.Table:
    """24 days of 250 people, each alone, and of a pool of twenty, half of whom come after twelve days."""
    rng = Random(4)
    made = [(START + timedelta(hours=rng.uniform(0, 576)), who, f"198.51.{i % 256}.{1 + i % 250}", f"own-{i}-{n % 2}")
            for i, who in enumerate(PEOPLE) for n in range(6)]  # fmt: skip
    late = [(who, 288 * (i % 2)) for i, who in enumerate(RING)]
    made += [(START + timedelta(hours=rng.uniform(since, 576)), who, f"203.0.113.{rng.randrange(6)}", f"job-{n % 3}")
             for who, since in late for n in range(40)]  # fmt: skip
    return pa.table(
        {name: [row[i] for row in made] for i, name in enumerate(("time", "account_id", "ip", "template_id"))}
    )


def cards() -> pa.Table:
    """Billed since long before: that is no activity."""
    paid = [(who, f"card-{who}") for who in PEOPLE] + [(who, f"pool-card-{i % 4}") for i, who in enumerate(RING)]
    return pa.table({
        "account_id": [who for who, _ in paid], "instrument": [card for _, card in paid],
        "first_seen": ["2025-01-01T00:00:00Z"] * len(paid),
    })  # fmt: skip


def decisions() -> pa.Table:
    """Two of the ring, its customer and an innocent are confirmed; one of the ring was, and was cleared later."""
    told = [
        *((who, "confirmed", 1) for who in (RING[0], RING[1], CUSTOMER, PEOPLE[0], RING[2])),
        (RING[2], "cleared", 2),
    ]
    return pa.table({
        "what": ["account"] * 6, "id": [t[0] for t in told], "decision": [t[1] for t in told], "reason": ["seen"] * 6,
        "by": ["ann"] * 6, "at": [f"2026-04-0{t[2]}T00:00:00Z" for t in told],
    })  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`truth.csv`, and `case`: two looks back, another seed, other settings, and a run over all the data."""
    folder = tmp_path_factory.mktemp("evaluated")
    known = [f"{who},pool,{'proxy_customer' if who == CUSTOMER else 'operated'},\n" for who in RING]
    known += [f"{who},,,ordinary\n" for who in PEOPLE]
    (folder / "truth.csv").write_text("account_id,ring,role,kind\n" + "".join(known), encoding="utf-8")
    case = gr.Case.create(folder / "case", key=TEST_KEY)
    assert case.ingest(calls()).ok
    assert case.ingest(cards(), kind="instruments").ok
    assert case.ingest(decisions(), kind="decisions").ok
    for until in LOOKS:
        case.find_rings(until=until)
    case.find_rings(settings=gr.Settings.model_validate({"detect": {"seed": 7}}))
    case.find_rings(settings=gr.Settings.model_validate({"judge": {"min_members": 6}}), until=LOOKS[0])
    case.find_rings()
    return folder


@pytest.fixture(scope="module")
def made(folder: Path) -> Evaluation:
    return gr.Case.open(folder / "case", key=TEST_KEY).evaluate(folder / "truth.csv")


@pytest.fixture
def run(graphring: Graphring, folder: Path) -> Graphring:
    def there(*words: object, ok: bool = True, truth: object = "truth.csv") -> Done:
        return graphring("evaluate", "case", "--truth", truth, *words, ok=ok, cwd=folder)

    return there


def test_the_list_to_act_on_is_what_is_confirmed_now(made: Evaluation) -> None:
    assert made.to_act_on is not None
    told = made.to_act_on
    assert (told.n_listed, told.n_right, told.n_caught, told.n_innocent) == (4, 2, 1, 1)


def test_days_count_from_first_activity_to_the_first_look(folder: Path, made: Evaluation) -> None:
    case = gr.Case.open(folder / "case", key=TEST_KEY)
    last = case.run().groups[0].summary.method.data_last
    looks = list(zip((*LOOKS, last), (*case.run_ids[:2], case.run_ids[-1]), strict=True))
    assert made.detection is not None
    assert len(made.detection.looks) == 3  # neither the other seed nor the other settings
    first = {
        row["account_id"]: row["time_min"]
        for row in calls().group_by("account_id").aggregate([("time", "min")]).to_pylist()
    }
    has = {run_id: flagged(case.run(run_id)) for _, run_id in looks}
    waited = sorted(
        (min(at for at, run_id in looks if account in has[run_id]) - first[account]).total_seconds() / 86_400
        for account in RING if account != CUSTOMER
    )  # fmt: skip
    figures = made.detection.days["ring+review"]
    assert figures.n_accounts == figures.n_detected == 19
    told = (figures.quartile_days, figures.median_days, figures.upper_quartile_days)
    assert told == pytest.approx([waited[4], waited[9], waited[14]], abs=1 / 24)  # the case knows the hour
    assert waited[9] < 15


def flagged(run: gr.Run) -> set[str]:
    return {m["account_id"] for m in run.members.to_pylist() if m["verdict"] in ("ring", "review")}


def test_runs_that_differ_by_their_seed_only_are_compared(folder: Path, made: Evaluation) -> None:
    case = gr.Case.open(folder / "case", key=TEST_KEY)
    assert made.agreement == gr.agreement([case.run().members, case.run(case.run_ids[2]).members])


def test_an_earlier_run_is_measured_as_it_was(folder: Path) -> None:
    case = gr.Case.open(folder / "case", key=TEST_KEY)
    early = case.evaluate(folder / "truth.csv", run_id=case.run_ids[0])
    assert early.accounts == gr.evaluate(case.run(case.run_ids[0]).members, folder / "truth.csv").accounts
    assert early.detection is None  # nothing looked earlier
    assert any("--until" in notice for notice in early.notices)


def test_the_command_says_what_python_says(run: Graphring, made: Evaluation, tmp_path: Path) -> None:
    assert json.loads(run("--format", "json").stdout) == json.loads(made.to_json())
    listed = rows(run().stdout)
    assert list(listed[0]) == ["measure", "at", "of", "value", "low", "high"]
    told = {(row["measure"], row["at"], row["of"]): row for row in listed}
    assert len(told) == len(listed)
    recall = told["accounts_recall", "ring+review", ""]
    assert float(recall["value"]) == made.accounts["ring+review"].recall
    assert made.accounts["ring+review"].recall_interval == (float(recall["low"]), float(recall["high"]))
    for kind in made.innocents:
        assert float(told["innocent_per_100k", "ring", kind.kind]["value"]) == kind.ring.per_100k


def test_the_table_fits_a_terminal_of_80_columns(run: Graphring, made: Evaluation) -> None:
    text = run("--format", "table").stdout
    assert max(map(len, text.splitlines())) <= 80
    assert f"{made.accounts['ring'].precision:.3f}" in text
    for row in made.ring_by_ring:
        assert row.ring[:10] in text
    for words in (
        "at ring and review",
        "Days from first activity until found, over 3 looks",
        "Agreement of 2 seeds",
        "Mind:",
    ):
        assert words in text


def test_a_page_is_written_where_the_name_says_so(run: Graphring, tmp_path: Path) -> None:
    done = run("--to", tmp_path / "page.html")
    assert done.stdout == ""
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "of case against truth.csv" in page


def test_a_truth_that_does_not_fit_is_one_sentence(run: Graphring, tmp_path: Path) -> None:
    (tmp_path / "twice.csv").write_text("account_id,ring\n\x1b[31m,R\n\x1b[31m,R\n", encoding="utf-8")
    for name, words in (("twice.csv", "the account \\x1b[31m twice"), ("none.csv", "check the path")):
        done = run("--to", tmp_path / "page.html", truth=tmp_path / name, ok=False)
        assert done.returncode == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert not (tmp_path / "page.html").exists()


def test_a_run_that_is_not_there_and_a_truth_that_was_not_given(run: Graphring, graphring: Graphring) -> None:
    assert "no run 77" in run("--run", "77", ok=False).stderr
    assert graphring("evaluate", "case", ok=False).returncode == 2
