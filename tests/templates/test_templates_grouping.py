"""gr.templates: planted templates come back, boilerplate and strangers are kept apart, the order of rows is nothing."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import v_measure_score

import graphring as gr

REAL = Path(__file__).parents[3] / "shared/data/prompts/awesome_prompts_2023.csv"
HARNESS = "You work in an editor. Offer the smallest change that does what is asked, and keep the style of the file. "


def planted(seed: int, reworded: float) -> tuple[list[str], list[str], list[int]]:
    """Eight templates of 60 words, 60 prompts each by ten accounts, half of them behind a harness's own prompt."""
    draws = random.Random(seed)
    words = ["".join(draws.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) for _ in range(800)]
    made = [[draws.choice(words) for _ in range(60)] for _ in range(8)]
    prompts, accounts, truth = [], [], []
    for template, own in enumerate(made):
        for n in range(60):
            said = [draws.choice(words) if draws.random() < reworded else word for word in own]
            said[20] = f"{draws.random() * 1000:.2f}"
            prompts.append(HARNESS * (n % 2) + " ".join(said))
            accounts.append(f"{template % 4}-{n % 10}")
            truth.append(template)
    return prompts, accounts, truth


def found(prompts: list[str], accounts: list[str] | None = None) -> list[str | None]:
    ids: list[str | None] = gr.templates(prompts, accounts)["template_id"].to_pylist()
    return ids


SHORT = pytest.mark.xfail(strict=True, reason="not reached yet: .98 with a tenth of the words replaced, .55 with half")


@pytest.mark.parametrize(("reworded", "least"), [
    (0.0, 1.0), pytest.param(0.1, 0.99, marks=SHORT), (0.25, 0.95), pytest.param(0.5, 0.7, marks=SHORT),
])  # fmt: skip
def test_planted_templates_come_back_however_much_of_them_is_reworded(reworded: float, least: float) -> None:
    prompts, accounts, truth = planted(71, reworded)
    labels = [one or f"none {n}" for n, one in enumerate(found(prompts, accounts))]
    assert v_measure_score(truth, labels) >= least - 1e-9


def test_templates_behind_one_harness_had_the_id_of_its_prompt_in_common() -> None:
    prompts, accounts, truth = planted(11, 0.0)
    ids = found([HARNESS + one.removeprefix(HARNESS) for one in prompts], accounts)
    assert len(set(zip(ids, truth, strict=True))) == len(set(ids)) == 8


def test_what_fewer_accounts_send_is_no_template() -> None:
    prompts, _, _ = planted(3, 0.0)
    assert set(found(prompts[:60], [f"{n % 3}" for n in range(60)])) == {None}
    assert None not in found(prompts[:60], [f"{n % 4}" for n in range(60)])


def test_the_order_of_rows_makes_no_difference() -> None:
    prompts, accounts, _ = planted(5, 0.25)
    order = np.random.default_rng(0).permutation(len(prompts)).tolist()
    mixed = found([prompts[n] for n in order], [accounts[n] for n in order])
    straight = found(prompts, accounts)
    assert mixed == [straight[n] for n in order]


def test_rows_and_columns_are_what_is_promised() -> None:
    table = gr.templates(["a b c d", None, ""])
    assert table.to_pydict() == {"row": [0, 1, 2], "template_id": [None, None, None]}
    assert gr.templates([]).num_rows == 0
    with pytest.raises(ValueError, match="2 accounts for 1 prompts"):
        gr.templates(["a"], ["x", "y"])


@pytest.mark.parametrize("text", [
    "请比较发票和雨量列出三个不同之处先写出每一步的思路", "แปลข้อความต่อไปนี้เป็นภาษาอังกฤษ",
    "पहले हर कदम लिखो फिर उत्तर दो और कारण भी बताओ",
    "اكتب كل خطوة قبل أن تعطي الجواب ثم اذكر السبب", "\ud800 half a character before seven more words here",
    "Ｗｉｄｅ letters are the same as narrow ones here",
])  # fmt: skip
def test_any_script_is_a_template_when_shared(text: str) -> None:
    assert len(set(found([f"{text} {n}" for n in range(8)]))) == 1
    assert None not in found([f"{text} {n}" for n in range(8)])


def test_numbers_addresses_and_codes_are_slots() -> None:
    slots = ["12.50", "https://a.example/x?y=1", "ann@b.example", "3f2a-77", "QUJD" * 20]
    ids = found([f"Sum up the letter of our customer {slot} in three lines please" for slot in slots])
    assert len(set(ids)) == 1
    assert ids[0]


def test_a_long_prompt_is_read_in_part_and_its_template_is_found() -> None:
    draws = random.Random(1)
    body = " ".join("".join(draws.choice("abcdefgh") for _ in range(7)) for _ in range(120_000))
    assert len(set(found([body] * 4))) == 1


def public_prompts() -> list[str]:
    if not REAL.exists():
        pytest.skip("the collection of public prompts is not on this machine")
    with REAL.open(encoding="utf-8") as lines:
        prompts = [row["prompt"] for row in csv.DictReader(lines)]
    assert len(prompts) == 163
    return prompts


@pytest.mark.xfail(strict=True, reason="six interpreters of a command line share three quarters of their shingles")
def test_no_two_of_many_different_public_prompts_are_joined() -> None:
    assert set(found(public_prompts())) == {None}


def test_public_prompts_that_share_turns_of_phrase_are_not_joined() -> None:
    prompts = public_prompts()
    joined = [prompt for prompt, one in zip(prompts, found(prompts), strict=True) if one]
    assert len(joined) <= 6
    assert all("reply with" in one for one in joined)
