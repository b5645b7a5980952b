"""Prompts say what their template, item and client say, in several scripts; the truth knows the family of each."""

from __future__ import annotations

import unicodedata
from collections import Counter

import numpy as np
import polars as pl
import pytest

from graphring.simulate import simulate
from graphring.simulate.draft import CLIENTS, N_PUBLIC
from graphring.simulate.naming import serials
from graphring.simulate.spool import ROW
from graphring.simulate.text.language import content, language, language_codes
from graphring.simulate.text.prompts import Prompts, reworded
from graphring.simulate.text.settings import Text
from graphring.simulate.text.stream import Stream

BARE, AGENT = CLIENTS.index("curl/8.5.0"), CLIENTS.index("agent-framework/0.12")
MINE = N_PUBLIC + 5


def rows(n, **columns):
    made = np.zeros(n, dtype=ROW)
    for name, value in {"template": MINE, "client": BARE, **columns}.items():
        made[name] = value
    return made


def told(made, families=None, first=0, **settings):
    text = Text(**{"boilerplate": 0, **settings})
    return list(Prompts(text, 11, families or {}, N_PUBLIC).texts(made, CLIENTS, first))


def differing(a, b):
    """Share of words at the same place that differ."""
    return np.mean([x != y for x, y in zip(a.split(), b.split(), strict=True)])


def test_the_same_template_and_item_say_the_same_and_another_item_fills_only_the_slots():
    one, again, other = told(rows(3, item=[1, 1, 2]), languages={"en": 1})
    assert one == again != other
    shared = set(one.split()) & set(other.split())
    assert len(shared) > 0.5 * len(set(one.split()))


def test_a_paraphrase_replaces_that_share_of_words():
    plain = told(rows(60), languages={"en": 1}, slots=0, sentences=20)
    for share in (0.1, 0.5):
        changed = told(rows(60), languages={"en": 1}, slots=0, sentences=20, paraphrase=share)
        # A word may be replaced by itself, and seldom by one of two words of the language.
        assert np.mean([differing(a, b) for a, b in zip(plain, changed, strict=True)]) == pytest.approx(share, abs=0.03)
        assert len(set(changed)) == 60


def test_templates_of_one_family_are_variants_of_one_text_and_others_are_not():
    codes = MINE + np.arange(3)
    settings = {"languages": {"en": 1}, "slots": 0, "sentences": 20}
    a, b, c = told(rows(3, template=codes), {MINE: "ring", MINE + 1: "ring"}, variants=0.2, **settings)
    assert 0.2 <= differing(a, b) < 0.45
    assert len(a.split()) != len(c.split()) or differing(a, c) > 0.6


def test_words_of_a_language_replace_words_and_leave_slots_alone():
    tongue = language("zh")
    words = tongue.words("编号是{slot}。")
    assert words == ["编", "号", "是", "{slot}", "。"]
    changed = reworded(words, tongue, 1.0, Stream(1))
    assert changed[3] == "{slot}"
    assert set(changed) - {"{slot}"} <= set(tongue.vocabulary)


def test_quick_starts_are_sent_word_by_word_whatever_the_paraphrase():
    said = content("public.toml")["quick_starts"]
    assert told(rows(1, template=0), paraphrase=0.9) == [said[0]]
    assert "{slot}" not in told(rows(1, template=2))[0]


def test_a_harness_puts_its_own_prompt_first_and_a_bare_client_by_account():
    harness = content("public.toml")["harness"]
    assert told(rows(1, client=AGENT))[0].startswith(harness["agent"] + "\n\n")
    many = told(rows(2_000, account=np.arange(2_000)), boilerplate=0.4)
    begun = [next((kind for kind, text in harness.items() if prompt.startswith(text)), None) for prompt in many]
    assert np.mean([kind is not None for kind in begun]) == pytest.approx(0.4, abs=0.05)
    assert set(begun) == {None, *harness}


def test_templates_come_in_the_languages_and_scripts_asked_for():
    many = told(rows(3_000, template=MINE + np.arange(3_000)), slots=0)
    scripts = Counter(unicodedata.name(next(c for c in prompt if c.isalpha())).split()[0] for prompt in many)
    assert {"LATIN", "CYRILLIC", "CJK", "ARABIC", "DEVANAGARI"} <= set(scripts)
    assert scripts["LATIN"] / 3_000 == pytest.approx(0.66, abs=0.05)


def test_free_form_prompts_are_all_others_and_an_account_keeps_to_its_language():
    many = told(rows(200, template=-1, account=7))
    assert len(set(many)) > 190
    assert len({unicodedata.name(next(c for c in prompt if c.isalpha())).split()[0] for prompt in many}) <= 2


@pytest.mark.parametrize("code", language_codes())
def test_the_words_of_a_language_are_enough_and_fit_its_frames(code):
    tongue = language(code)
    assert len(set(tongue.nouns)) == len(tongue.nouns) >= 25
    assert len(set(tongue.frames)) == len(tongue.frames) >= 9
    assert all(frame.count("{n}") >= 1 for frame in tongue.frames)
    assert all(frame.count("{slot}") == 1 for frame in tongue.slots)
    made = [tongue.sentence(Stream(i), tongue.frames) for i in range(200)]
    assert not [text for text in made if "{" in text or "}" in text]
    assert not [word for word in tongue.vocabulary if "{" in word or not word.strip()]


def test_the_truth_says_the_template_and_family_of_every_prompt(tmp_path):
    world = simulate("prompts", tmp_path / "world", scale=0.3)
    log, truth = pl.read_parquet(world.files[0]), pl.read_parquet(world.truths[-1])
    assert "template_id" not in log.columns
    assert log["exchange_id"].to_list() == truth["exchange_id"].to_list()
    assert truth.filter(pl.col("template_id").is_null() != pl.col("family").is_null()).is_empty()
    both = log.join(truth, on="exchange_id").drop_nulls("template_id")
    texts = both.group_by("template_id").agg(pl.col("prompt").str.slice(-40).n_unique(), pl.len())
    assert log["prompt"].null_count() == 0
    assert texts["len"].max() > 20


def test_serial_names_are_all_others_and_never_in_the_order_of_their_codes():
    names = serials(np.arange(70_000), key=5, prefix="", bits=48).to_pylist()
    assert len(set(names)) == 70_000
    assert {len(name) for name in names} == {12}
    assert abs(np.corrcoef([int(name, 16) for name in names], np.arange(70_000))[0, 1]) < 0.02
    assert (
        serials(np.arange(3), key=6, prefix="ex_").to_pylist() != serials(np.arange(3), key=5, prefix="ex_").to_pylist()
    )
